//! The tables of search.

pub(crate) mod document;
pub(crate) mod term;
pub(crate) mod walk;
