//! The table of PINs.

pub(crate) mod secret;
