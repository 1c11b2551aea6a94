//! Screen `search`: what is looked for, among which kinds, and what was found.

use super::recent::Recent;
use super::results::{Results, look};
use crate::act::Act;
use crate::features;
use crate::people::rested;
use crate::prelude::*;
use crate::router::{NavigateOptions, use_location, use_navigate, use_query_map};
use crate::t;
use crate::ui::*;
use sampan_protocol::search::{KeepRecent, Kind};
use wasm_bindgen::JsCast;

/// Everything that arrow keys go through.
const ROWS: &str = "[data-screen=search] a.hit, [data-screen=search] button.recent-text";

/// Looking for anything.
#[component]
pub(crate) fn SearchScreen() -> View {
    let query = use_query_map();
    let asked = |name: &str| query.with_untracked(|query| query.get(name)).unwrap_or_default();
    let typed = RwSignal::new(asked("q"));
    let kind = RwSignal::new(Kind::from_word(&asked("kind")).map(Kind::chosen));
    let text = rested(typed);
    follow_address(typed, text, kind);
    let looked = look(text, kind);
    let keep = Act::new();
    let kept = Callback::new(move |()| {
        let text = typed.get_untracked().trim().to_owned();
        if !text.is_empty() {
            keep.run(KeepRecent { text }, |()| {});
        }
    });
    let is_empty = Memo::new(move || text.with(String::is_empty));
    let state = Signal::derive(move || match is_empty.get() {
        true => ScreenState::Ready,
        false => looked.state.get(),
    });
    let content = move || match is_empty.get() {
        true => view! { <Recent typed /> },
        false => view! { <Results looked kept /> },
    };
    let back = go_back("/");
    let keys = move |ev: leptos::ev::KeyboardEvent| press(&ev, kept, back);
    view! {
        <Screen name="search" title=t!("search.title") back="/" state>
            <div class="stack search-screen" on:keydown=keys>
                <div class="search-head">
                    <SearchField value=typed label=t!("search.field") autofocus=true test="search-field" />
                    <Kinds kind />
                </div>
                {content}
            </div>
        </Screen>
    }
}

/// Has what is looked for stand in the address, so that coming back finds it again; and has looked for
/// what the address says, where somebody goes to another one.
fn follow_address(typed: RwSignal<String>, text: Signal<String>, kind: RwSignal<Option<Kind>>) {
    let (navigate, query, pathname) = (use_navigate(), use_query_map(), use_location().pathname);
    let before = StoredValue::new(super::path(&text.get_untracked(), kind.get_untracked()));
    Effect::new(move |_| {
        let now = super::path(&text.get(), kind.get());
        if before.get_value() != now && untrack(|| pathname.get()) == super::ROOT {
            before.set_value(now.clone());
            navigate(&now, NavigateOptions { replace: true, still: true });
        }
    });
    Effect::new(move |_| {
        let (words, word) = query.with(|query| (query.get("q"), query.get("kind")));
        let words = words.unwrap_or_default();
        let of = word.and_then(|word| Kind::from_word(&word)).map(Kind::chosen);
        let there = super::path(&words, of);
        if untrack(|| pathname.get()) == super::ROOT && before.get_value() != there {
            before.set_value(there);
            typed.set(words);
            kind.set(of);
        }
    });
}

/// Arrow keys go through what was found, Enter remembers, Escape leaves an empty field.
fn press(ev: &leptos::ev::KeyboardEvent, kept: Callback<()>, back: Callback<()>) {
    let at_field = ev
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .is_some_and(|element| {
            element.tag_name() == "INPUT" && element.matches(".search input").unwrap_or_default()
        });
    match ev.key().as_str() {
        "ArrowDown" => go(ev, at_field, 1),
        "ArrowUp" if !at_field => go(ev, at_field, -1),
        "Enter" if at_field => kept.run(()),
        "Escape" => match at_field {
            // The field has emptied itself before, if there was something in it.
            true => back.run(()),
            false => focus_field(),
        },
        _ => {}
    }
}

fn go(ev: &leptos::ev::KeyboardEvent, at_field: bool, by: i32) {
    let Ok(rows) = document().query_selector_all(ROWS) else { return };
    let element =
        |at: u32| rows.get(at).and_then(|row| row.dyn_into::<web_sys::HtmlElement>().ok());
    let active = document().active_element();
    let at = (0..rows.length()).find(|at| {
        element(*at).is_some_and(|row| active.as_ref().is_some_and(|active| *active == *row))
    });
    let next = match at {
        Some(at) => i64::from(at) + i64::from(by),
        None if at_field => 0,
        None => return,
    };
    ev.prevent_default();
    match u32::try_from(next) {
        Ok(next) => {
            if let Some(row) = element(next) {
                let _ = row.focus();
            }
        }
        Err(_) => focus_field(),
    }
}

fn focus_field() {
    let field = document().query_selector("[data-screen=search] .search input").ok().flatten();
    if let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = field.focus();
    }
}

/// All kinds, or one of them.
#[component]
fn Kinds(kind: RwSignal<Option<Kind>>) -> View {
    let chip = move |this: Option<Kind>| {
        let (label, test) = match this {
            None => (t!("search.all"), "kind-all"),
            Some(Kind::Person) => (t!("search.kind.person"), "kind-person"),
            Some(Kind::Community) => (t!("search.kind.community"), "kind-community"),
            Some(Kind::Post) => (t!("search.kind.post"), "kind-post"),
            Some(Kind::Gathering) => (t!("search.kind.gathering"), "kind-gathering"),
            Some(Kind::Account) => (t!("search.kind.account"), "kind-account"),
            Some(Kind::Note) => (t!("search.kind.note"), "kind-note"),
            Some(Kind::Comment | Kind::NoteComment) => (t!("search.kind.comment"), "kind-comment"),
            Some(Kind::Message) => (t!("search.kind.message"), "kind-message"),
        };
        let selected = Signal::derive(move || kind.get() == this);
        view! { <Chip label selected on_press=move |()| kind.set(this) test /> }
    };
    let mut kinds: Vec<Kind> = features::found_kinds().into_iter().map(Kind::chosen).collect();
    kinds.dedup();
    let all = std::iter::once(None).chain(kinds.into_iter().map(Some));
    view! { <div class="chips" role="group" aria-label=t!("search.kinds")>{all.map(chip).collect_view()}</div> }
}
