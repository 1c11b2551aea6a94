//! Documents: sheets of text and boxes, written as PDF or drawn as PNG out of the same layout.

mod faces;
mod pdf;
mod png;
mod sheet;

pub(crate) use faces::Faces;
pub(crate) use pdf::{About, pdf};
pub(crate) use png::png;
#[cfg(test)]
pub(crate) use sheet::Mark;
pub(crate) use sheet::{Colour, Sheet, Style};
