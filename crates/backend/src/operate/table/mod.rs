//! Tables of the operators' acts and their log.

pub(crate) mod act;
pub(crate) mod log;
