//! Addresses of the screens of life accounts and notes.

use sampan_protocol::ids::{FolderId, LifeId, NoteId};

/// The first screen: notes.
pub(super) const ROOT: &str = "/feed";
/// The accounts that one keeps and follows.
pub(super) const MINE: &str = "/feed/mine";
/// Opening an account.
pub(super) const NEW: &str = "/feed/new";
/// What one keeps.
pub(super) const FOLDERS: &str = "/feed/folders";
/// Writing a note, for an account that is yet to be chosen.
pub(super) const WRITE: &str = "/feed/write";

/// Short videos, one after the other.
pub(super) const VIDEOS: &str = "/feed/videos";
/// Posting a video.
pub(super) const PUBLISH: &str = "/feed/publish";
/// What one posts, and how one's videos go.
pub(super) const STUDIO: &str = "/feed/studio";
/// How one watches, and what was learned of it.
pub(super) const WATCHING: &str = "/feed/watching";

/// Short videos, beginning with one.
pub(super) fn video(id: NoteId) -> String {
    format!("{VIDEOS}/{id}")
}

/// One note.
pub(super) fn note(id: NoteId) -> String {
    format!("{ROOT}/note/{id}")
}

/// Changing a note.
pub(super) fn edit(id: NoteId) -> String {
    format!("{ROOT}/note/{id}/edit")
}

/// One account.
pub(super) fn life(id: LifeId) -> String {
    format!("{ROOT}/life/{id}")
}

/// Changing how an account presents itself.
pub(super) fn face(id: LifeId) -> String {
    format!("{ROOT}/life/{id}/edit")
}

/// Who manages an account.
pub(super) fn keepers(id: LifeId) -> String {
    format!("{ROOT}/life/{id}/people")
}

/// How an account goes.
pub(super) fn insights(id: LifeId) -> String {
    format!("{ROOT}/life/{id}/insights")
}

/// Writing a note for an account.
pub(super) fn write(id: LifeId) -> String {
    format!("{WRITE}/{id}")
}

/// The notes of a topic.
pub(super) fn topic(topic: &str) -> String {
    format!("{ROOT}/topic/{}", crate::link::encode(&topic.to_lowercase()))
}

/// One folder; none for what lies in none.
pub(super) fn folder(id: Option<FolderId>) -> String {
    id.map_or_else(|| format!("{ROOT}/folder/none"), |id| format!("{ROOT}/folder/{id}"))
}
