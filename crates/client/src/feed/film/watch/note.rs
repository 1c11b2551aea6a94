//! Notes by their identifiers, as this device has them.

use super::super::super::own;
use crate::db::{Connection, Fault};
use crate::pages::{List, at_hand};
use crate::table::{page, row};
use crate::view::View;
use sampan_protocol::feed::film::{AskOffered, Offered};
use sampan_protocol::feed::{AskNote, AskNotes, Kept, Mine, Note, rows};
use sampan_protocol::ids::NoteId;

/// The notes of these that are known here, in the order asked for, without those that wait to be published.
pub(super) fn notes(db: &Connection, view: &View, ids: &[NoteId]) -> Result<Vec<Note>, Fault> {
    let mut found: Vec<Note> = Vec::new();
    let mut offered: Vec<Offered> = at_hand::<AskOffered>(db)?;
    offered.retain(|offered| ids.contains(&offered.note.id));
    let mut others: Option<Vec<Note>> = None;
    for id in ids {
        let here = offered.iter().find(|offered| offered.note.id == *id);
        let mut note = here.map(|offered| offered.note.clone());
        if note.is_none() {
            note = alone(db, view, *id)?;
        }
        if note.is_none() {
            let others = match &others {
                Some(others) => others,
                None => others.insert(at_hand::<AskNotes>(db)?),
            };
            note = others.iter().find(|other| other.id == *id).cloned();
        }
        found.extend(note);
    }
    Ok(found)
}

/// One note that was looked at, kept or written.
pub(super) fn alone(db: &Connection, view: &View, id: NoteId) -> Result<Option<Note>, Fault> {
    let name = AskNote { note: id }.name()?;
    if let Some(part) = page::get(db, &name, 0)?
        && let Some(note) = serde_json::from_str::<Vec<Note>>(&part.items)?.pop()
    {
        return Ok(Some(note));
    }
    if let Some(kept) = row::get::<Kept>(db, &view.scope, rows::KEPT, &id.to_string())? {
        return Ok(Some(kept.note));
    }
    let mine = own::written(db, view)?.into_iter().find_map(|(mine, waits)| match mine {
        Mine::Note(note) if note.id == id && !waits => Some(note),
        _ => None,
    });
    Ok(mine)
}
