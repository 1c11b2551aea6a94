//! A note: its pictures with what is pointed at in them, its text, what is said to it, and what one does.

mod acts;
mod pictures;
mod screen;
mod text;

pub(super) use pictures::{icon_of, per_mille};
pub(crate) use screen::NoteScreen;
