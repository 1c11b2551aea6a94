//! The session: who uses which service, kept up to date by the shell's stream of events.

use crate::bridge;
use crate::prelude::*;
use sampan_protocol::device::{
    Event, GetSession, Session, SetSettings, Settings, SyncState, Watch,
};
use sampan_protocol::ids::PersonId;
use sampan_protocol::{Error, people};
use std::collections::BTreeMap;

/// The session with everything that keeps it alive.
#[derive(Clone, Copy)]
pub(crate) struct Live {
    session: RwSignal<Option<Session>>,
    problem: RwSignal<Option<Error>>,
    rows: RwSignal<BTreeMap<String, u64>>,
    link: RwSignal<Option<String>>,
    /// How the device stands with the service, as was told since the session was asked for.
    heard: StoredValue<Option<SyncState>>,
}

impl Live {
    /// Reads the session and goes on listening.
    pub(crate) fn start() -> Self {
        let live = Self {
            session: RwSignal::new(None),
            problem: RwSignal::new(None),
            rows: RwSignal::default(),
            link: RwSignal::new(None),
            heard: StoredValue::new(None),
        };
        leptos::task::spawn_local(async move {
            // It listens first: what happens while the session is read would be missed otherwise.
            let listens = bridge::open(&Watch {}, move |event| live.take(event)).await;
            live.refresh().await;
            if let Some(link) =
                live.session.with_untracked(|s| s.as_ref().and_then(|s| s.open.clone()))
            {
                live.link.set(Some(link));
            }
            if let Err(error) = listens {
                live.problem.set(Some(error));
            }
        });
        live
    }

    /// Reads the session again.
    pub(crate) async fn refresh(self) {
        self.heard.set_value(None);
        match bridge::call(&GetSession {}).await {
            Ok(session) => {
                let sync = self.heard.get_value().unwrap_or_else(|| session.sync.clone());
                self.session.set(Some(Session { sync, ..session }));
                self.problem.set(None);
            }
            Err(error) => self.problem.set(Some(error)),
        }
    }

    /// The session, once it was read.
    pub(crate) fn loaded(self) -> RwSignal<Option<Session>> {
        self.session
    }

    /// Why the session could not be read.
    pub(crate) fn problem(self) -> RwSignal<Option<Error>> {
        self.problem
    }

    /// A number that grows whenever any row changes; tracked.
    pub(crate) fn version(self) -> u64 {
        self.rows.with(|rows| rows.values().sum())
    }

    /// A link that the app was asked to open and that nobody opened yet.
    pub(crate) fn link(self) -> RwSignal<Option<String>> {
        self.link
    }

    fn take(self, event: Event) {
        match event {
            Event::Rows(kinds) => {
                if kinds.iter().any(|kind| kind == people::rows::ME) {
                    leptos::task::spawn_local(self.refresh());
                }
                self.rows.update(|rows| {
                    kinds.into_iter().for_each(|kind| *rows.entry(kind).or_default() += 1)
                });
            }
            Event::Sync(state) => {
                self.heard.set_value(Some(state.clone()));
                self.session.update(|session| {
                    if let Some(session) = session {
                        session.sync = state;
                    }
                });
            }
            Event::Session => {
                self.rows.update(|rows| rows.values_mut().for_each(|version| *version += 1));
                leptos::task::spawn_local(self.refresh());
            }
            Event::Open(link) => self.link.set(Some(link)),
        }
    }
}

/// Everything that keeps the session alive.
pub(crate) fn use_live() -> Live {
    expect_context::<Live>()
}

/// The session. Screens are made only once it is there.
pub(crate) fn use_session() -> Signal<Session> {
    expect_context::<Signal<Session>>()
}

/// Who I am; nobody before there is a person.
pub(crate) fn my_id() -> Option<PersonId> {
    use_session().with_untracked(|session| session.me.as_ref().map(|me| me.person.id))
}

/// A number that grows when rows of one of these kinds change, e.g. `wallet.bill`.
pub(crate) fn use_rows(kinds: &'static [&'static str]) -> Memo<u64> {
    let rows = use_live().rows;
    Memo::new(move || rows.with(|rows| kinds.iter().filter_map(|kind| rows.get(*kind)).sum()))
}

/// Changes this device's settings; shown at once, put back if the shell refuses.
pub(crate) fn change_settings(live: Live, change: impl FnOnce(&mut Settings)) {
    let Some(mut session) = live.session.get_untracked() else {
        return;
    };
    change(&mut session.settings);
    let settings = session.settings.clone();
    live.session.set(Some(session));
    let toasts = crate::ui::use_toasts();
    leptos::task::spawn_local(async move {
        if let Err(error) = bridge::call(&SetSettings { settings }).await {
            toasts.fail(&error);
            live.refresh().await;
        }
    });
}
