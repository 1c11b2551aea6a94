//! How this device stands with the backend, and the stream that tells the UI of every change.

use sampan_protocol::device::{Event, SyncState};
use sampan_protocol::{Code, Error, Timestamp};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use tokio::sync::broadcast;

/// How many events wait for a slow listener before it is told to read everything again.
const EVENTS: usize = 256;

/// The state of synchronisation; whoever changes it tells everybody.
pub(crate) struct Status {
    state: Mutex<Inner>,
    events: broadcast::Sender<Event>,
    /// How often rows were told to have changed.
    changes: AtomicU64,
}

#[derive(Debug, Clone, Default)]
struct Inner {
    shown: SyncState,
    /// Why the last exchange failed, if there is more to say than "offline".
    exchange: Option<Error>,
    /// That this device's clock is wrong: told for as long as nothing worse is.
    clock: Option<Error>,
}

impl Status {
    /// Nothing is known yet.
    pub(crate) fn new() -> Self {
        Self {
            state: Mutex::default(),
            events: broadcast::channel(EVENTS).0,
            changes: AtomicU64::new(0),
        }
    }

    /// How it stands.
    pub(crate) fn shown(&self) -> SyncState {
        self.lock().shown.clone()
    }

    /// Listens.
    pub(crate) fn listen(&self) -> broadcast::Receiver<Event> {
        self.events.subscribe()
    }

    /// Tells everybody.
    pub(crate) fn tell(&self, event: Event) {
        // Nobody listening is no fault: whoever comes reads everything first.
        let _ = self.events.send(event);
    }

    /// How often rows were told to have changed: as long as it is the same, what was made of them is.
    pub(crate) fn changes(&self) -> u64 {
        self.changes.load(Ordering::SeqCst)
    }

    /// Tells that rows of these kinds changed.
    pub(crate) fn tell_rows(&self, mut kinds: Vec<String>) {
        kinds.sort_unstable();
        kinds.dedup();
        if !kinds.is_empty() {
            self.changes.fetch_add(1, Ordering::SeqCst);
            self.tell(Event::Rows(kinds));
        }
    }

    /// Notes how an exchange with the backend went.
    pub(crate) fn heard<T>(&self, result: &Result<T, Error>) {
        self.change(|inner| match result {
            Ok(_) => {
                inner.shown.online = true;
                inner.exchange = None;
            }
            Err(error) if is_about_the_line(error) => {
                inner.shown.online = error.code != Code::Offline;
                inner.exchange = (error.key != OFFLINE).then(|| error.clone());
            }
            // It answered, and what it said concerns only who asked.
            Err(_) => inner.shown.online = true,
        });
    }

    /// Notes that everything is up to date.
    pub(crate) fn synced(&self, now: Timestamp) {
        self.change(|inner| inner.shown.synced = Some(now));
    }

    /// Notes a problem that is no exchange's, or that there is none.
    pub(crate) fn problem(&self, problem: Error) {
        self.change(|inner| inner.exchange = Some(problem));
    }

    /// Notes whether this device's clock is wrong.
    pub(crate) fn clock(&self, problem: Option<Error>) {
        self.change(|inner| inner.clock = problem);
    }

    /// Notes how many operations wait, and how many need the person.
    pub(crate) fn counted(&self, (waiting, attention): (u32, u32)) {
        self.change(|inner| {
            inner.shown.waiting = waiting;
            inner.shown.attention = attention;
        });
    }

    fn change(&self, change: impl FnOnce(&mut Inner)) {
        let mut inner = self.lock();
        let before = inner.shown.clone();
        change(&mut inner);
        inner.shown.problem = inner.exchange.clone().or_else(|| inner.clock.clone());
        let after = inner.shown.clone();
        drop(inner);
        if after != before {
            self.tell(Event::Sync(after));
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Key of the plain "offline", which the state says by itself.
pub(crate) const OFFLINE: &str = "error.device.offline";

/// Says whether an error tells how this device stands with the backend, not what was asked.
fn is_about_the_line(error: &Error) -> bool {
    matches!(
        error.code,
        Code::Offline | Code::Unauthorized | Code::Incompatible | Code::Internal | Code::Replayed
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_changes_are_told() {
        let status = Status::new();
        let mut events = status.listen();
        status.heard(&Ok(()));
        status.heard(&Ok(()));
        status.counted((1, 0));
        let first = events.try_recv().expect("online");
        assert!(matches!(first, Event::Sync(s) if s.online && s.waiting == 0), "it is online");
        let second = events.try_recv().expect("one waits");
        assert!(matches!(second, Event::Sync(s) if s.waiting == 1), "one waits");
        assert!(events.try_recv().is_err(), "nothing is told twice");
    }

    #[test]
    fn a_refusal_is_an_answer_and_a_wrong_clock_waits_behind_worse() {
        let status = Status::new();
        status.heard::<()>(&Err(Error::refused("error.wallet.too_little")));
        assert_eq!((status.shown().online, status.shown().problem), (true, None), "it answered");
        let clock = Error::invalid("error.device.clock");
        status.clock(Some(clock.clone()));
        assert_eq!(status.shown().problem, Some(clock.clone()), "the clock is told");
        let revoked = Error::new(Code::Unauthorized, "error.auth.revoked");
        status.heard::<()>(&Err(revoked.clone()));
        assert_eq!(status.shown().problem, Some(revoked), "worse comes first");
        status.heard(&Ok(()));
        assert_eq!(status.shown().problem, Some(clock), "and leaves the clock behind");
    }
}
