//! The lane: one session in which those go one after the other who would come in between of one
//! another, and share commits.

use super::{Open, Session};
use crate::db::group::{Connection, Group};
use crate::db::{DbError, Outcome};
use std::time::Duration;

/// Who may share a commit: whoever waits at once. PostgreSQL keeps 64 savepoints of a transaction
/// at hand, and each member has two.
pub(super) const TOGETHER: Group = Group { most: 32, longest: Duration::from_millis(100) };

/// The session, opened when it is first needed and again when it is lost.
pub(super) struct Lane {
    open: Open,
    session: Option<Session>,
    in_transaction: bool,
    stale: bool,
}

impl Lane {
    /// A lane whose session is opened so.
    pub(super) fn new(open: Open) -> Self {
        Self { open, session: None, in_transaction: false, stale: false }
    }

    /// The session; it is there while a transaction is open.
    pub(super) fn session(&mut self) -> &mut Session {
        self.session.as_mut().expect("a transaction is open")
    }

    /// Notes that somebody outside came in between: the transaction's view of the data is too old
    /// for others to join it, while what was done in it before may stand.
    pub(super) fn lost(&mut self) {
        self.stale = true;
    }

    fn run(&mut self, statement: &str) -> Result<(), DbError> {
        self.session().simple(statement)
    }

    fn begin_in(&mut self) -> Result<(), DbError> {
        if !self.session.as_ref().is_some_and(Session::is_open) {
            self.session = Some((self.open)()?);
        }
        self.run("BEGIN ISOLATION LEVEL SERIALIZABLE")
    }
}

impl Connection for Lane {
    fn begin(&mut self) -> Result<(), DbError> {
        let begun = self.begin_in().or_else(|error| match error {
            // The server ended the session, say at its restart.
            DbError::Unreachable(_) => {
                self.session = None;
                self.begin_in()
            }
            error => Err(error),
        });
        self.in_transaction = begun.is_ok();
        self.stale = false;
        begun
    }

    fn begin_member(&mut self) -> Result<(), DbError> {
        self.run("SAVEPOINT member")
    }

    fn end_member(&mut self, outcome: Outcome) -> Result<(), DbError> {
        match outcome {
            Outcome::Commit => self.run("RELEASE SAVEPOINT member"),
            Outcome::RollBack => self.run("ROLLBACK TO SAVEPOINT member; RELEASE SAVEPOINT member"),
        }
    }

    fn commit(&mut self) -> Result<(), DbError> {
        self.in_transaction = false;
        self.run("COMMIT")
    }

    fn roll_back(&mut self) {
        self.in_transaction = false;
        let rolled_back = self.session.as_mut().is_some_and(|s| s.simple("ROLLBACK").is_ok());
        if !rolled_back {
            self.session = None;
        }
    }

    fn is_open(&self) -> bool {
        self.in_transaction
    }

    fn is_stale(&self) -> bool {
        self.stale
    }
}
