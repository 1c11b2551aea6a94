//! Dates of what recurs, in time zones, and calendar files (RFC 5545).
//!
//! A rule is expanded by the wall clock of its place and each date is put into the zone afterwards,
//! so that seven in the evening stays seven in the evening. Only client and backend use it: the
//! tables of time zones are too large for the UI.

mod dates;
mod file;
mod zone;

pub use dates::{dates, end_of, ends, first, is_date, rule_text};
pub use file::{Entry, write};
pub use zone::{instant, names, offset_minutes};
