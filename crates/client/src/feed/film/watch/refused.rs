//! Takes back that one wants no more of something, as if it had never been said: what was known before is
//! kept for a while, and what is learned since.

use super::learned;
use super::offers::About;
use crate::db::{Fault, Transaction};
use crate::table::known;
use sampan_protocol::feed::film::NotInterested;
use sampan_rank::Signal;
use serde::{Deserialize, Serialize};

/// Under which name it is known.
const NAME: &str = "feed/refused";
/// For how long it can be taken back, in seconds: longer than that is offered.
const KEPT: i64 = 60;

/// Something that is learned at once.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Lesson {
    /// Of what.
    pub(super) about: About,
    /// When, in Unix seconds.
    pub(super) at: i64,
    /// What was done with it.
    pub(super) signals: Vec<Signal>,
}

impl Lesson {
    fn learn(&self, tx: &Transaction<'_>) -> Result<(), Fault> {
        let mut learned = learned::read(tx)?;
        learned.observe(&self.about, self.at, &self.signals);
        learned::write(tx, &learned)
    }
}

/// What was refused last.
#[derive(Debug, Serialize, Deserialize)]
struct Refused {
    what: NotInterested,
    at: i64,
    /// What was known before, to the letter.
    before: Option<String>,
    /// What was learned since.
    since: Vec<Lesson>,
}

impl Refused {
    fn is_over(&self, now: i64) -> bool {
        (now - self.at).abs() > KEPT
    }
}

/// Learns something.
pub(super) fn learn(tx: &Transaction<'_>, lesson: Lesson) -> Result<(), Fault> {
    lesson.learn(tx)?;
    match known::get::<Refused>(tx, NAME)? {
        Some(refused) if refused.is_over(lesson.at) => forget(tx),
        Some(mut refused) => {
            refused.since.push(lesson);
            known::set(tx, NAME, &refused)
        }
        None => Ok(()),
    }
}

/// Learns that one wants no more of something.
pub(super) fn refuse(
    tx: &Transaction<'_>,
    what: NotInterested,
    lesson: &Lesson,
) -> Result<(), Fault> {
    let before = learned::text(tx)?;
    known::set(tx, NAME, &Refused { what, at: lesson.at, before, since: Vec::new() })?;
    lesson.learn(tx)
}

/// Takes it back; false where it is not what was refused last, or too long ago.
pub(super) fn take_back(
    tx: &Transaction<'_>,
    what: &NotInterested,
    now: i64,
) -> Result<bool, Fault> {
    let last = known::get::<Refused>(tx, NAME)?;
    let Some(refused) = last.filter(|last| last.what == *what && !last.is_over(now)) else {
        return Ok(false);
    };
    forget(tx)?;
    learned::restore(tx, refused.before.as_deref())?;
    for lesson in &refused.since {
        lesson.learn(tx)?;
    }
    Ok(true)
}

/// Forgets what could be taken back.
pub(super) fn forget(tx: &Transaction<'_>) -> Result<(), Fault> {
    known::remove(tx, NAME)
}
