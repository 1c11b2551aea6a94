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
    heard: StoredValue<Heard>,
}

/// How the device stands with the service, as was told since the session was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Heard(Option<SyncState>);

impl Heard {
    /// The session is asked for.
    fn begin(&mut self) {
        self.0 = None;
    }

    /// It was told.
    fn hear(&mut self, state: &SyncState) {
        self.0 = Some(state.clone());
    }

    /// The session as it was read, with what was told since: that is newer.
    fn over(self, read: Session) -> Session {
        let sync = self.0.unwrap_or_else(|| read.sync.clone());
        Session { sync, ..read }
    }
}

/// Listens, and then reads: what happens while the session is read would be missed otherwise.
async fn listen_first<L>(listen: impl Future<Output = L>, read: impl Future<Output = ()>) -> L {
    let listens = listen.await;
    read.await;
    listens
}

impl Live {
    /// Reads the session and goes on listening.
    pub(crate) fn start() -> Self {
        let live = Self {
            session: RwSignal::new(None),
            problem: RwSignal::new(None),
            rows: RwSignal::default(),
            link: RwSignal::new(None),
            heard: StoredValue::new(Heard::default()),
        };
        leptos::task::spawn_local(async move {
            let listens = listen_first(
                bridge::open(&Watch {}, move |event| live.take(event)),
                live.refresh(),
            )
            .await;
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
        self.heard.update_value(Heard::begin);
        match bridge::call(&GetSession {}).await {
            Ok(session) => {
                self.session.set(Some(self.heard.get_value().over(session)));
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
                self.heard.update_value(|heard| heard.hear(&state));
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

#[cfg(test)]
mod tests {
    use super::*;
    use sampan_protocol::device::Profile;
    use std::cell::RefCell;
    use std::pin::pin;
    use std::task::{Context, Waker};

    fn session(sync: SyncState) -> Session {
        Session {
            profile: Profile::ThisDevice,
            me: None,
            waiting_for_approval: false,
            service: None,
            settings: Settings::default(),
            sync,
            media_base: "http://127.0.0.1:4711/token".to_owned(),
            version: "1".to_owned(),
            open: None,
        }
    }

    fn state(online: bool, waiting: u32) -> SyncState {
        SyncState { online, waiting, ..SyncState::default() }
    }

    #[test]
    fn what_was_told_while_the_session_was_read_is_not_undone_by_it() {
        let mut heard = Heard::default();
        heard.begin();
        let (read, told) = (session(state(true, 0)), state(false, 2));
        assert_eq!(
            heard.clone().over(read.clone()),
            read,
            "nothing was told: it is as it was read"
        );
        heard.hear(&state(true, 1));
        heard.hear(&told);
        let shown = heard.clone().over(read.clone());
        assert_eq!(shown.sync, told, "what was told last is newer than what was read");
        assert_eq!(
            Session { sync: read.sync.clone(), ..shown },
            read,
            "all else is as it was read"
        );
        heard.begin();
        assert_eq!(heard.over(read.clone()), read, "what was told before it is asked again is old");
    }

    #[test]
    fn it_listens_before_it_reads() {
        // The shell tells its listeners, and nobody else, that the connection is gone.
        let (heard, listens) = (RefCell::new(Heard::default()), RefCell::new(false));
        let shown = RefCell::new(None);
        let tell = |state: SyncState| {
            if *listens.borrow() {
                heard.borrow_mut().hear(&state);
            }
        };
        let listen = async { listens.replace(true) };
        let read = async {
            heard.borrow_mut().begin();
            let answer = session(state(true, 0));
            tell(state(false, 0));
            *shown.borrow_mut() = Some(heard.borrow().clone().over(answer));
        };
        let both = pin!(listen_first(listen, read));
        let done = both.poll(&mut Context::from_waker(Waker::noop()));
        assert!(done.is_ready(), "nothing has to be waited for here");
        let online = shown.borrow().as_ref().map(|shown| shown.sync.online);
        assert_eq!(online, Some(false), "what happens while the session is read is shown");
    }
}
