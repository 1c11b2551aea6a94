//! What several screens of life accounts read.

use crate::answer::{Answer, read};
use crate::prelude::*;
pub(super) use crate::router::id_in_path;
use sampan_protocol::feed::{AskNotes, Feed, ListManaged, ListNotes, Managed, NoteSeen, rows};
use sampan_protocol::page::Listed;

/// Rows that change what is shown of life accounts.
pub(super) const KINDS: &[&str] =
    &[rows::PAGE, rows::MANAGED, rows::FOLLOWED, rows::LIKED, rows::KEPT, rows::FOLDER, rows::MINE];

/// Reads the accounts that I manage.
pub(super) fn read_managed() -> Answer<Vec<Managed>> {
    read(&[rows::MANAGED], || ListManaged {})
}

/// Reads notes.
pub(super) fn read_notes(
    feed: impl Fn() -> Feed + Send + Sync + 'static,
    parts: RwSignal<u32>,
) -> Answer<Listed<NoteSeen>> {
    read(KINDS, move || ListNotes { list: AskNotes { feed: feed() }, parts: parts.get() })
}

/// What is in a list, as far as it is known.
pub(super) fn listed(notes: Answer<Listed<NoteSeen>>) -> Signal<Option<Listed<NoteSeen>>> {
    Signal::derive(move || notes.get().and_then(Result::ok))
}
