//! Writing notes: pictures with crop and tags, or a clip, words, and when it comes out.

mod clip;
mod cropper;
mod form;
mod pictures;
mod screens;
mod tagging;
mod typed;

pub(crate) use screens::{EditNoteScreen, WriteScreen};
