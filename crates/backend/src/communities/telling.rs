//! What people are told of that happens in communities.

use super::look::may_read;
use super::table::member;
use crate::messages;
use crate::moderation;
use crate::module::{Context, Refusal};
use crate::notices::{Told, tell};
use sampan_protocol::communities::{Community, InCommunity, Role, mention};
use sampan_protocol::ids::{CommentId, PersonId, PostId};

/// Tells who wrote something, and still belongs there, that it was answered.
pub(super) fn answered(
    cx: &mut Context<'_>,
    author: PersonId,
    place: &InCommunity,
    (post, comment): (PostId, CommentId),
) -> Result<(), Refusal> {
    let there = member::find(cx.sql, place.id, author)?;
    if !there.is_some_and(|(role, _)| role.belongs()) {
        return Ok(());
    }
    let args = [("who", cx.me.name.as_str().into()), ("where", place.name.as_str().into())];
    let about = format!("post/{post}");
    let link = format!("/communities/post/{post}?comment={comment}");
    tell(cx, author, &Told { kind: "communities.reply", about, args: &args, link })?;
    Ok(())
}

/// Tells those whom a text names that it does: who may read it, unless they let its author write to them no
/// longer or want to see nothing of them. Whom else it was told is told once.
pub(super) fn named(
    cx: &mut Context<'_>,
    text: &str,
    place: &InCommunity,
    (about, link): (&str, &str),
    told: Option<PersonId>,
) -> Result<(), Refusal> {
    let args = [("who", cx.me.name.as_str().into()), ("where", place.name.as_str().into())];
    let me = cx.me.id;
    for handle in mention::named(text) {
        let Some(person) = cx.ports.people.by_handle(cx.sql, &handle)? else { continue };
        let id = person.id;
        if id == me || Some(id) == told || !may_read(cx.sql, place.id, id)? {
            continue;
        }
        if messages::is_blocked(cx.sql, id, me)? || moderation::is_muted(cx.sql, id, me)? {
            continue;
        }
        let (about, link) = (about.to_owned(), link.to_owned());
        tell(cx, id, &Told { kind: "communities.mention", about, args: &args, link })?;
    }
    Ok(())
}

/// Tells those who may let people in that somebody asks.
pub(super) fn asks(cx: &mut Context<'_>, place: &Community) -> Result<(), Refusal> {
    let args = [("who", cx.me.name.as_str().into()), ("where", place.name.as_str().into())];
    for moderator in member::moderators(cx.sql, place.id)? {
        let about = format!("{}/{}", place.id, cx.me.id);
        let told = Told { kind: "communities.asks", about, args: &args, link: link(place) };
        tell(cx, moderator, &told)?;
    }
    Ok(())
}

/// Tells somebody that they belong to a community now, or are invited to.
pub(super) fn welcomed(
    cx: &mut Context<'_>,
    person: PersonId,
    place: &Community,
    role: Role,
) -> Result<(), Refusal> {
    let kind = if role.belongs() { "communities.let_in" } else { "communities.invited" };
    let args = [("who", cx.me.name.as_str().into()), ("where", place.name.as_str().into())];
    let (about, link) = (place.id.to_string(), link(place));
    tell(cx, person, &Told { kind, about, args: &args, link })?;
    Ok(())
}

fn link(place: &Community) -> String {
    format!("/communities/in/{}", place.id)
}
