//! Folders of notes that one keeps, and those of others that everybody may read.

use super::{SCOPE, own};
use crate::Client;
use crate::db::{Connection, Fault};
use crate::pages::List;
use crate::table::{page, row};
use crate::view::View;
use sampan_protocol::feed::{
    AskFolder, AskNote, AskNotes, Feed, FolderSeen, FolderShown, GetFolder, Kept, ListFolders,
    ListNotes, Note, NoteSeen, OwnedFolder, ops, rows,
};
use sampan_protocol::ids::NoteId;
use sampan_protocol::page::{Listed, Standing};
use sampan_protocol::{Error, Reply};
use std::cmp::Reverse;

/// How many covers of a folder are shown.
const COVERS: usize = 3;

impl Client {
    /// Answers [`ListFolders`].
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn list_folders(&self, _: ListFolders) -> Reply<ListFolders> {
        let read = |db: &Connection, view: &View| {
            let (folders, kept) = (own::folders(db, view)?, kept(db, view)?);
            let known: Vec<_> = folders.iter().map(|folder| folder.id).collect();
            let seen = |folder: Option<sampan_protocol::feed::Folder>| {
                let id = folder.as_ref().map(|folder| folder.id);
                let inside: Vec<&Kept> = kept
                    .iter()
                    .filter(|one| one.folder.filter(|folder| known.contains(folder)) == id)
                    .collect();
                let first = |one: &&Kept| one.note.pictures.first().map(|s| s.sha256.clone());
                FolderSeen {
                    folder,
                    notes: u32::try_from(inside.len()).unwrap_or(u32::MAX),
                    covers: inside.iter().filter_map(first).take(COVERS).collect(),
                }
            };
            Ok([None].into_iter().chain(folders.iter().cloned().map(Some)).map(seen).collect())
        };
        self.core.view(SCOPE, read).await
    }

    /// Answers [`GetFolder`].
    ///
    /// # Errors
    /// `NotFound` for a folder that is not there, or not for me.
    pub async fn get_folder(&self, request: GetFolder) -> Reply<GetFolder> {
        let wanted = request.folder;
        let mine = self
            .core
            .view(SCOPE, move |db, view| {
                let folders = own::folders(db, view)?;
                let known: Vec<_> = folders.iter().map(|folder| folder.id).collect();
                let folder = folders.into_iter().find(|folder| Some(folder.id) == wanted);
                if folder.is_none() && wanted.is_some() {
                    return Ok(None);
                }
                let mut notes = Vec::new();
                for one in kept(db, view)? {
                    if one.folder.filter(|folder| known.contains(folder)) == wanted {
                        let note = own::note(db, view, one.note)?;
                        notes.push(NoteSeen { note, waits: false });
                    }
                }
                let count = i64::try_from(notes.len()).unwrap_or(i64::MAX);
                let owner = view.me.clone();
                let folder = folder.map(|folder| OwnedFolder { folder, owner, notes: count });
                let notes = Listed { items: notes, more: false, state: Standing::Fresh };
                Ok(Some(FolderShown { folder, mine: true, notes }))
            })
            .await?;
        match (mine, wanted) {
            (Some(mine), _) => Ok(mine),
            (None, Some(folder)) => {
                let told = self.core.listed(AskFolder { folder }, 1).await?;
                let list = AskNotes { feed: Feed::Folder(folder) };
                let notes = self.list_notes(ListNotes { list, parts: request.parts }).await?;
                Ok(FolderShown { folder: told.items.into_iter().next(), mine: false, notes })
            }
            (None, None) => Err(Error::internal()),
        }
    }
}

/// The notes that I keep, with what waits; the last one first.
fn kept(db: &Connection, view: &View) -> Result<Vec<Kept>, Fault> {
    let mut all: Vec<Kept> = row::all(db, &view.scope, rows::KEPT)?;
    for (keep, waiting) in view.done::<ops::Keep>(ops::KEEP) {
        let before = all.iter().position(|one| one.note.id == keep.note);
        match (before, keep.kept) {
            (Some(at), false) => drop(all.remove(at)),
            (Some(at), true) => all[at].folder = keep.folder,
            (None, false) => {}
            (None, true) => {
                if let Some(note) = seen(db, keep.note)? {
                    all.push(Kept { note, folder: keep.folder, at: waiting.at });
                }
            }
        }
    }
    all.sort_by_key(|one| Reverse(one.at));
    Ok(all)
}

/// A note as this device last saw it.
fn seen(db: &Connection, id: NoteId) -> Result<Option<Note>, Fault> {
    for name in [AskNote { note: id }.name()?, AskNotes::default().name()?] {
        if let Some(part) = page::get(db, &name, 0)? {
            let notes: Vec<Note> = serde_json::from_str(&part.items)?;
            if let Some(note) = notes.into_iter().find(|note| note.id == id) {
                return Ok(Some(note));
            }
        }
    }
    Ok(None)
}
