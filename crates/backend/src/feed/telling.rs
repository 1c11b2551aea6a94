//! What people are told of that happens to life accounts and notes.

use super::look::seen;
use crate::module::{Context, Refusal};
use crate::notices::{Told, tell};
use sampan_protocol::feed::{Account, Note};
use sampan_protocol::ids::PersonId;

/// Tells who wrote a note that somebody commented on it.
pub(super) fn commented(cx: &mut Context<'_>, to: PersonId, on: &Note) -> Result<(), Refusal> {
    of_note(cx, to, on, "feed.comment")
}

/// Tells who commented that somebody answered.
pub(super) fn answered(cx: &mut Context<'_>, to: PersonId, on: &Note) -> Result<(), Refusal> {
    of_note(cx, to, on, "feed.reply")
}

/// Tells who wrote a note that somebody likes it.
pub(super) fn likes(cx: &mut Context<'_>, to: PersonId, on: &Note) -> Result<(), Refusal> {
    of_note(cx, to, on, "feed.like")
}

/// Tells who wrote a note that it has come out.
pub(super) fn is_out(cx: &mut Context<'_>, to: PersonId, on: &Note) -> Result<(), Refusal> {
    of_note(cx, to, on, "feed.published")
}

/// Tells who wrote a note that its video is done.
pub(super) fn film_done(cx: &mut Context<'_>, to: PersonId, on: &Note) -> Result<(), Refusal> {
    of_note(cx, to, on, "feed.film_done")
}

/// Tells who wrote a note that its video failed for good.
pub(super) fn film_failed(cx: &mut Context<'_>, to: PersonId, on: &Note) -> Result<(), Refusal> {
    of_note(cx, to, on, "feed.film_failed")
}

/// Tells an owner that somebody follows their account.
pub(super) fn follows(
    cx: &mut Context<'_>,
    to: PersonId,
    account: &Account,
) -> Result<(), Refusal> {
    of_account(cx, to, account, "feed.follow")
}

/// Tells somebody that they manage an account now, or may do something else than before.
pub(super) fn has_role(
    cx: &mut Context<'_>,
    to: PersonId,
    account: &Account,
) -> Result<(), Refusal> {
    of_account(cx, to, account, "feed.role")
}

/// Tells an owner that their account's name is verified.
pub(super) fn verified(
    cx: &mut Context<'_>,
    to: PersonId,
    account: &Account,
) -> Result<(), Refusal> {
    of_account(cx, to, account, "feed.verified")
}

/// Nobody is told of a note that they may not see, whatever they had to do with it.
fn of_note(cx: &mut Context<'_>, to: PersonId, on: &Note, kind: &str) -> Result<(), Refusal> {
    if seen(cx.sql, on.id, to)?.is_none() {
        return Ok(());
    }
    let args = [("who", cx.me.name.as_str().into()), ("what", on.title.as_str().into())];
    let (about, link) = (format!("note/{}", on.id), format!("/feed/note/{}", on.id));
    tell(cx, to, &Told { kind, about, args: &args, link })?;
    Ok(())
}

fn of_account(
    cx: &mut Context<'_>,
    to: PersonId,
    account: &Account,
    kind: &str,
) -> Result<(), Refusal> {
    let args = [("who", cx.me.name.as_str().into()), ("what", account.name.as_str().into())];
    let (about, link) = (format!("life/{}", account.id), format!("/feed/life/{}", account.id));
    tell(cx, to, &Told { kind, about, args: &args, link })?;
    Ok(())
}
