//! Words over a video: those that stand in it, and captions.

use super::super::super::note::per_mille;
use super::player::{Player, Role};
use super::stage::Stage;
use crate::bridge;
use crate::prelude::*;
use leptos::task::spawn_local;
use sampan_protocol::feed::film::captions::{self, Cue};
use sampan_protocol::feed::film::{Film, GetCaptions, Overlay};
use sampan_protocol::ids::NoteId;

/// The words that stand in a video now.
#[component]
pub(super) fn Texts(
    /// All of them.
    all: Vec<Overlay>,
    /// The video.
    player: Player,
) -> View {
    let count = all.len();
    let all = StoredValue::new(all);
    let shown = Memo::new(move || {
        let at = player.at.get();
        let is_now = |text: &Overlay| text.from_ms <= at && at < text.to_ms;
        all.with_value(|all| {
            (0..count).filter(|n| all.get(*n).is_some_and(is_now)).collect::<Vec<_>>()
        })
    });
    let one = move |n: usize| {
        let text = all.with_value(|all| all.get(n).cloned())?;
        Some(view! {
            <span class="film-text" style=("--x", per_mille(text.x)) style=("--y", per_mille(text.y)) data-test="overlay">{text.text}</span>
        })
    };
    view! { {move || shown.get().into_iter().filter_map(one).collect_view()} }
}

/// What is said now, where somebody wants to read it.
#[component]
pub(super) fn Captions(
    /// Of which note.
    note: NoteId,
    /// Its video.
    film: Film,
    /// The video, as it plays.
    player: Player,
    /// Whether captions are shown.
    stage: Stage,
) -> View {
    let cues = RwSignal::new(Vec::<Cue>::new());
    let wanted =
        Memo::new(move || film.captions && stage.captions.get() && player.role.get() == Role::Now);
    Effect::new(move |_| {
        if wanted.get() && cues.with_untracked(Vec::is_empty) {
            spawn_local(async move {
                if let Ok(found) = bridge::call(&GetCaptions { note }).await {
                    cues.try_set(found);
                }
            });
        }
    });
    let said = Memo::new(move || {
        let at = player.at.get();
        wanted.get().then(|| {
            cues.with(|cues| {
                captions::at(cues, at).map(|cue| cue.text.clone()).collect::<Vec<_>>().join("\n")
            })
        })
    });
    let shown = move || {
        said.get().filter(|said| !said.is_empty()).map(
            |said| view! { <p class="film-captions" data-test="captions"><span>{said}</span></p> },
        )
    };
    view! { {shown} }
}
