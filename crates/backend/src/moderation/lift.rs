//! Ends what a decision imposed, before its time: whoever could have imposed it says why.

use super::act::{outranks, show};
use super::table::decision::{self, Stored};
use super::table::restraint;
use super::{log, subject};
use crate::db::{DbError, Sql};
use crate::module::{Context, Module, Refusal};
use sampan_protocol::Error;
use sampan_protocol::ids::PersonId;
use sampan_protocol::moderation::{State, Step, check_words, ops};

pub(super) fn apply(cx: &mut Context<'_>, wanted: &ops::Lift) -> Result<(), Refusal> {
    check_words(&wanted.text, 1, "error.moderation.lift")?;
    let Some(mut made) = decision::lock(cx.sql, wanted.decision)? else {
        return Err(Error::not_found("error.moderation.not_in_force").into());
    };
    let operator = cx.ports.people.is_operator(cx.sql, cx.me.id)?;
    if let Some(key) = hindrance(cx.modules, cx.sql, &made, (cx.me.id, operator))? {
        return Err(Error::refused(key).into());
    }
    if !restraint::lift(cx.sql, made.id, cx.now)? {
        return Err(Error::refused("error.moderation.not_in_force").into());
    }
    // An appeal that waits has nothing to wait for: whoever made it may make it again, for what stays
    // on their record.
    made.state = State::Lifted;
    let why = wanted.text.trim();
    if let Some(told) = &mut made.told {
        told.state = State::Lifted;
        why.clone_into(&mut told.lifted);
    }
    decision::stand(cx.sql, &made, Some(cx.me.id))?;
    log::append(cx, &made, Step::Lifted, why)?;
    show(cx, &made, "moderation.lifted")
}

/// Why somebody may not lift what a decision imposed: only who could have imposed it there may, and
/// never on themselves. None where they may.
///
/// # Errors
/// What the database says.
pub(super) fn hindrance(
    modules: &[Box<dyn Module>],
    sql: &mut dyn Sql,
    made: &Stored,
    (person, operator): (PersonId, bool),
) -> Result<Option<&'static str>, DbError> {
    let mine = subject::place(modules, sql, &made.place, person)?;
    if !operator && !mine.moderates {
        return Ok(Some("error.moderation.moderators_only"));
    }
    let Some(about) = made.about else { return Ok(None) };
    if about == person {
        return Ok(Some("error.moderation.lift_own"));
    }
    let theirs = subject::place(modules, sql, &made.place, about)?;
    let is_outranked = !operator && outranks(&theirs, &mine);
    Ok(is_outranked.then_some("error.moderation.outranked"))
}
