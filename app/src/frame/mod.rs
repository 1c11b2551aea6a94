//! The frame around every screen: bar or rail, how it stands with the backend, shortcuts, links.

mod appearance;
mod gate;
mod links;
mod rail;
mod shortcuts;
mod sync_pill;
mod tab_bar;
mod waiting;

pub(crate) use appearance::follow_settings;
pub(crate) use sync_pill::SyncPill;

use crate::features::{self, Entry};
use crate::prelude::*;
use crate::session::use_session;
use crate::ui::{BarExtra, Roomy};
use leptos_router::hooks::{query_signal, use_location};

/// The tabs: home, those of the features, me.
pub(crate) fn tabs() -> Vec<Entry> {
    let home = Entry { test: "tab-home", label: "nav.home", icon: "house", path: "/", hue: 0 };
    let me = Entry { test: "tab-me", label: "nav.me", icon: "user-round", path: "/me", hue: 0 };
    let between = features::on().into_iter().filter_map(|feature| feature.tab);
    std::iter::once(home).chain(between).chain(std::iter::once(me)).collect()
}

/// The tab that a path belongs to.
fn tab_of(path: &str, tabs: &[Entry]) -> usize {
    let inside = |entry: &Entry| {
        path == entry.path || path.starts_with(&format!("{}/", entry.path.trim_end_matches('/')))
    };
    let mine =
        ["/me", "/settings", "/operate", "/people"].iter().any(|root| path.starts_with(root));
    let found = tabs.iter().enumerate().skip(1).find(|(_, entry)| inside(entry)).map(|(at, _)| at);
    found.unwrap_or(if mine { tabs.len() - 1 } else { 0 })
}

/// The frame.
#[component]
pub(crate) fn Frame(children: leptos::children::Children) -> View {
    let roomy = expect_context::<Roomy>();
    let path = use_location().pathname;
    let session = use_session();
    gate::keep();
    links::follow();
    let (waiting, set_waiting) = query_signal::<String>("waiting");
    let sheet = RwSignal::new(waiting.get_untracked().is_some());
    Effect::new(move |_| {
        if !sheet.get() && waiting.get_untracked().is_some() {
            set_waiting.set(None);
        }
    });
    let shortcuts_open = shortcuts::listen();
    let is_in = move || session.with(|session| session.me.is_some());
    let pill = move || view! { <SyncPill on_press=move |()| sheet.set(true) /> };
    provide_context(BarExtra(ViewFn::from(move || {
        move || (is_in() && !roomy.rail.get()).then(pill)
    })));
    let framed = move || is_in() && !path.get().starts_with("/welcome");
    let is_root = move || tabs().iter().any(|tab| tab.path == path.get());
    view! {
        <div class="app" class:framed=framed>
            {move || (framed() && roomy.rail.get()).then(|| view! { <rail::Rail>{pill()}</rail::Rail> })}
            {children()}
            {move || (framed() && !roomy.rail.get() && is_root()).then(|| view! { <tab_bar::TabBar /> })}
        </div>
        <waiting::WaitingSheet open=sheet />
        <shortcuts::ShortcutsSheet open=shortcuts_open />
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_has_its_tab() {
        let entry = |path| Entry { test: "", label: "", icon: "", path, hue: 0 };
        let tabs = [entry("/"), entry("/wallet"), entry("/me")];
        for (path, expected) in [
            ("/", 0),
            ("/wallet", 1),
            ("/wallet/bills/1", 1),
            ("/walletx", 0),
            ("/me/edit", 2),
            ("/settings", 2),
            ("/gallery", 0),
        ] {
            assert_eq!(tab_of(path, &tabs), expected, "the tab of {path}");
        }
    }
}
