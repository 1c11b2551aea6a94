//! Who may write to whom: who is blocked is told nothing, who is unknown waits to be answered.

use super::Open;
use super::table::{block, chat, member};
use crate::module::{Context, Refusal};
use crate::people::somebody;
use crate::people::table::{contact, person};
use sampan_protocol::Error;
use sampan_protocol::ids::PersonId;
use sampan_protocol::messages::ops::Face;
use sampan_protocol::messages::{Kind, of_two};

/// For how many days an account is new.
const NEW_DAYS: i64 = 7;
/// How many chats with people who do not know them a new account begins in a day.
const BEGUN_BY_NEW: i64 = 20;
/// How many any other one does.
const BEGUN: i64 = 100;
const DAY: i64 = 86_400;

/// The chat with somebody else, made if it is not there yet.
///
/// # Errors
/// `Refused` where one of us lets the other write no longer, or I began too many chats today;
/// `NotFound` for nobody.
pub(super) fn with(cx: &mut Context<'_>, other: PersonId) -> Result<Open, Refusal> {
    if other == cx.me.id {
        return Err(Error::invalid("error.messages.own").into());
    }
    let person = somebody(cx, other)?;
    if block::is_blocked(cx.sql, cx.me.id, other)? {
        let error = Error::refused("error.messages.blocked_by_me");
        return Err(error.with("name", person.name.as_str()).into());
    }
    // Whoever is blocked is not told why.
    if block::is_blocked(cx.sql, other, cx.me.id)? {
        return Err(Error::refused("error.messages.refused").into());
    }
    let id = of_two(cx.me.id, other);
    if let Some(found) = chat::lock(cx.sql, id)? {
        let members = member::all(cx.sql, id)?;
        return Ok(Open { chat: found, members });
    }
    let accepted = contact::keeps(cx.sql, other, cx.me.id)?;
    if !accepted {
        may_begin(cx)?;
    }
    let new = chat::Stored { id, kind: Kind::Two, face: Face::default(), last: 0 };
    if !chat::insert(cx.sql, &new, cx.me.id, cx.now)? {
        return Err(Error::internal().into());
    }
    let mine = member::Member::new(cx.me.id, 0, cx.now);
    let theirs = member::Member { accepted, ..member::Member::new(other, 0, cx.now) };
    let members = vec![mine, theirs];
    for member in &members {
        member::put(cx.sql, id, member)?;
    }
    Ok(Open { chat: new, members })
}

/// Refuses to begin a chat with somebody who does not know me, where I did too often today.
///
/// # Errors
/// `Refused` with how many there may be.
pub(super) fn may_begin(cx: &mut Context<'_>) -> Result<(), Refusal> {
    let registered = person::registered(cx.sql, cx.me.id)?.unwrap_or_default();
    let is_new = registered.plus_seconds(NEW_DAYS * DAY) > cx.now;
    let limit = if is_new { BEGUN_BY_NEW } else { BEGUN };
    if chat::begun(cx.sql, cx.me.id, cx.now.plus_seconds(-DAY))? >= limit {
        return Err(Error::refused("error.messages.too_many_begun").with("limit", limit).into());
    }
    Ok(())
}

/// Whether somebody knows me: they keep me, or we have written to each other.
///
/// # Errors
/// What the database says.
pub(super) fn knows_me(cx: &mut Context<'_>, other: PersonId) -> Result<bool, Refusal> {
    if contact::keeps(cx.sql, other, cx.me.id)? {
        return Ok(true);
    }
    let chat = of_two(cx.me.id, other);
    let theirs = member::find(cx.sql, chat, other)?;
    let has_begun = chat::find(cx.sql, chat)?.is_some();
    Ok(has_begun && theirs.is_some_and(|theirs| theirs.accepted))
}

/// Refuses to add somebody to a group who lets me write no longer.
///
/// # Errors
/// `Refused`, without saying why.
pub(super) fn may_be_added(cx: &mut Context<'_>, other: PersonId) -> Result<String, Refusal> {
    let name = somebody(cx, other)?.name;
    if block::is_blocked(cx.sql, other, cx.me.id)? {
        return Err(Error::refused("error.messages.not_added").with("name", name.as_str()).into());
    }
    Ok(name)
}
