//! Keys of a keyboard: tabs, search, and the list of them.

use super::tabs;
use crate::prelude::*;
use crate::router::use_navigate;
use crate::t;
use crate::ui::Sheet;
use leptos::ev;
use wasm_bindgen::JsCast;

/// What a key does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wish {
    /// Opens the tab at this position.
    Tab(usize),
    /// Looks for anything.
    Search,
    /// Opens the settings.
    Settings,
    /// Shows the list of keys.
    Help,
}

/// Listens to keys; gives whether the list of them is open.
pub(crate) fn listen() -> RwSignal<bool> {
    let open = RwSignal::new(false);
    let navigate = use_navigate();
    // A listener of the window knows no context by itself.
    let owner = Owner::current().unwrap_or_default();
    let listener = window_event_listener(ev::keydown, move |ev| {
        let modifier = (ev.ctrl_key() || ev.meta_key()) && !ev.alt_key();
        let Some(wish) = wish(&ev.key(), modifier, is_typing(&ev)) else {
            return;
        };
        // A dialog is answered first.
        if document().query_selector("dialog[open]").is_ok_and(|found| found.is_some()) {
            return;
        }
        let path = match wish {
            Wish::Tab(at) => owner.with(tabs).get(at).map(|tab| tab.path),
            Wish::Search => Some(crate::search::ROOT),
            Wish::Settings => Some("/settings"),
            Wish::Help => {
                open.set(true);
                None
            }
        };
        ev.prevent_default();
        if let Some(path) = path {
            navigate(path, crate::router::NavigateOptions::default());
        }
    });
    on_cleanup(move || listener.remove());
    open
}

/// The list of keys.
#[component]
pub(crate) fn ShortcutsSheet(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> View {
    let row = |(keys, label): (String, String)| view! { <li class="shortcut"><span>{label}</span><kbd>{keys}</kbd></li> };
    let list = move || {
        let tabs = tabs()
            .into_iter()
            .enumerate()
            .map(|(at, tab)| (format!("Ctrl {}", at + 1), t!(tab.label)));
        let rest = [
            ("Ctrl K".to_owned(), t!("shortcut.search")),
            ("Ctrl ,".to_owned(), t!("settings.title")),
            ("Esc".to_owned(), t!("shortcut.close")),
            ("?".to_owned(), t!("shortcut.title")),
        ];
        tabs.chain(rest).map(row).collect_view()
    };
    view! { <Sheet open title=t!("shortcut.title") test="shortcuts"><ul class="shortcuts">{list()}</ul></Sheet> }
}

fn wish(key: &str, modifier: bool, typing: bool) -> Option<Wish> {
    match (key, modifier) {
        ("k" | "K", true) => Some(Wish::Search),
        (",", true) => Some(Wish::Settings),
        ("?", false) if !typing => Some(Wish::Help),
        (digit, true) => {
            digit.parse::<usize>().ok()?.checked_sub(1).filter(|at| *at < 9).map(Wish::Tab)
        }
        _ => None,
    }
}

fn is_typing(ev: &ev::KeyboardEvent) -> bool {
    let element = ev.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|element| {
        ["INPUT", "TEXTAREA", "SELECT"].contains(&element.tag_name().as_str())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_mean_what_the_list_says() {
        assert_eq!(wish("1", true, false), Some(Wish::Tab(0)), "the first tab");
        assert_eq!(wish("3", true, true), Some(Wish::Tab(2)), "tabs also while typing");
        assert_eq!(wish("k", true, true), Some(Wish::Search), "search also while typing");
        assert_eq!(wish("?", false, false), Some(Wish::Help), "the list");
        for (key, modifier, typing) in [
            ("?", false, true),
            ("1", false, false),
            ("0", true, false),
            ("k", false, false),
            ("F1", true, false),
        ] {
            assert_eq!(wish(key, modifier, typing), None, "{key} is left alone");
        }
    }
}
