//! What people have of communities in their scopes, and posts and comments as they are shown.

use super::scope;
use super::table::State;
use super::table::{comment, post};
use crate::db::DbError;
use crate::module::Context;
use sampan_protocol::Timestamp;
use sampan_protocol::communities::ops::Said;
use sampan_protocol::communities::{
    Comment, Community, Membership, Mine, Post, Reactions, Role, rows,
};
use sampan_protocol::ids::PersonId;
use sampan_protocol::people::Person;

/// Tells somebody what they are in a community.
///
/// # Errors
/// What the change log says.
pub(super) fn put_membership(
    cx: &mut Context<'_>,
    person: PersonId,
    community: &Community,
    (role, since): (Role, Timestamp),
) -> Result<(), DbError> {
    let row = Membership { community: community.clone(), role, since };
    cx.put(&scope(person), rows::MEMBERSHIP, community.id, &row)
}

/// Tells somebody that they are nobody in a community any more.
pub(super) fn drop_membership(cx: &mut Context<'_>, person: PersonId, community: &Community) {
    cx.delete(&scope(person), rows::MEMBERSHIP, community.id);
}

/// Tells an author what they wrote.
///
/// # Errors
/// What the change log says.
pub(super) fn put_mine(cx: &mut Context<'_>, mine: &Mine) -> Result<(), DbError> {
    let (author, key) = match mine {
        Mine::Post(post) => (post.author.id, post.id.to_string()),
        Mine::Comment(comment) => (comment.author.id, comment.id.to_string()),
    };
    cx.put(&scope(author), rows::MINE, key, mine)
}

/// A post with its author, without what it carries ([`super::carried`]).
pub(super) fn post(stored: post::Stored, author: Person) -> Post {
    let gone = stored.state.is_gone();
    let said = if stored.state == State::Shown { stored.said } else { Said::default() };
    let post::Stored { id, community, created, edited, up, down, comments, opinion, .. } = stored;
    Post {
        id,
        community,
        author,
        title: said.title,
        body: said.body,
        pictures: said.pictures,
        created,
        edited,
        up,
        down,
        comments,
        opinion,
        removed: gone,
        held: stored.state == State::Held,
        locked: false,
        tags: Vec::new(),
        poll: None,
        preview: None,
        reactions: Reactions::default(),
    }
}

/// A comment with its author.
pub(super) fn comment(stored: comment::Stored, author: Person) -> Comment {
    let body = if stored.state == State::Shown { stored.body } else { String::new() };
    let comment::Stored { id, post, parent, created, edited, up, down, .. } = stored;
    Comment {
        id,
        post,
        parent,
        author,
        body,
        created,
        edited,
        up,
        down,
        opinion: stored.opinion,
        removed: stored.state.is_gone(),
        held: stored.state == State::Held,
        reactions: Reactions::default(),
    }
}
