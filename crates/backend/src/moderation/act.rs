//! Decides about something: what happens, why, and who is told.

use super::subject::{self, Moderated, Place, Subject};
use super::table::{decision, queue, record, report, restraint};
use super::{log, scope, telling};
use crate::module::{Context, Refusal};
use crate::notices::{Told, tell};
use sampan_protocol::Error;
use sampan_protocol::moderation::{
    Act, Action, Basis, ContentType, Decided, Source, State, Step, check_act, rows, state,
};

/// What an act is about, and where who acts may do it.
struct Ground<'a> {
    module: &'a dyn Moderated,
    subject: Subject,
    place: String,
}

pub(super) fn apply(cx: &mut Context<'_>, act: &Act) -> Result<(), Refusal> {
    check_act(act)?;
    let ground = allowed(cx, act)?;
    let key = act.target.key();
    let held = queue::find(cx.sql, &key)?.map(|waits| waits.held_for).unwrap_or_default();
    let reports = report::open(cx.sql, &key)?;
    let source = match (reports.is_empty(), act.basis) {
        (true, _) => Source::Voluntary,
        (false, Basis::Law) => Source::Article16,
        (false, _) => Source::OtherNotification,
    };
    carry_out(cx, act, &ground, !held.is_empty())?;
    let (id, label) = (cx.op_id, ground.subject.label());
    let content = (content_type(&ground.subject), ground.subject.written);
    let statement = state(act, (id, cx.now), content, (source, !held.is_empty()));
    let place = subject::place(cx.modules, cx.sql, &ground.place, cx.me.id)?.name;
    let told = act.action.has_reasons().then(|| Decided {
        decision: id,
        action: act.action,
        target: act.target.clone(),
        label: label.clone(),
        place: if act.everywhere { String::new() } else { place },
        statement,
        state: State::Stands,
        appeal: String::new(),
        judgement: String::new(),
        lifted: String::new(),
    });
    let made = decision::Stored {
        id,
        place: ground.place,
        about: ground.subject.author.filter(|_| act.action.is_stated()),
        maker: cx.me.id,
        action: act.action,
        target: act.target.clone(),
        told,
        state: State::Stands,
        appealed: cx.now,
    };
    decision::insert(cx.sql, &made, cx.now)?;
    if act.action != Action::SlowMode {
        queue::close(cx.sql, &key)?;
        for reporter in report::close(cx.sql, &key, &id.to_string())? {
            let acted = act.action.is_stated();
            if acted {
                record::add(cx.sql, reporter, (0, 0, 1))?;
            }
            telling::outcome(cx, reporter, (&key, &label), acted)?;
        }
    }
    log::append(cx, &made, Step::Decided, "")?;
    show(cx, &made, "moderation.decided")
}

/// Tells whoever a decision is about how it stands.
///
/// # Errors
/// What the database says.
pub(super) fn show(
    cx: &mut Context<'_>,
    decision: &decision::Stored,
    kind: &str,
) -> Result<(), Refusal> {
    let (Some(about), Some(told)) = (decision.about, &decision.told) else { return Ok(()) };
    cx.put(&scope(about), rows::DECIDED, decision.id, told)?;
    let notice = Told {
        kind,
        about: format!("decision/{}", decision.id),
        args: &[("what", told.label.as_str().into())],
        link: format!("/moderation/decided/{}", decision.id),
    };
    tell(cx, about, &notice)?;
    Ok(())
}

/// Refuses who may not decide this, about this, here.
fn allowed<'a>(cx: &mut Context<'a>, act: &Act) -> Result<Ground<'a>, Refusal> {
    let (module, subject) = subject::find(cx.modules, cx.sql, &act.target)?;
    let place = match (act.action, act.everywhere) {
        (Action::SlowMode, _) => act.target.key(),
        (_, true) => String::new(),
        (_, false) => subject.place.clone(),
    };
    let operator = cx.ports.people.is_operator(cx.sql, cx.me.id)?;
    let mine = subject::place(cx.modules, cx.sql, &place, cx.me.id)?;
    if !operator && (act.everywhere || !mine.moderates) {
        return Err(Error::refused("error.moderation.moderators_only").into());
    }
    if act.action.is_stated() {
        let Some(about) = subject.author else {
            return Err(Error::refused("error.moderation.cannot").into());
        };
        let theirs = subject::place(cx.modules, cx.sql, &place, about)?;
        if about == cx.me.id {
            return Err(Error::refused("error.moderation.own").into());
        }
        if !operator && outranks(&theirs, &mine) {
            return Err(Error::refused("error.moderation.outranked").into());
        }
    }
    Ok(Ground { module, subject, place })
}

/// Whether moderators cannot decide about each other: only the owner about them.
pub(super) const fn outranks(theirs: &Place, mine: &Place) -> bool {
    theirs.owns || (theirs.moderates && !mine.owns)
}

fn carry_out(
    cx: &mut Context<'_>,
    act: &Act,
    ground: &Ground<'_>,
    held: bool,
) -> Result<(), Refusal> {
    let (id, now) = (cx.op_id, cx.now);
    match act.action {
        Action::Warn => {}
        Action::Keep => {
            if held {
                ground.module.show(cx, &act.target, true)?;
            }
        }
        Action::Remove => {
            if ground.subject.gone && !held {
                return Err(Error::refused("error.moderation.gone").into());
            }
            ground.module.show(cx, &act.target, false)?;
            if let Some(author) = ground.subject.author {
                record::add(cx.sql, author, (0, 1, 0))?;
            }
        }
        Action::Lock => {
            if !restraint::lock(cx.sql, &act.target.key(), id)? {
                return Err(Error::refused("error.moderation.locked_already").into());
            }
        }
        Action::SlowMode => {
            let (kind, _) = ground.place.split_once('/').unwrap_or_default();
            let mut all = cx.modules.iter().filter_map(|module| module.moderated());
            if !all.any(|one| one.place_kind() == Some(kind)) {
                return Err(Error::refused("error.moderation.cannot").into());
            }
            restraint::slow(cx.sql, &ground.place, act.seconds.unwrap_or(0), id)?;
        }
        Action::Mute | Action::Ban => {
            let Some(about) = ground.subject.author else { return Ok(()) };
            let until = act.seconds.map_or(restraint::FOR_GOOD, |s| now.plus_seconds(s));
            restraint::put(cx.sql, id, about, (&ground.place, act.action), until)?;
        }
    }
    Ok(())
}

fn content_type(subject: &Subject) -> Vec<ContentType> {
    let mut types = Vec::new();
    if subject.written.is_none() {
        types.push(ContentType::Other);
    } else {
        types.push(ContentType::Text);
    }
    if !subject.pictures.is_empty() {
        types.push(ContentType::Image);
    }
    types
}
