//! What people have of communities in their scopes, and posts and comments as they are shown.

use super::scope;
use super::table::State;
use super::table::{comment, post};
use crate::db::{DbError, Sql};
use crate::module::{Context, Refusal};
use crate::ports::People;
use sampan_protocol::Error;
use sampan_protocol::Timestamp;
use sampan_protocol::communities::ops::Said;
use sampan_protocol::communities::{Comment, Community, Membership, Mine, Post, Role, rows};
use sampan_protocol::ids::PersonId;
use sampan_protocol::people::Person;
use std::collections::BTreeMap;

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

/// Authors by identifier, each looked up once.
#[derive(Default)]
pub(super) struct Authors(BTreeMap<PersonId, Person>);

impl Authors {
    /// Who it is.
    ///
    /// # Errors
    /// `Decode` for somebody who does not exist.
    pub(super) fn get(
        &mut self,
        sql: &mut dyn Sql,
        people: &dyn People,
        id: PersonId,
    ) -> Result<Person, DbError> {
        if let Some(known) = self.0.get(&id) {
            return Ok(known.clone());
        }
        let found = people.person(sql, id)?;
        let found = found.ok_or_else(|| DbError::Decode(format!("there is no person {id}")))?;
        self.0.insert(id, found.clone());
        Ok(found)
    }
}

/// A post with its author.
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
    }
}

/// The author of something, within an operation.
///
/// # Errors
/// `NotFound` for somebody who does not exist.
pub(super) fn author(cx: &mut Context<'_>, id: PersonId) -> Result<Person, Refusal> {
    if id == cx.me.id {
        return Ok(cx.me.clone());
    }
    let found = cx.ports.people.person(cx.sql, id)?;
    found.ok_or_else(|| Error::not_found("error.people.unknown").into())
}
