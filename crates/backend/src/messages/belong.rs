//! Who comes into a group, leaves it, is taken out of it, or decides about it.

use super::group::{must_decide, must_fit};
use super::say::note;
use super::shown::{purge, put_chat_to_all};
use super::table::member;
use super::{Open, admit};
use crate::module::{Context, Refusal};
use crate::people::somebody;
use sampan_protocol::Error;
use sampan_protocol::ids::{ChatId, PersonId};
use sampan_protocol::messages::{Kind, Line, ops};
use std::collections::BTreeSet;

pub(super) fn invite(cx: &mut Context<'_>, op: &ops::Invite) -> Result<(), Refusal> {
    let mut open = group(cx, op.chat)?;
    let who = add(cx, &mut open, &op.people)?;
    if who.is_empty() {
        return Ok(());
    }
    note(cx, open, Line::Invited { by: cx.me.name.clone(), who })
}

pub(super) fn remove(cx: &mut Context<'_>, op: &ops::Remove) -> Result<(), Refusal> {
    let mut open = group(cx, op.chat)?;
    must_decide(cx, &mut open)?;
    if op.person == cx.me.id {
        return Err(Error::invalid("error.messages.leave_instead").into());
    }
    if open.position(op.person).is_none() {
        return Ok(());
    }
    let who = somebody(cx, op.person)?.name;
    take_out(cx, &mut open, op.person)?;
    note(cx, open, Line::Removed { by: cx.me.name.clone(), who })
}

pub(super) fn leave(cx: &mut Context<'_>, op: &ops::Leave) -> Result<(), Refusal> {
    let mut open = group(cx, op.chat)?;
    take_out(cx, &mut open, cx.me.id)?;
    // Somebody has to decide: who has been there for the longest time.
    let alone = !open.members.iter().any(|member| member.admin);
    if let Some(first) = open.members.first_mut().filter(|_| alone) {
        first.admin = true;
        member::put(cx.sql, op.chat, first)?;
    }
    note(cx, open, Line::Left { who: cx.me.name.clone() })
}

pub(super) fn set_admin(cx: &mut Context<'_>, op: &ops::SetAdmin) -> Result<(), Refusal> {
    let mut open = group(cx, op.chat)?;
    must_decide(cx, &mut open)?;
    let unknown = || Error::not_found("error.messages.not_member");
    let at = open.position(op.person).ok_or_else(unknown)?;
    let others = open.members.iter().any(|one| one.admin && one.person != op.person);
    if !op.admin && !others {
        return Err(Error::refused("error.messages.last_admin").into());
    }
    open.members[at].admin = op.admin;
    member::put(cx.sql, op.chat, &open.members[at])?;
    Ok(put_chat_to_all(cx, &open)?)
}

/// Adds people to a group who are not in it; answers what they are called. For whom does not know me
/// it is a request.
///
/// # Errors
/// `Invalid` where there are too many, `Refused` where somebody cannot be added.
pub(super) fn add(
    cx: &mut Context<'_>,
    open: &mut Open,
    people: &[PersonId],
) -> Result<Vec<String>, Refusal> {
    let new: BTreeSet<PersonId> =
        people.iter().copied().filter(|id| open.position(*id).is_none()).collect();
    must_fit(open.members.len() + new.len())?;
    let mut names = Vec::new();
    for person in new {
        names.push(admit::may_be_added(cx, person)?);
        let accepted = admit::knows_me(cx, person)?;
        let member =
            member::Member { accepted, ..member::Member::new(person, open.chat.last, cx.now) };
        member::put(cx.sql, open.chat.id, &member)?;
        open.members.push(member);
    }
    Ok(names)
}

fn take_out(cx: &mut Context<'_>, open: &mut Open, person: PersonId) -> Result<(), Refusal> {
    purge(cx, open, person);
    member::remove(cx.sql, open.chat.id, person)?;
    open.members.retain(|member| member.person != person);
    Ok(())
}

/// A group that I belong to.
fn group(cx: &mut Context<'_>, id: ChatId) -> Result<Open, Refusal> {
    let open = Open::mine(cx, id)?;
    match open.chat.kind {
        Kind::Group => Ok(open),
        Kind::Two => Err(Error::invalid("error.messages.no_group").into()),
    }
}
