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
    /// The first messages, where other kinds are looked for as well; and whether there are more.
    messages: RwSignal<(Vec<Seen>, bool)>,
    /// How the screen stands with it.
    pub(super) state: Memo<ScreenState>,
    text: Signal<String>,
    kind: RwSignal<Option<Kind>>,
}

/// Looks for it now, and again when something else is looked for.
pub(super) fn look(text: Signal<String>, kind: RwSignal<Option<Kind>>) -> Looked {
    let first = read(&[], move || search(text.get(), kind.get(), String::new()));
    let (hits, next) = (RwSignal::new(Vec::new()), RwSignal::new(None));
    let messages = RwSignal::new((Vec::new(), false));
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
        let told = (found.messages, found.more_messages);
        if messages.with_untracked(|before| *before != told) {
            messages.set(told);
        }
    });
    let is_empty = |found: &Found| found.hits.is_empty() && found.messages.is_empty();
    let state = Memo::new(move || match first.get() {
        Some(Ok(found)) if is_empty(&found) && found.offline => ScreenState::Offline,
        other => ScreenState::of(&other, is_empty),
    });
    Looked { first, hits, next, messages, state, text, kind }
}

/// What is asked: of what is switched off, nothing.
fn search(text: String, chosen: Option<Kind>, after: String) -> Search {
    let mut kinds = features::found_kinds();
    if let Some(chosen) = chosen {
        kinds.retain(|kind| kind.chosen() == chosen);
        if kinds.is_empty() {
            kinds.push(chosen);
        }
    }
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
    let Looked { first, hits, next, messages, state, text, kind } = looked;
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
    let is_any = Memo::new(move || hits.with(|hits| !hits.is_empty()));
    let row = move |seen: Seen| view! { <HitRow seen kept /> };
    let others = move || {
        let headed = !messages.with(|(first, _)| first.is_empty());
        let head =
            headed.then(|| view! { <h2 class="list-title">{t!("search.messages.others")}</h2> });
        is_any.get().then(|| {
            view! {
                {head}
                <ul class="list hits" aria-label=t!("search.results") data-test="hits">
                    {move || hits.get().into_iter().map(row).collect_view()}
                </ul>
            }
        })
    };
    let body = move || match state.get() {
        ScreenState::Ready => view! {
            {move || first_messages(messages.get(), row, kind)}
            {others}
            {move || next.with(Option::is_some).then(|| view! { <More rows=count label=t!("search.more") on_more /> })}
        },
        ScreenState::Loading => view! { <SkeletonRows /> },
        ScreenState::Empty => {
            let text = match kind.get() {
                Some(Kind::Message) => t!("search.none.messages"),
                _ => t!("search.none.text"),
            };
            view! { <StateView icon="search" title=t!("search.none") text /> }
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

/// The first of what was said in one's chats, and the way to all of it.
fn first_messages(
    (first, more): (Vec<Seen>, bool),
    row: impl Fn(Seen) -> View,
    kind: RwSignal<Option<Kind>>,
) -> Option<View> {
    let all = move || {
        let all = move |()| kind.set(Some(Kind::Message));
        view! { <Button kind=ButtonKind::Quiet small=true on_press=all test="all-messages">{t!("search.messages.all")}</Button> }
    };
    (!first.is_empty()).then(|| {
        let rows = first.into_iter().map(row).collect_view();
        view! {
            <section class="list-section" data-test="messages-found">
                <h2 class="list-title">{t!("search.messages")}</h2>
                <ul class="list">{rows}</ul>
                {more.then(all)}
            </section>
        }
    })
}
