//! How it stands with the backend, said quietly.

use crate::prelude::*;
use crate::session::use_session;
use crate::ui::Icon;
use crate::{t, tn};
use sampan_protocol::device::SyncState;

/// How it stands, in one word.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Mood {
    /// Something needs the person.
    Attention(u32),
    /// The backend is out of reach; so many operations wait.
    Offline(u32),
    /// There is a problem that waiting does not solve.
    Problem,
    /// So many operations are on their way.
    Waiting(u32),
    /// Everything is up to date.
    Fresh,
}

impl Mood {
    /// The mood of a state: what the person can do something about comes first.
    pub(crate) const fn of(state: &SyncState) -> Self {
        match state {
            SyncState { attention: 1.., .. } => Self::Attention(state.attention),
            SyncState { problem: Some(_), .. } => Self::Problem,
            SyncState { online: false, .. } => Self::Offline(state.waiting),
            SyncState { waiting: 1.., .. } => Self::Waiting(state.waiting),
            _ => Self::Fresh,
        }
    }

    /// Its word in the style sheet and in tests.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Attention(_) => "attention",
            Self::Offline(_) => "offline",
            Self::Problem => "problem",
            Self::Waiting(_) => "waiting",
            Self::Fresh => "fresh",
        }
    }

    const fn icon(self) -> &'static str {
        match self {
            Self::Attention(_) | Self::Problem => "circle-alert",
            Self::Offline(_) => "cloud-off",
            Self::Waiting(_) => "refresh-cw",
            Self::Fresh => "cloud-check",
        }
    }

    /// What is said.
    pub(crate) fn told(self) -> String {
        match self {
            Self::Attention(n) => tn!("sync.attention", i64::from(n)),
            Self::Offline(0) => t!("sync.offline"),
            Self::Offline(n) => tn!("sync.offline_waiting", i64::from(n)),
            Self::Problem => t!("sync.problem"),
            Self::Waiting(n) => tn!("sync.waiting", i64::from(n)),
            Self::Fresh => t!("sync.fresh"),
        }
    }
}

/// A small mark that opens the list of what waits.
#[component]
pub(crate) fn SyncPill(
    /// What is done when pressed.
    #[prop(into)]
    on_press: Callback<()>,
) -> View {
    let session = use_session();
    let mood = Memo::new(move || session.with(|session| Mood::of(&session.sync)));
    move || {
        let mood = mood.get();
        view! {
            <button
                class=format!("sync {}", mood.word())
                type="button"
                title=mood.told()
                aria-label=t!("sync.label", state = mood.told())
                on:click=move |_| on_press.run(())
                data-test="sync"
                data-sync=mood.word()
            >
                <Icon name=mood.icon() size=20 />
                <span class="sync-text">{mood.told()}</span>
            </button>
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sampan_protocol::Error;

    #[test]
    fn what_needs_the_person_is_said_first() {
        let state = |online, waiting, attention, problem| SyncState {
            online,
            waiting,
            attention,
            synced: None,
            problem,
        };
        for (state, expected) in [
            (state(true, 0, 0, None), Mood::Fresh),
            (state(true, 2, 0, None), Mood::Waiting(2)),
            (state(false, 2, 0, None), Mood::Offline(2)),
            (state(false, 2, 1, None), Mood::Attention(1)),
            (state(true, 0, 0, Some(Error::internal())), Mood::Problem),
            (state(false, 0, 3, Some(Error::internal())), Mood::Attention(3)),
        ] {
            assert_eq!(Mood::of(&state), expected, "the mood of {state:?}");
        }
    }
}
