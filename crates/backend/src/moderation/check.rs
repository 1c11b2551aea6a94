//! What other modules ask before somebody says something, in the same transaction.

use super::table::{queue, record, restraint, rule};
use super::{picture, subject, telling};
use crate::db::{DbError, Sql};
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::ids::PersonId;
use sampan_protocol::moderation::rule::judge;
use sampan_protocol::moderation::trust::{self, hourly};
use sampan_protocol::moderation::{Action, Effect, Target, weight};

/// What somebody is about to do in a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Doing {
    /// Begins something that others answer.
    Post,
    /// Answers something.
    Comment,
    /// Changes what they said.
    Edit,
    /// Says what they think.
    Vote,
    /// Becomes a member.
    Join,
    /// Invites somebody.
    Invite,
}

impl Doing {
    /// Whether others read what comes of it.
    const fn speaks(self) -> bool {
        matches!(self, Self::Post | Self::Comment | Self::Edit | Self::Invite)
    }

    /// As what it is counted.
    const fn counted(self) -> Option<trust::Doing> {
        match self {
            Self::Post => Some(trust::Doing::Post),
            Self::Comment => Some(trust::Doing::Comment),
            Self::Invite => Some(trust::Doing::Invite),
            Self::Edit | Self::Vote | Self::Join => None,
        }
    }
}

/// Refuses who is banned or muted, too fast, or does too much for how far they are trusted; counts
/// what is let through.
///
/// # Errors
/// `Refused` with what it is, and until when.
pub(crate) fn may(cx: &mut Context<'_>, place: &str, doing: Doing) -> Result<(), Refusal> {
    let me = cx.me.id;
    if let Some((action, until)) = restraint::on(cx.sql, me, place, cx.now)?
        && (action == Action::Ban || doing.speaks())
    {
        let key = match (action, until == restraint::FOR_GOOD) {
            (Action::Ban, true) => "error.moderation.banned_for_good",
            (Action::Ban, false) => "error.moderation.banned",
            (_, true) => "error.moderation.muted_for_good",
            (_, false) => "error.moderation.muted",
        };
        return Err(Error::refused(key).with("until", until).into());
    }
    if doing == Doing::Post {
        not_too_fast(cx, place)?;
    }
    if let Some(counted) = doing.counted() {
        within(cx, place, counted)?;
    }
    if matches!(doing, Doing::Post | Doing::Comment) {
        record::add(cx.sql, me, (1, 0, 0))?;
    }
    Ok(())
}

/// Refuses who does something more often within an hour than they are trusted to, and counts it.
///
/// # Errors
/// `Refused` with how often they may.
pub(super) fn within(
    cx: &mut Context<'_>,
    place: &str,
    doing: trust::Doing,
) -> Result<(), Refusal> {
    let level = record::level(cx.sql, cx.me.id, cx.now)?;
    let most = hourly(level, doing);
    let done = record::since(cx.sql, cx.me.id, doing.word(), cx.now.plus_seconds(-3_600))?;
    if done >= most {
        return Err(Error::refused("error.moderation.too_often").with("limit", most).into());
    }
    record::note(cx.sql, cx.me.id, (doing.word(), place), cx.now)?;
    Ok(())
}

/// Refuses who posts again before the place's slow mode lets them; its moderators are not slowed.
fn not_too_fast(cx: &mut Context<'_>, place: &str) -> Result<(), Refusal> {
    let seconds = restraint::seconds(cx.sql, place)?;
    if seconds == 0 || subject::place(cx.modules, cx.sql, place, cx.me.id)?.moderates {
        return Ok(());
    }
    let last = record::last(cx.sql, cx.me.id, (trust::Doing::Post.word(), place))?;
    match last.map(|last| last.plus_seconds(seconds)) {
        Some(next) if next > cx.now => {
            let slow = Error::refused("error.moderation.slow").with("seconds", seconds);
            Err(slow.with("until", next).into())
        }
        _ => Ok(()),
    }
}

/// Holds what somebody says against the rules of the service and of the place (whose moderators are
/// trusted), and its pictures against those that are blocked; answers for which word or link it waits
/// for a moderator, if it has to.
///
/// # Errors
/// `Refused` with the word or link that the rules do not take.
pub(crate) fn sift(
    cx: &mut Context<'_>,
    place: &str,
    texts: &[&str],
    pictures: &[String],
) -> Result<Option<String>, Refusal> {
    let mut rules = rule::find(cx.sql, "")?;
    if !subject::place(cx.modules, cx.sql, place, cx.me.id)?.moderates {
        rules.extend(rule::find(cx.sql, place)?);
    }
    for sha256 in pictures {
        if picture::is_blocked(cx.sql, sha256)? {
            return Err(Error::refused("error.moderation.picture").into());
        }
    }
    match judge(&rules, texts) {
        None => Ok(None),
        Some(hit) if hit.effect == Effect::Hold => Ok(Some(hit.word)),
        Some(hit) => {
            Err(Error::refused("error.moderation.word_refused").with("word", hit.word).into())
        }
    }
}

/// Has something wait for a moderator, for the word or link that [`sift`] told.
///
/// # Errors
/// What the database says.
pub(crate) fn hold(
    cx: &mut Context<'_>,
    target: &Target,
    place: &str,
    held_for: &str,
) -> Result<(), Refusal> {
    let waits = queue::Waits {
        target: target.key(),
        place: place.to_owned(),
        held_for: held_for.to_owned(),
        at: cx.now,
    };
    queue::put(cx.sql, &waits)?;
    telling::waits(cx, place, "moderation.case")
}

/// Whether nobody may comment on something any more.
///
/// # Errors
/// What the database says.
pub(crate) fn is_locked(sql: &mut dyn Sql, target: &Target) -> Result<bool, DbError> {
    restraint::is_locked(sql, &target.key())
}

/// What a vote of whoever acts weighs for something by this author, in hundredths; counts it.
///
/// # Errors
/// What the database says.
pub(crate) fn weigh(cx: &mut Context<'_>, author: PersonId) -> Result<i64, DbError> {
    let (votes, for_author) = record::count_vote(cx.sql, cx.me.id, author)?;
    let level = record::level(cx.sql, cx.me.id, cx.now)?;
    Ok(weight::weight(level, votes, for_author))
}
