//! Things that happen by themselves: what a module puts off until a time is done then, once.
//!
//! A job is written by [`Context::schedule`](crate::module::Context::schedule) in the transaction
//! of whoever wants it, so there is one if and only if its reason is there. What is due is done by
//! [`Backend::run_due`](crate::Backend::run_due), in any number of processes, and
//! [`Backend::keep_time`](crate::Backend::keep_time) wakes for it.

mod keeper;
mod reach;
mod run;
pub(crate) mod table;

pub(crate) use keeper::keep;
pub(crate) use reach::{keep_reaching, reach_out};
pub(crate) use run::{in_name_of, next_due, run_due};

use crate::db::Migration;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::{OpId, PersonId};

/// The steps of its tables.
pub(crate) const MIGRATIONS: &[Migration] = &[Migration { version: 1, sql: table::job::CREATE }];

/// What a module wants to be done later. Each module has one job of a kind for a subject: put in
/// again, it takes the place of the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewJob<'a> {
    /// The module that does it.
    pub module: &'a str,
    /// What is to be done, e.g. `packet.end`.
    pub kind: &'a str,
    /// With what.
    pub subject: &'a str,
    /// In whose name.
    pub person: PersonId,
    /// When.
    pub due: Timestamp,
}

/// A job whose time has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Its identifier, and that of the operation which it is: however often it is tried, it counts
    /// once.
    pub id: OpId,
    /// The module that does it.
    pub module: String,
    /// What is to be done.
    pub kind: String,
    /// With what.
    pub subject: String,
    /// In whose name.
    pub person: PersonId,
    /// When it was to be done.
    pub due: Timestamp,
    /// How often it was tried, this time included.
    pub attempts: i64,
}

/// How long to wait after a try that failed, in seconds: twice as long each time, up to six hours.
const fn patience(attempts: i64) -> i64 {
    const FIRST: i64 = 30;
    const LONGEST: i64 = 6 * 3_600;
    let doublings = if attempts < 1 { 0 } else { attempts - 1 };
    if doublings >= 10 { LONGEST } else { FIRST << doublings }
}

#[cfg(test)]
mod tests {
    use super::patience;

    #[test]
    fn patience_grows_and_ends() {
        let waits: Vec<i64> = (1..=12).map(patience).collect();
        assert_eq!(waits[..3], [30, 60, 120], "twice as long each time");
        assert!(waits.is_sorted(), "never shorter than before");
        assert_eq!(patience(i64::MAX), 21_600, "six hours at most");
    }
}
