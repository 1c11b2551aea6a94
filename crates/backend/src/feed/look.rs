//! Answers what devices ask of life accounts and notes, in parts.

use super::table::note::{Stored, Which};
use super::table::{account, comment, folder, follow, keeper, kept, note};
use super::{clip, insights, must_publish, no_note, shot, unknown_account};
use crate::db::{DbError, Sql, Value};
use crate::endpoint::{Caller, Endpoint};
use crate::module::Refusal;
use crate::page::{self, After};
use crate::people::Known;
use sampan_protocol::Error;
use sampan_protocol::feed::film::Audience;
use sampan_protocol::feed::{
    Account, AccountPart, Comment, Feed, FolderPart, Keeper, KeepersPart, Note, NotePart,
    NotesPart, OwnedFolder, RepliesPart, Role,
};
use sampan_protocol::ids::{FolderId, NoteId, PersonId};
use sampan_protocol::page::Page;

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::new("Lists notes of life accounts.", notes),
        Endpoint::new("Shows a note.", one_note),
        Endpoint::new("Lists the comments on a note.", replies),
        Endpoint::new("Shows a life account.", one_account),
        Endpoint::new("Lists who manages a life account; for those who do.", keepers),
        Endpoint::new("Shows a folder of notes that everybody may read, or one's own.", one_folder),
        Endpoint::new("Tells how a life account goes; for its owner and analysts.", insights::tell),
        Endpoint::new("Keeps a picture of a note, cropped and made small.", shot::answer)
            .with_body_limit(shot::BODY_LIMIT),
        Endpoint::new("Keeps a short video as it is.", clip::answer)
            .with_body_limit(clip::BODY_LIMIT),
    ]
}

/// A note that somebody may read: one that is out and for them, or that they publish themselves.
///
/// # Errors
/// What the database says.
pub(super) fn seen(
    sql: &mut dyn Sql,
    id: NoteId,
    reader: PersonId,
) -> Result<Option<Stored>, DbError> {
    let found = note::find(sql, id, reader)?.filter(|found| !found.note.removed);
    let Some(Stored { note, .. }) = &found else { return Ok(None) };
    let (account, is_out) = (note.account.id, !note.waiting && !note.held);
    let sees = match note.audience {
        Audience::Everybody if is_out => true,
        Audience::Followers if is_out && follow::is(sql, account, reader)? => true,
        _ => keeper::find(sql, account, reader)?.is_some_and(Role::publishes),
    };
    Ok(found.filter(|_| sees))
}

/// The same, for who names it.
///
/// # Errors
/// `NotFound`.
pub(super) fn must_see(sql: &mut dyn Sql, id: NoteId, reader: PersonId) -> Result<Stored, Refusal> {
    seen(sql, id, reader)?.ok_or_else(|| no_note().into())
}

/// A folder that somebody may read, and whose it is: who may not does not learn that it is there.
fn must_read(
    sql: &mut dyn Sql,
    id: FolderId,
    reader: PersonId,
) -> Result<(sampan_protocol::feed::Folder, PersonId), Refusal> {
    let found = folder::find(sql, id)?;
    let open = found.filter(|(folder, owner)| folder.public || *owner == reader);
    open.ok_or_else(|| Error::not_found("error.feed.no_folder").into())
}

fn notes(caller: &Caller, asked: &NotesPart) -> Result<Page<Note>, Error> {
    let (after, me) = (page::after(&asked.part)?, caller.me);
    let found = caller.backend.db().read(|sql| {
        let which = match &asked.list.feed {
            Feed::Discover => (Which::Discover, Value::from(1i64)),
            Feed::Category(category) => (Which::Category, Value::from(category.word())),
            Feed::Following => (Which::Following, Value::from(me)),
            Feed::Account(id) => (Which::Account, Value::from(id)),
            Feed::Topic(topic) => (Which::Topic, Value::from(topic.as_str())),
            Feed::Folder(id) => {
                must_read(sql, *id, me)?;
                (Which::Folder, Value::from(id))
            }
            Feed::Waiting(id) => {
                must_publish(keeper::find(sql, *id, me)?)?;
                (Which::Waiting, Value::from(id))
            }
        };
        Ok::<_, Refusal>(note::list(sql, me, which, after.as_ref())?)
    })?;
    page::of(found.into_iter().map(|(after, found)| (after, found.note)).collect(), &asked.part)
}

fn one_note(caller: &Caller, asked: &NotePart) -> Result<Page<Note>, Error> {
    let id = asked.list.note;
    let found = caller.backend.db().read(|sql| must_see(sql, id, caller.me))?;
    page::of(vec![(After { rank: 0, id }, found.note)], &asked.part)
}

fn replies(caller: &Caller, asked: &RepliesPart) -> Result<Page<Comment>, Error> {
    let after = page::after(&asked.part)?;
    let people = caller.backend.ports().people.clone();
    let found = caller.backend.db().read(|sql| {
        let on = must_see(sql, asked.list.note, caller.me)?;
        let listed = comment::list(sql, on.note.id, caller.me, after.as_ref())?;
        let mut known = Known::default();
        let mut comments = Vec::with_capacity(listed.len());
        for (after, stored) in listed {
            comments.push((after, known.comment(sql, people.as_ref(), stored)?));
        }
        Ok::<_, Refusal>(comments)
    })?;
    page::of(found, &asked.part)
}

fn one_account(caller: &Caller, asked: &AccountPart) -> Result<Page<Account>, Error> {
    let id = asked.list.account;
    let found = caller.backend.db().read(|sql| account::find(sql, id, caller.me))?;
    let found = found.ok_or_else(unknown_account)?;
    page::of(vec![(After { rank: 0, id }, found)], &asked.part)
}

fn keepers(caller: &Caller, asked: &KeepersPart) -> Result<Page<Keeper>, Error> {
    let id = asked.list.account;
    let people = caller.backend.ports().people.clone();
    let found = caller.backend.db().read(|sql| {
        if keeper::find(sql, id, caller.me)?.is_none() {
            return Err(Error::refused("error.feed.keepers_only").into());
        }
        let mut known = Known::default();
        let mut keepers = Vec::new();
        for (person, role, since) in keeper::all(sql, id)? {
            let person = known.get(sql, people.as_ref(), person)?;
            let after = After { rank: since.micros(), id: person.id };
            keepers.push((after, Keeper { person, role, since }));
        }
        Ok::<_, Refusal>(keepers)
    })?;
    page::of(found, &asked.part)
}

fn one_folder(caller: &Caller, asked: &FolderPart) -> Result<Page<OwnedFolder>, Error> {
    let id = asked.list.folder;
    let people = caller.backend.ports().people.clone();
    let found = caller.backend.db().read(|sql| {
        let (folder, owner) = must_read(sql, id, caller.me)?;
        let owner = Known::default().get(sql, people.as_ref(), owner)?;
        let notes = kept::count(sql, caller.me, id)?;
        Ok::<_, Refusal>(OwnedFolder { folder, owner, notes })
    })?;
    page::of(vec![(After { rank: 0, id }, found)], &asked.part)
}

/// Refuses who does not see how an account goes.
///
/// # Errors
/// `Refused`.
pub(super) fn must_see_insights(role: Option<Role>) -> Result<(), Refusal> {
    match role.is_some_and(Role::sees_insights) {
        true => Ok(()),
        false => Err(Error::refused("error.feed.analysts_only").into()),
    }
}
