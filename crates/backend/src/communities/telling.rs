//! What people are told of that happens in communities.

use super::table::member;
use crate::module::{Context, Refusal};
use crate::notices::{Told, tell};
use sampan_protocol::communities::{Community, InCommunity, Role};
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
