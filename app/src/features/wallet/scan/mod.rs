//! Reading codes: by camera, out of a picture, out of text; and what to do with what they say.

mod camera;
mod foreign;
mod reader;
mod screen;
mod ways;

pub(crate) use screen::ScanScreen;
pub(crate) use ways::CodeWays;
