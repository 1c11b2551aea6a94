//! What people have in their scopes, and comments as they are shown.

use super::look::seen;
use super::scope;
use super::table::comment::Stored;
use super::table::keeper;
use crate::db::{DbError, Sql};
use crate::media;
use crate::moderation::State;
use crate::module::{Context, Refusal};
use crate::people::Known;
use crate::ports::People;
use sampan_protocol::feed::{Account, Comment, Managed, Mine, Role, rows};
use sampan_protocol::ids::PersonId;
use sampan_protocol::{Error, Timestamp};

/// Tells somebody what they may do with an account.
///
/// # Errors
/// What the change log says.
pub(super) fn put_managed(
    cx: &mut Context<'_>,
    person: PersonId,
    account: &Account,
    (role, since): (Role, Timestamp),
) -> Result<(), DbError> {
    // Whether they follow it, each of them knows from another row.
    let account = Account { follows: false, ..account.clone() };
    cx.put(&scope(person), rows::MANAGED, account.id, &Managed { account, role, since })
}

/// Tells everybody who manages an account how it is now.
///
/// # Errors
/// What the database says.
pub(super) fn put_to_all(cx: &mut Context<'_>, account: &Account) -> Result<(), DbError> {
    for (person, role, since) in keeper::all(cx.sql, account.id)? {
        put_managed(cx, person, account, (role, since))?;
    }
    Ok(())
}

/// Tells somebody what they wrote, once the database has it. Whoever may not read a note any more,
/// for they no longer publish it and it is not for them, has it no longer; of one that was removed
/// nothing is left to read.
///
/// # Errors
/// What the database says.
pub(super) fn put_mine(cx: &mut Context<'_>, author: PersonId, mine: &Mine) -> Result<(), DbError> {
    let key = match mine {
        Mine::Note(note) => note.id.to_string(),
        Mine::Comment(comment) => comment.id.to_string(),
    };
    if let Mine::Note(note) = mine
        && !note.removed
        && seen(cx.sql, note.id, author)?.is_none()
    {
        cx.delete(&scope(author), rows::MINE, key);
        return Ok(());
    }
    cx.put(&scope(author), rows::MINE, key, mine)
}

/// Refuses files that nobody has handed in, or that are no picture or no video.
///
/// # Errors
/// `Invalid`.
pub(super) fn must_be_there(cx: &mut Context<'_>, sha256: &str, what: &str) -> Result<(), Refusal> {
    let kept = media::table::item::find(cx.sql, sha256)?;
    match kept.is_some_and(|(mime, _)| mime.starts_with(what)) {
        true => Ok(()),
        false => Err(Error::invalid("error.feed.picture_missing").into()),
    }
}

impl Known {
    /// A comment with its people.
    ///
    /// # Errors
    /// As [`Known::get`].
    pub(super) fn comment(
        &mut self,
        sql: &mut dyn Sql,
        people: &dyn People,
        stored: Stored,
    ) -> Result<Comment, DbError> {
        let Stored { id, note, root, official, body, created, likes, liked, state, .. } = stored;
        let answers = match stored.answers {
            Some(answers) => Some(self.get(sql, people, answers)?),
            None => None,
        };
        let author = self.get(sql, people, stored.author)?;
        Ok(Comment {
            id,
            note,
            root,
            answers,
            author,
            official,
            body: if state.is_gone() { String::new() } else { body },
            created,
            likes,
            liked,
            removed: state.is_gone(),
            held: state == State::Held,
        })
    }
}
