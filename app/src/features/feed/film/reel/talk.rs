//! What is said of the video that is looked at, while it goes on playing.

use super::super::super::comments::{Answering, Comments, Composer};
use super::super::super::reads::KINDS;
use crate::answer::read;
use crate::moderation::{ReportSheet, Reporting};
use crate::prelude::*;
use crate::ui::*;
use sampan_protocol::feed::GetNote;
use sampan_protocol::ids::NoteId;

/// The comments on a video, with a field to say something.
#[component]
pub(super) fn Talk(
    /// On which.
    note: NoteId,
) -> View {
    let parts = RwSignal::new(1);
    let answer = read(KINDS, move || GetNote { note, parts: parts.get() });
    let shown = Memo::new(move || answer.get().and_then(Result::ok));
    let is_there = Memo::new(move || answer.get().is_some());
    let (answering, reporting) = (Answering::new(), Reporting::new());
    let waiting = move || (!is_there.get()).then(|| view! { <SkeletonRows count=4 /> });
    let wrong = move || {
        let error = answer.get()?.err()?;
        Some(failed(&error, move |()| answer.refetch()))
    };
    view! {
        <div class="film-talk">
            <div class="film-said">
                {waiting}{wrong}
                <Comments shown answering parts reporting />
            </div>
            <Composer note answering />
        </div>
        <ReportSheet reporting />
    }
}
