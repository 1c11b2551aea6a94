//! What this device has of life accounts and notes, for who looks for them.

use super::{SCOPE, own};
use crate::core::Core;
use crate::db::{Connection, Fault};
use crate::pages::at_hand;
use crate::table::row;
use crate::view::View;
use sampan_protocol::Error;
use sampan_protocol::feed::{
    AskAccount, AskNote, AskNotes, Followed, Kept, Liked, Mine, Note, ops, rows,
};
use sampan_protocol::search::Hit;

/// What I manage, follow, wrote and keep, and what I have seen.
///
/// # Errors
/// `Refused` before there is a person, or that the cache cannot be read.
pub(crate) async fn found(core: &Core) -> Result<Vec<Hit>, Error> {
    core.view(SCOPE, |db, view| {
        let mine = own::managed(db, view)?.into_iter().map(|managed| managed.account);
        let mut hits: Vec<Hit> = mine.map(Hit::from).collect();
        hits.extend(at_hand::<AskAccount>(db)?.into_iter().map(Hit::from));
        let followed: Vec<Followed> = row::all(db, &view.scope, rows::FOLLOWED)?;
        hits.extend(followed.into_iter().map(|one| Hit::from(one.account)));
        hits.extend(notes(db, view)?.into_iter().map(Hit::from));
        Ok(hits)
    })
    .await
}

/// Notes that are out, without those that were taken away.
fn notes(db: &Connection, view: &View) -> Result<Vec<Note>, Fault> {
    let written = own::written(db, view)?.into_iter();
    let mut notes: Vec<Note> = written
        .filter_map(|(mine, _)| match mine {
            Mine::Note(note) => Some(note),
            Mine::Comment(_) => None,
        })
        .collect();
    let kept: Vec<Kept> = row::all(db, &view.scope, rows::KEPT)?;
    notes.extend(at_hand::<AskNote>(db)?);
    notes.extend(at_hand::<AskNotes>(db)?);
    notes.extend(kept.into_iter().map(|kept| kept.note));
    let gone: Vec<Liked> =
        view.done::<ops::Remove>(ops::REMOVE).map(|(remove, _)| remove.target).collect();
    let mut lost: Vec<_> = notes.iter().filter(|note| note.removed).map(|note| note.id).collect();
    lost.sort_unstable();
    notes.retain(|note| {
        let is_gone = lost.binary_search(&note.id).is_ok() || gone.contains(&Liked::Note(note.id));
        !is_gone && !note.waiting && !note.held
    });
    Ok(notes)
}
