//! Lists notes: as the service told them, with what one wrote and did.

use super::{SCOPE, own};
use crate::Client;
use crate::moderation::Unseen;
use sampan_protocol::Reply;
use sampan_protocol::feed::{AskNotes, Feed, ListNotes, Mine, Note, NoteSeen, text};
use sampan_protocol::moderation::Target;
use sampan_protocol::page::Listed;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// For how many seconds what one wrote stands above a list that does not have it yet.
const ABOVE: i64 = 3_600;

impl Client {
    /// Answers [`ListNotes`].
    ///
    /// # Errors
    /// `NotFound` or `Refused` where the service does not show it.
    pub async fn list_notes(&self, request: ListNotes) -> Reply<ListNotes> {
        let listed = self.core.listed(request.list.clone(), request.parts).await?;
        let Listed { items, more, state } = listed;
        let unseen = self.core.unseen().await?;
        let since = self.core.service_now().plus_seconds(-ABOVE);
        let notes = self
            .core
            .view(SCOPE, move |db, view| {
                let known: BTreeSet<_> = items.iter().map(|note| note.id).collect();
                let mut mine = own::written(db, view)?;
                mine.sort_by_key(|(mine, _)| Reverse(own::at(mine)));
                let mut notes = Vec::new();
                for (mine, waits) in mine {
                    if own::at(&mine) >= since
                        && let Mine::Note(note) = mine
                        && !known.contains(&note.id)
                    {
                        let note = own::note(db, view, note)?;
                        if belongs(&request.list, &note) {
                            notes.push(NoteSeen { note, waits });
                        }
                    }
                }
                for note in items {
                    let note = own::note(db, view, note)?;
                    notes.push(NoteSeen { note, waits: false });
                }
                let awaited = matches!(request.list.feed, Feed::Waiting(_));
                notes.retain(|NoteSeen { note, .. }| {
                    !note.removed && note.waiting == awaited && !hides(&unseen, note)
                });
                Ok(notes)
            })
            .await?;
        Ok(Listed { items: notes, more, state })
    }
}

/// Whether I do not want to see a note.
pub(super) fn hides(unseen: &Unseen, note: &Note) -> bool {
    let of = [Target::new("note", note.id), Target::new("life", note.account.id)];
    unseen.hides(&of, &[&note.title, &note.text])
}

/// Whether a note that I wrote belongs into a list that does not have it yet.
fn belongs(list: &AskNotes, note: &Note) -> bool {
    match &list.feed {
        Feed::Discover => !note.waiting,
        Feed::Account(id) => *id == note.account.id && !note.waiting,
        Feed::Waiting(id) => *id == note.account.id && note.waiting,
        Feed::Topic(topic) => !note.waiting && text::topics(&note.text).contains(topic),
        Feed::Following | Feed::Category(_) | Feed::Folder(_) => false,
    }
}
