//! What was found, a part after the other, and what is said where nothing was.

use super::hit::HitRow;
use crate::act::Act;
use crate::answer::{Answer, read};
use crate::features;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::search::{Found, Kind, Search, Seen};
use std::time::Duration;

/// After how long the service is asked again, where it was not reached.
const AGAIN: Duration = Duration::from_secs(3);

/// What was looked for and found so far.
#[derive(Clone, Copy)]
pub(super) struct Looked {
    first: Answer<Found>,
    hits: RwSignal<Vec<Seen>>,
    next: RwSignal<Option<String>>,
    /// How the screen stands with it.
    pub(super) state: Memo<ScreenState>,
    text: Signal<String>,
    kind: RwSignal<Option<Kind>>,
}

/// Looks for it now, and again when something else is looked for.
pub(super) fn look(text: Signal<String>, kind: RwSignal<Option<Kind>>) -> Looked {
    let first = read(&[], move || search(text.get(), kind.get(), String::new()));
    let (hits, next) = (RwSignal::new(Vec::new()), RwSignal::new(None));
    let before = StoredValue::new(None);
    Effect::new(move |_| {
        let Some(Ok(found)) = first.get() else { return };
        if found.offline {
            set_timeout(move || first.refetch(), AGAIN);
        }
        // Rows that are the same stay: one of them may have the focus, and parts behind them are shown.
        let now = Some((text.get_untracked(), kind.get_untracked(), found.offline));
        let is_same = hits.with_untracked(|hits: &Vec<Seen>| hits.starts_with(&found.hits));
        if before.get_value() != now || !is_same {
            before.set_value(now);
            hits.set(found.hits);
            next.set(found.next);
        }
    });
    let state = Memo::new(move || match first.get() {
        Some(Ok(found)) if found.hits.is_empty() && found.offline => ScreenState::Offline,
        other => ScreenState::of(&other, |found| found.hits.is_empty()),
    });
    Looked { first, hits, next, state, text, kind }
}

/// What is asked: of what is switched off, nothing.
fn search(text: String, kind: Option<Kind>, after: String) -> Search {
    let on = features::found_kinds();
    let kinds = kind.map_or(on, |kind| vec![kind]);
    Search { text, kinds, after }
}

/// What was found.
#[component]
pub(super) fn Results(
    /// What was looked for.
    looked: Looked,
    /// Remembers what was looked for.
    kept: Callback<()>,
) -> View {
    let Looked { first, hits, next, state, text, kind } = looked;
    let more = Act::new();
    let on_more = move |()| {
        let Some(after) = next.get_untracked() else { return };
        let (asked, of) = (text.get_untracked(), kind.get_untracked());
        let command = search(asked.clone(), of, after);
        more.run_aloud(command, move |found| {
            // What was overtaken by another question is not added to its answer.
            if text.get_untracked() == asked && kind.get_untracked() == of {
                hits.update(|hits| hits.extend(found.hits));
                next.set(found.next);
            }
        });
    };
    let count = Signal::derive(move || hits.with(Vec::len));
    let body = move || match state.get() {
        ScreenState::Ready => view! {
            <ul class="list hits" aria-label=t!("search.results") data-test="hits">
                {move || hits.get().into_iter().map(|seen| view! { <HitRow seen kept /> }).collect_view()}
            </ul>
            {move || next.with(Option::is_some).then(|| view! { <More rows=count label=t!("search.more") on_more /> })}
        },
        ScreenState::Loading => view! { <SkeletonRows /> },
        ScreenState::Empty => {
            view! { <StateView icon="search" title=t!("search.none") text=t!("search.none.text") /> }
        }
        ScreenState::Offline if first.get().is_some_and(|first| first.is_ok()) => view! {
            <StateView kind=StateKind::Offline title=t!("search.none") text=t!("search.none.offline")
                action=t!("ui.retry") on_action=move |()| first.refetch() test="retry" />
        },
        ScreenState::Offline | ScreenState::Error => match untrack(|| first.get()) {
            Some(Err(error)) => failed(&error, move |()| first.refetch()),
            _ => View::none(),
        },
    };
    let offline = Memo::new(move || first.get().is_some_and(|f| f.is_ok_and(|f| f.offline)));
    let note = move || {
        (offline.get() && state.get() == ScreenState::Ready).then(|| view! {
            <p class="hint" role="status" data-test="offline-note"><Icon name="cloud-off" size=16 />{t!("search.offline")}</p>
        })
    };
    view! { {note}{body} }
}
