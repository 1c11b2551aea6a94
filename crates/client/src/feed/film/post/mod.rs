//! Posting a short video: its file is staged, uploaded in the background, and named by a note.
//!
//! ```text
//! stage ── begin ── upload ── parts, tus   until all of it is there, whatever is in between
//!                     └── outbox           the note, in the same transaction
//! list, again, give_up                     what becomes of it, and what one does about it
//! ```

mod again;
mod begin;
mod give_up;
mod list;
mod parts;
mod stage;
mod table;
mod tus;
mod upload;

pub(crate) use table::posting::CREATE;
pub(crate) use upload::keep;

use crate::core::Core;
use sampan_protocol::feed::film::POSTING;

/// Tells that what one posts is another, or further.
fn tell(core: &Core) {
    core.status.tell_rows(vec![POSTING.to_owned()]);
}
