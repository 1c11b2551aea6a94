//! The tables of people.

pub(crate) mod biometric;
pub(crate) mod contact;
pub(crate) mod device;
pub(crate) mod person;
pub(crate) mod term;
