//! Keeps a profile up to date in the background: at once, when woken up, and from time to time.

use crate::core::Core;
use crate::{features, messages};
use sampan_protocol::service::NEWS_SCOPE;
use sampan_protocol::{Code, Error, Random};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::task::JoinHandle;

/// How often to look where nothing wakes this device up.
const POLL: Duration = Duration::from_secs(15);
/// How often to look all the same: a wake-up may get lost.
const RARE: Duration = Duration::from_secs(120);
/// How often to look where only the person can help: revoked, or another version.
pub(crate) const HOPELESS: Duration = Duration::from_secs(60);
/// How often to ask whether this device was let in.
const LINKING: Duration = Duration::from_secs(3);
/// The first wait after a failure.
const FIRST: Duration = Duration::from_millis(500);
/// The longest wait after a failure.
const LONGEST: Duration = Duration::from_secs(30);

/// Starts the tasks; they end when they are aborted.
pub(crate) fn start(core: &Arc<Core>) -> Vec<JoinHandle<()>> {
    let listening = Arc::new(AtomicBool::new(false));
    let mut tasks = features::start(core);
    tasks.push(tokio::spawn(messages::keep_handing_in(core.clone())));
    tasks.push(tokio::spawn(keep_in_step(core.clone(), listening.clone())));
    tasks.push(tokio::spawn(listen(core.clone(), listening)));
    tasks
}

/// Waits that double from failure to failure, and that no two devices share.
pub(crate) struct Backoff<'a> {
    random: &'a dyn Random,
    next: Duration,
}

impl<'a> Backoff<'a> {
    /// Begins with the shortest wait.
    pub(crate) fn new(random: &'a dyn Random) -> Self {
        Self { random, next: FIRST }
    }

    /// The next wait: between half of it and the whole.
    pub(crate) fn wait(&mut self) -> Duration {
        let mut byte = [0u8];
        self.random.fill(&mut byte);
        let whole = self.next;
        self.next = (whole * 2).min(LONGEST);
        whole / 2 + whole * u32::from(byte[0]) / 510
    }

    /// Begins again with the shortest wait.
    pub(crate) fn reset(&mut self) {
        self.next = FIRST;
    }
}

async fn keep_in_step(core: Arc<Core>, listening: Arc<AtomicBool>) {
    let random = core.random.clone();
    let mut backoff = Backoff::new(&*random);
    let mut keeping: Option<JoinHandle<()>> = None;
    loop {
        let wait = match core.round().await {
            Ok(()) => {
                backoff.reset();
                core.handing.wake.notify_one();
                // Beside the rounds: a system's keychain may take its time, or ask somebody.
                if keeping.as_ref().is_none_or(JoinHandle::is_finished) {
                    let core = core.clone();
                    keeping = Some(tokio::spawn(async move { features::keep_up(&core).await }));
                }
                if core.known().linking.is_some() {
                    LINKING
                } else if listening.load(Ordering::Relaxed) {
                    RARE
                } else {
                    POLL
                }
            }
            Err(error) => {
                log(&error);
                if error.is_retriable() { backoff.wait() } else { HOPELESS }
            }
        };
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            () = core.kick.notified() => {}
        }
    }
}

async fn listen(core: Arc<Core>, listening: Arc<AtomicBool>) {
    let random = core.random.clone();
    let mut backoff = Backoff::new(&*random);
    loop {
        if core.known().me.is_none() {
            core.arrived.notified().await;
            continue;
        }
        match core.wire.wake_ups().await {
            Ok(mut stream) => {
                listening.store(true, Ordering::Relaxed);
                backoff.reset();
                // What happened before the stream was open woke nobody up.
                core.news.store(true, Ordering::Relaxed);
                core.kick.notify_one();
                while let Some(wake) = stream.next().await {
                    tracing::trace!(scope = %wake.scope, seq = wake.seq, "woken up");
                    if wake.scope.word() == NEWS_SCOPE {
                        core.news.store(true, Ordering::Relaxed);
                    }
                    core.kick.notify_one();
                }
                listening.store(false, Ordering::Relaxed);
                core.kick.notify_one();
            }
            Err(error) => {
                log(&error);
                // Whether the backend is out of reach, the next round finds out and tells.
                core.kick.notify_one();
            }
        }
        tokio::time::sleep(backoff.wait()).await;
    }
}

fn log(error: &Error) {
    if error.code == Code::Offline {
        tracing::debug!(%error, "not reached");
    } else {
        tracing::warn!(%error, "not up to date");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fixed(u8);

    impl Random for Fixed {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(self.0);
        }
    }

    #[test]
    fn waits_grow_from_half_a_second_to_half_a_minute_and_begin_again() {
        let mut longest = Backoff::new(&Fixed(255));
        let waits: Vec<_> = (0..8).map(|_| longest.wait().as_millis()).collect();
        let expected = [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000];
        assert_eq!(waits, expected, "doubled, up to the limit");
        longest.reset();
        assert_eq!(longest.wait(), FIRST, "a success forgets the failures");
        let mut shortest = Backoff::new(&Fixed(0));
        assert_eq!(shortest.wait(), FIRST / 2, "chance takes at most half away");
    }
}
