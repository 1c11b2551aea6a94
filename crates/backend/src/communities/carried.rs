//! What posts carry besides their words: tags, a poll, what is at the other end of a link, what people
//! feel about them.

use super::table::few::Few;
use super::table::{poll, preview, reaction, tag};
use crate::db::{DbError, Sql};
use crate::module::{Context, Refusal};
use crate::people::NOBODY;
use sampan_protocol::communities::ops::Said;
use sampan_protocol::communities::{Ballot, Poll, Post, Preview, Tag, tags};
use sampan_protocol::ids::{PersonId, PostId, TagId};
use sampan_protocol::{Error, Timestamp};
use std::collections::BTreeMap;

/// Puts on posts, at most a part of a list, what they carry, as this reader is told it at this time.
///
/// # Errors
/// What the database says.
pub(super) fn put_on<'a>(
    sql: &mut dyn Sql,
    (reader, now): (PersonId, Timestamp),
    posts: impl Iterator<Item = &'a mut Post>,
) -> Result<(), DbError> {
    let mut shown: Vec<&mut Post> = posts.filter(|post| !post.removed && !post.held).collect();
    if shown.is_empty() {
        return Ok(());
    }
    let few = Few::of(&shown.iter().map(|post| post.id).collect::<Vec<_>>());
    let mut polls: BTreeMap<PostId, Poll> = poll::of(sql, reader, &few)?.into_iter().collect();
    let mut felt = reaction::of_posts(sql, reader, &few)?;
    let mut previews: BTreeMap<PostId, Preview> = preview::of(sql, &few)?.into_iter().collect();
    let mut marks: BTreeMap<PostId, (Vec<TagId>, Vec<Tag>)> = BTreeMap::new();
    for (post, tag, known) in tag::of(sql, &few)? {
        marks.entry(post).or_insert_with(|| (Vec::new(), known)).0.push(tag);
    }
    for post in &mut shown {
        post.reactions = felt.remove(&post.id).unwrap_or_default();
        post.preview = previews.remove(&post.id);
        post.poll = polls.remove(&post.id).map(|poll| poll.told(now));
        post.tags =
            marks.remove(&post.id).map_or_else(Vec::new, |(ids, known)| tags::named(&known, &ids));
    }
    Ok(())
}

/// A post with what it carries, as this reader is told it now.
///
/// # Errors
/// What the database says.
pub(super) fn with(
    cx: &mut Context<'_>,
    reader: PersonId,
    mut post: Post,
) -> Result<Post, DbError> {
    put_on(cx.sql, (reader, cx.now), std::iter::once(&mut post))?;
    Ok(post)
}

/// Writes what a new post carries, in a community with these tags; its link is looked up when it
/// is shown ([`super::previews::want`]).
///
/// # Errors
/// What the database says.
pub(super) fn begin(
    cx: &mut Context<'_>,
    post: PostId,
    said: &Said,
    known: &[Tag],
) -> Result<(), DbError> {
    tag::mark(cx.sql, post, &tags::named(known, &said.tags))?;
    match &said.poll {
        Some(ballot) => poll::insert(cx.sql, post, &Poll::begun(ballot.clone(), cx.now)),
        None => Ok(()),
    }
}

/// Writes what a post carries from now on. A poll in which somebody has voted stays as it is.
///
/// # Errors
/// `Refused` where such a poll would become another one, or what the database says.
pub(super) fn change(
    cx: &mut Context<'_>,
    post: PostId,
    said: &Said,
    known: &[Tag],
) -> Result<(), Refusal> {
    tag::mark(cx.sql, post, &tags::named(known, &said.tags))?;
    let before = poll::lock(cx.sql, post)?;
    if before.as_ref().map(|poll| &poll.ballot) == said.poll.as_ref() {
        return Ok(());
    }
    if before.is_some_and(|poll| poll.voters > 0) {
        return Err(Error::refused("error.communities.poll_voted").into());
    }
    poll::delete(cx.sql, post)?;
    if let Some(ballot) = &said.poll {
        poll::insert(cx.sql, post, &Poll::begun(ballot.clone(), cx.now))?;
    }
    Ok(())
}

/// What nobody may have because the post was taken away by its author.
///
/// # Errors
/// What the database says.
pub(super) fn drop_all(cx: &mut Context<'_>, post: PostId) -> Result<(), DbError> {
    tag::mark(cx.sql, post, &[])?;
    preview::delete(cx.sql, post)?;
    poll::delete(cx.sql, post)
}

/// The words of a poll, for those who look for what is forbidden.
pub(super) fn words(poll: Option<&Ballot>) -> String {
    poll.map(|ballot| ballot.options.join("\n")).unwrap_or_default()
}

/// The text of a post with the options of its poll, as moderators read it.
///
/// # Errors
/// What the database says.
pub(super) fn read_out(sql: &mut dyn Sql, post: PostId, body: String) -> Result<String, DbError> {
    let found = poll::of(sql, NOBODY, &Few::of(&[post]))?.pop();
    Ok(match found {
        Some((_, poll)) => format!("{body}\n\n- {}", poll.ballot.options.join("\n- ")),
        None => body,
    })
}
