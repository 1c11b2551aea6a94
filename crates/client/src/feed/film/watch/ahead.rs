//! Has files at hand before they are looked at: what comes next, and the best for when there is no
//! connection, within what they may take.

use super::super::super::SCOPE;
use super::desk::{Desk, offered, whole};
use super::note::notes;
use crate::Client;
use crate::core::Core;
use crate::db::{Connection, Fault, blocking};
use crate::media::room::{begun_of, make_room};
use crate::outbox;
use crate::table::row;
use crate::thumbs::named;
use crate::view::View;
use sampan_protocol::feed::film::{AskCaptions, FetchAhead, MOST_NEXT, Tab};
use sampan_protocol::feed::{Kept, Note, rows};
use sampan_protocol::ids::NoteId;
use sampan_protocol::media::File;
use sampan_protocol::{Error, Reply};
use std::collections::BTreeSet;
use std::sync::Arc;

/// How many videos are kept for when there is no connection.
const LATER: usize = 20;
/// What the videos that one watches may take whatever else is wished, in bytes.
const LEAST: u64 = 64 << 20;

impl Client {
    /// Answers [`FetchAhead`].
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn fetch_ahead(&self, request: FetchAhead) -> Reply<FetchAhead> {
        let mut ids = request.notes;
        ids.truncate(MOST_NEXT as usize);
        let found = self.core.view(SCOPE, move |db, view| notes(db, view, &ids)).await?;
        let files = found.iter().filter_map(whole).map(|file| file.sha256.clone());
        let files = files.filter(|sha256| !self.core.media_path(sha256).exists()).collect();
        self.core.fetch_next(files);
        Ok(())
    }
}

/// Has the best of what is offered at hand, and lets go what nobody needs.
///
/// # Errors
/// `Refused` before there is a person, or what the disk says.
pub(super) async fn keep_ahead(core: &Arc<Core>) -> Result<(), Error> {
    let listed = offered(core, &Tab::ForYou).await?;
    let mut desk = Desk::of(core, &Tab::ForYou).await?;
    let wishes = desk.wishes.clone();
    let budget = u64::from(wishes.offline_mib) << 20;
    let (best, mut needed) = core
        .view(SCOPE, move |db, view| {
            let stands = desk.order(db, view, (&listed.items, listed.state), &BTreeSet::new())?;
            let best = stands.iter().filter_map(|one| listed.items.get(one.place));
            let best: Vec<Note> = best.take(LATER).map(|offered| offered.note.clone()).collect();
            Ok((best, kept(db, view)?))
        })
        .await?;
    // What a connection costs is not known on a phone.
    let is_free = !cfg!(any(target_os = "android", target_os = "ios"));
    let fetches = budget > 0 && (is_free || !wishes.unmetered_only);
    let files: Vec<File> = best.iter().filter_map(whole).cloned().collect();
    let fitting = fitting(&files, budget);
    let missing: Vec<File> = fitting
        .iter()
        .copied()
        .filter(|file| fetches && !core.media_path(&file.sha256).exists())
        .cloned()
        .collect();
    needed.extend(fitting.iter().map(|file| file.sha256.clone()));
    needed.extend(core.ahead.wanted());
    core.fetch_later(missing.iter().map(|file| file.sha256.clone()).collect());
    if fetches {
        captions(core, &best).await;
    }
    let (own, profile) = (core.own.clone(), core.folder.clone());
    blocking(move || {
        let waiting = own.read(outbox::all)?;
        needed.extend(waiting.iter().flat_map(|op| named(&op.args.to_string())));
        // What is here of them takes its room already.
        let left = |file: &File| file.bytes.saturating_sub(begun_of(&profile, &file.sha256));
        let to_come = missing.iter().map(left).sum();
        make_room(&profile, &needed, to_come, budget.max(LEAST))
            .map_err(|error| Fault::File(profile, error))
    })
    .await
}

/// Has captions at hand, too.
async fn captions(core: &Arc<Core>, notes: &[Note]) {
    let has = |note: &&Note| note.film.as_ref().is_some_and(|film| film.captions);
    let ids: Vec<NoteId> = notes.iter().filter(has).map(|note| note.id).collect();
    for note in ids {
        if let Err(error) = core.listed(AskCaptions { note }, 1).await {
            tracing::debug!(%error, "captions are not at hand");
        }
    }
}

/// The files, in order, that fit into so many bytes; what is too large for the rest is passed over.
fn fitting(files: &[File], most: u64) -> Vec<&File> {
    let mut left = most;
    let fits = |file: &&File| {
        let rest = left.checked_sub(file.bytes);
        left = rest.unwrap_or(left);
        rest.is_some()
    };
    files.iter().filter(fits).collect()
}

/// Files of the notes that I keep.
fn kept(db: &Connection, view: &View) -> Result<BTreeSet<String>, Fault> {
    let kept: Vec<Kept> = row::all(db, &view.scope, rows::KEPT)?;
    let files = kept.into_iter().flat_map(|Kept { note, .. }| {
        let file = whole(&note).map(|file| file.sha256.clone());
        file.into_iter().chain(note.clip)
    });
    Ok(files.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_of_the_best_as_fit_are_kept() {
        let file = |name: &str, bytes| File {
            sha256: name.to_owned(),
            bytes,
            mime: "video/mp4".to_owned(),
        };
        let files = [file("a", 5), file("b", 9), file("c", 3), file("d", 3)];
        let names = |most| -> Vec<String> {
            fitting(&files, most).into_iter().map(|file| file.sha256.clone()).collect()
        };
        assert_eq!(names(100), ["a", "b", "c", "d"], "all of them");
        assert_eq!(names(10), ["a", "c"], "what is too large is passed over");
        assert!(names(0).is_empty(), "none");
    }
}
