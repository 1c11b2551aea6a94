//! The frame around every screen: bar or rail, how it stands with the backend, shortcuts, links.

mod appearance;
mod gate;
mod last_look;
mod links;
mod rail;
mod shortcuts;
mod sync_pill;
mod tab_bar;
mod waiting;

pub(crate) use appearance::follow_settings;
pub(crate) use sync_pill::SyncPill;

use crate::features::{self, Entry};
use crate::messages;
use crate::prelude::*;
use crate::router::{use_location, use_navigate, use_query_map};
use crate::session::use_session;
use crate::ui::{BarExtra, Roomy};

/// The tabs: home, those of the features, messages, me.
pub(crate) fn tabs() -> Vec<Entry> {
    let home = Entry { test: "tab-home", label: "nav.home", icon: "house", path: "/", hue: 0 };
    let messages = Entry {
        test: "tab-messages",
        label: "messages.title",
        icon: "message-circle",
        path: messages::ROOT,
        hue: 0,
    };
    let me = Entry { test: "tab-me", label: "nav.me", icon: "user-round", path: "/me", hue: 0 };
    let between = features::on().into_iter().filter_map(|feature| feature.tab);
    std::iter::once(home).chain(between).chain([messages, me]).collect()
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
pub(crate) fn Frame(children: Children) -> View {
    let roomy = expect_context::<Roomy>();
    let location = use_location();
    let path = location.pathname;
    let session = use_session();
    gate::keep();
    links::follow();
    last_look::keep();
    let waiting = use_query_map();
    let is_asked = move || waiting.with(|query| query.get("waiting").is_some());
    let sheet = RwSignal::new(false);
    // Opened by its address, it goes when the address does.
    Effect::new(move |was_asked: Option<bool>| {
        let asked = is_asked();
        if asked || was_asked == Some(true) {
            sheet.set(asked);
        }
        asked
    });
    let navigate = use_navigate();
    Effect::new(move |was_open: Option<bool>| {
        let open = sheet.get();
        if was_open == Some(true) && !open && untrack(is_asked) {
            let without = location.address.with_untracked(|address| address.without("waiting"));
            navigate(&without, Default::default());
        }
        open
    });
    let moved = RwSignal::new(false);
    Effect::new(move |before: Option<String>| {
        let now = path.get();
        if before.is_some_and(|before| before != now) {
            moved.set(true);
        }
        now
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
        <div class="app" class:framed=framed class:moved=moved>
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
