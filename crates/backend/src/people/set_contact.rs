//! Adds somebody to the address book, or changes the note about them.

use super::scope_of;
use super::table::{contact, person};
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::people::{Contact, ops, rows};

/// The longest note, in characters.
const NOTE_LIMIT: usize = 200;

pub(super) fn apply(cx: &mut Context<'_>, wanted: &ops::SetContact) -> Result<(), Refusal> {
    if wanted.person == cx.me.id {
        return Err(Error::invalid("error.people.contact_self").into());
    }
    let plain = wanted.note.chars().all(|c| !c.is_control() || c == '\n');
    if !plain || wanted.note.chars().count() > NOTE_LIMIT {
        return Err(Error::invalid("error.people.note").with("limit", NOTE_LIMIT as i64).into());
    }
    let Some(found) = person::me(cx.sql, wanted.person)? else {
        return Err(Error::not_found("error.people.unknown").into());
    };
    contact::put(cx.sql, cx.me.id, wanted.person, &wanted.note)?;
    let kept = Contact { person: found.person, note: wanted.note.clone() };
    cx.put(&scope_of(cx.me.id), rows::CONTACT, wanted.person, &kept)?;
    Ok(())
}
