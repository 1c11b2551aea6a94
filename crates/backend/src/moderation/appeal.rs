//! Appeals: somebody else than who decided looks at it, and takes it back or does not.

use super::act::show;
use super::table::decision::{self, Stored};
use super::table::{record, report, restraint};
use super::{log, subject, telling};
use crate::db::{DbError, Sql};
use crate::module::{Context, Module, Refusal};
use sampan_protocol::Error;
use sampan_protocol::ids::PersonId;
use sampan_protocol::moderation::{Action, State, Step, check_words, ops};

pub(super) fn apply(cx: &mut Context<'_>, appeal: &ops::Appeal) -> Result<(), Refusal> {
    check_words(&appeal.text, 1, "error.moderation.appeal")?;
    let mut made = found(cx, appeal.decision)?;
    if made.about != Some(cx.me.id) {
        return Err(Error::not_found("error.moderation.no_decision").into());
    }
    if !made.state.may_be_appealed() {
        return Err(Error::refused("error.moderation.appealed").into());
    }
    (made.state, made.appealed) = (State::Appealed, cx.now);
    if let Some(told) = &mut made.told {
        told.state = State::Appealed;
        told.appeal = appeal.text.trim().to_owned();
    }
    decision::stand(cx.sql, &made, None)?;
    log::append(cx, &made, Step::Appealed, "")?;
    telling::waits(cx, &made.place, "moderation.appeal")?;
    show(cx, &made, "moderation.decided")
}

pub(super) fn judge(cx: &mut Context<'_>, judged: &ops::Judge) -> Result<(), Refusal> {
    check_words(&judged.text, 1, "error.moderation.judgement")?;
    let mut made = found(cx, judged.decision)?;
    let operator = cx.ports.people.is_operator(cx.sql, cx.me.id)?;
    if !may_judge(cx.modules, cx.sql, &made, (cx.me.id, operator))? {
        let own = made.maker == cx.me.id || made.about == Some(cx.me.id);
        let key =
            if own { "error.moderation.judge_own" } else { "error.moderation.moderators_only" };
        return Err(Error::refused(key).into());
    }
    if made.state != State::Appealed {
        return Err(Error::refused("error.moderation.judged").into());
    }
    let (state, step) = match judged.uphold {
        true => (State::Upheld, Step::Upheld),
        false => (State::Reversed, Step::Reversed),
    };
    made.state = state;
    if let Some(told) = &mut made.told {
        told.state = state;
        told.judgement = judged.text.trim().to_owned();
    }
    decision::stand(cx.sql, &made, Some(cx.me.id))?;
    if !judged.uphold {
        undo(cx, &made)?;
    }
    log::append(cx, &made, step, judged.text.trim())?;
    show(cx, &made, "moderation.judged")
}

/// Whether somebody may decide an appeal: neither who decided nor whom it is about; who moderates the
/// place, or runs the service.
///
/// # Errors
/// What the database says.
pub(super) fn may_judge(
    modules: &[Box<dyn Module>],
    sql: &mut dyn Sql,
    made: &Stored,
    (person, operator): (PersonId, bool),
) -> Result<bool, DbError> {
    if made.maker == person || made.about == Some(person) {
        return Ok(false);
    }
    Ok(operator || subject::place(modules, sql, &made.place, person)?.moderates)
}

/// Takes back what a decision did.
fn undo(cx: &mut Context<'_>, made: &Stored) -> Result<(), Refusal> {
    restraint::lift(cx.sql, made.id, cx.now)?;
    if made.action == Action::Remove {
        subject::owner(cx.modules, &made.target)?.show(cx, &made.target, true)?;
        if let Some(author) = made.about {
            record::add(cx.sql, author, (0, -1, 0))?;
        }
    }
    for reporter in report::reporters(cx.sql, &made.id.to_string())? {
        record::add(cx.sql, reporter, (0, 0, -1))?;
    }
    Ok(())
}

fn found(cx: &mut Context<'_>, id: sampan_protocol::ids::OpId) -> Result<Stored, Refusal> {
    let found = decision::lock(cx.sql, id)?;
    found.ok_or_else(|| Error::not_found("error.moderation.no_decision").into())
}
