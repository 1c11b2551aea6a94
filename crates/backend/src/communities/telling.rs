//! What people are told of that happens in communities.

use super::look::may_read;
use super::table::{State, comment, member, post};
use crate::messages;
use crate::moderation;
use crate::module::{Context, Refusal};
use crate::notices::{Told, tell};
use crate::people::NOBODY;
use sampan_protocol::communities::{Community, InCommunity, Role, mention};
use sampan_protocol::ids::{CommentId, PersonId, PostId};
use sampan_protocol::people::Person;

/// Tells those whom a post names that it came out.
pub(super) fn posted(
    cx: &mut Context<'_>,
    by: &Person,
    post: PostId,
    (body, place): (&str, &InCommunity),
) -> Result<(), Refusal> {
    let (about, link) = (format!("post/{post}"), format!("/communities/post/{post}"));
    named(cx, by, body, place, (&about, &link), None)
}

/// Tells whom a comment answers, and those whom it names, that it came out.
pub(super) fn commented(
    cx: &mut Context<'_>,
    by: &Person,
    said: &comment::Stored,
    (answers, place): (PersonId, &InCommunity),
) -> Result<(), Refusal> {
    answered(cx, by, answers, place, (said.post, said.id))?;
    let about = format!("comment/{}", said.id);
    let link = format!("/communities/post/{}?comment={}", said.post, said.id);
    named(cx, by, &said.body, place, (&about, &link), Some(answers))
}

/// Tells of a post that a moderator lets out, as if it came out now, unless it was out before.
pub(super) fn let_out(
    cx: &mut Context<'_>,
    by: &Person,
    found: &post::Stored,
) -> Result<(), Refusal> {
    match post::tell_once(cx.sql, found.id)? {
        true => posted(cx, by, found.id, (&found.said.body, &found.community)),
        false => Ok(()),
    }
}

/// The same of a comment; where what it is on is gone, nobody is told.
pub(super) fn let_comment_out(
    cx: &mut Context<'_>,
    by: &Person,
    found: &comment::Stored,
) -> Result<(), Refusal> {
    let Some(on) = post::find(cx.sql, found.post, NOBODY)? else { return Ok(()) };
    if on.state != State::Shown || !comment::tell_once(cx.sql, found.id)? {
        return Ok(());
    }
    let parent = match found.parent {
        Some(parent) => comment::find(cx.sql, parent, NOBODY)?,
        None => None,
    };
    let answers = parent.map_or(on.author, |parent| parent.author);
    commented(cx, by, found, (answers, &on.community))
}

/// Tells who wrote something, and still belongs there, that it was answered.
fn answered(
    cx: &mut Context<'_>,
    by: &Person,
    author: PersonId,
    place: &InCommunity,
    (post, comment): (PostId, CommentId),
) -> Result<(), Refusal> {
    let there = member::find(cx.sql, place.id, author)?;
    if author == by.id || !there.is_some_and(|(role, _)| role.belongs()) {
        return Ok(());
    }
    let args = [("who", by.name.as_str().into()), ("where", place.name.as_str().into())];
    let about = format!("post/{post}");
    let link = format!("/communities/post/{post}?comment={comment}");
    tell(cx, author, &Told { kind: "communities.reply", about, args: &args, link })?;
    Ok(())
}

/// Tells those whom a text names that it does: who may read it, unless they let its author write to them no
/// longer or want to see nothing of them. Whom else it was told is told once.
fn named(
    cx: &mut Context<'_>,
    by: &Person,
    text: &str,
    place: &InCommunity,
    (about, link): (&str, &str),
    told: Option<PersonId>,
) -> Result<(), Refusal> {
    let args = [("who", by.name.as_str().into()), ("where", place.name.as_str().into())];
    let me = by.id;
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
