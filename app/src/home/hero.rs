//! The head of the home screen: who I am, looking for people, and the four things done most.

use crate::features::{self, Entry};
use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::{BarExtra, Icon, PersonAvatar};

/// How many large actions there is room for.
const ACTIONS: usize = 4;

/// The head of the home screen.
#[component]
pub(crate) fn Hero() -> View {
    let session = use_session();
    let person =
        Memo::new(move || session.with(|session| session.me.as_ref().map(|me| me.person.clone())));
    let extra = use_context::<BarExtra>();
    let action = |entry: Entry| {
        view! {
            <a class="hero-action" href=entry.path data-test=entry.test>
                <Icon name=entry.icon size=28 />
                <span>{t!(entry.label)}</span>
            </a>
        }
    };
    let actions: Vec<Entry> =
        features::on().into_iter().flat_map(|f| f.actions.iter().copied()).take(ACTIONS).collect();
    view! {
        <header class="hero">
            <div class="hero-bar">
                <a class="hero-me" href="/me" aria-label=t!("nav.me") data-test="hero-me">
                    {move || person.get().map(|person| view! { <PersonAvatar person size=36 /> })}
                </a>
                <a class="hero-search" href=crate::search::ROOT data-test="hero-search">
                    <Icon name="search" size=20 />
                    <span>{t!("home.search")}</span>
                </a>
                <crate::notices::Bell />
                {extra.map(|extra| extra.0.run())}
            </div>
            <nav class="hero-actions" aria-label=t!("home.actions")>{actions.into_iter().map(action).collect_view()}</nav>
        </header>
    }
}
