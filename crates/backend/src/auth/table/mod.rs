//! The tables of authentication.

pub(crate) mod counter;
