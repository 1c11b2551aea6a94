//! The table of jobs.

pub(crate) mod job;
