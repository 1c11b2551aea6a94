//! What this device has of life accounts, notes and what is said to those, for who looks for them.

use super::{SCOPE, own};
use crate::core::Core;
use crate::db::{Connection, Fault};
use crate::pages::at_hand;
use crate::table::row;
use crate::view::View;
use sampan_protocol::Error;
use sampan_protocol::feed::{
    AskAccount, AskNote, AskNotes, AskReplies, Comment, Followed, Kept, Liked, Mine, Note, ops,
    overlay, rows,
};
use sampan_protocol::ids::NoteId;
use sampan_protocol::search::Hit;
use std::collections::HashMap;

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
        let notes = notes(db, view)?;
        hits.extend(comments(db, view, &notes)?);
        hits.extend(notes.into_iter().map(Hit::from));
        Ok(hits)
    })
    .await
}

/// What is said to these notes, without what was taken away or is held back.
fn comments(db: &Connection, view: &View, notes: &[Note]) -> Result<Vec<Hit>, Fault> {
    let to: HashMap<NoteId, &Note> = notes.iter().map(|note| (note.id, note)).collect();
    let written = own::written(db, view)?.into_iter().filter_map(|(mine, _)| match mine {
        Mine::Comment(comment) => Some(comment),
        Mine::Note(_) => None,
    });
    let mut all: Vec<Comment> = written.collect();
    for (new, waiting) in view.done::<ops::Comment>(ops::COMMENT) {
        all.push(overlay::new_comment(&new, &view.me, (None, None), waiting.at));
    }
    all.extend(at_hand::<AskReplies>(db)?);
    let mut hits = Vec::new();
    for comment in all {
        let Some(on) = to.get(&comment.note) else { continue };
        let comment = own::comment(db, view, comment)?;
        if !comment.removed && !comment.held {
            hits.push(comment.into_hit(on));
        }
    }
    Ok(hits)
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
