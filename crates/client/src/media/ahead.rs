//! Fetches files before anybody looks at them: first those that somebody comes to next, then those that
//! are kept for when there is no connection. What is not wanted any more is no longer fetched.

use crate::core::Core;
use sampan_protocol::Code;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::task::JoinHandle;

/// What is wanted ahead.
#[derive(Debug, Default)]
pub(crate) struct Ahead(Mutex<Queues>);

#[derive(Debug, Default)]
struct Queues {
    /// What somebody comes to next, in order.
    next: VecDeque<String>,
    /// What is kept for later.
    later: VecDeque<String>,
    /// What is being fetched.
    current: Option<Current>,
    /// Counts whoever fetches: only the last one goes on.
    turn: u64,
    task: Option<JoinHandle<()>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Current {
    file: String,
    later: bool,
}

impl Ahead {
    fn lock(&self) -> MutexGuard<'_, Queues> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The files that are wanted and not here yet.
    pub(crate) fn wanted(&self) -> Vec<String> {
        let queues = self.lock();
        let current = queues.current.iter().map(|current| &current.file);
        current.chain(&queues.next).chain(&queues.later).cloned().collect()
    }

    /// Stops; nothing is wanted any more.
    pub(crate) fn stop(&self) {
        let mut queues = self.lock();
        queues.interrupt();
        queues.next.clear();
        queues.later.clear();
    }
}

impl Queues {
    /// Wants these next. What is being fetched goes on if it is one of them; otherwise it stops, and is
    /// gone on with later if it was for later.
    fn want_next(&mut self, files: Vec<String>) {
        let goes_on = self.current.as_ref().is_none_or(|current| {
            files.contains(&current.file) || (current.later && files.is_empty())
        });
        if !goes_on && let Some(stopped) = self.interrupt().filter(|stopped| stopped.later) {
            self.later.push_front(stopped.file);
        }
        let current = self.current.as_ref().map(|current| current.file.clone());
        self.next = files.into_iter().filter(|file| Some(file) != current.as_ref()).collect();
    }

    /// Wants these for later, in place of those before.
    fn want_later(&mut self, files: Vec<String>) {
        let is_dropped = |one: &Current| one.later && !files.contains(&one.file);
        if self.current.as_ref().is_some_and(is_dropped) {
            self.interrupt();
        }
        let current = self.current.as_ref().map(|current| current.file.clone());
        self.later = files.into_iter().filter(|file| Some(file) != current.as_ref()).collect();
    }

    /// Stops whoever fetches; answers what was being fetched.
    fn interrupt(&mut self) -> Option<Current> {
        self.turn += 1;
        if let Some(task) = self.task.take() {
            task.abort();
        }
        self.current.take()
    }

    /// Takes what comes next.
    fn take(&mut self) -> Option<String> {
        let next = self.next.pop_front().map(|file| Current { file, later: false });
        self.current =
            next.or_else(|| Some(Current { file: self.later.pop_front()?, later: true }));
        if self.current.is_none() {
            self.task = None;
        }
        self.current.as_ref().map(|current| current.file.clone())
    }
}

impl Core {
    /// Has these files at hand next, in this order, and no longer fetches what was wanted next before.
    pub(crate) fn fetch_next(self: &Arc<Self>, files: Vec<String>) {
        self.want(|queues| queues.want_next(files));
    }

    /// Has these files at hand for later, when nothing is wanted next.
    pub(crate) fn fetch_later(self: &Arc<Self>, files: Vec<String>) {
        self.want(|queues| queues.want_later(files));
    }

    fn want(self: &Arc<Self>, change: impl FnOnce(&mut Queues)) {
        let mut queues = self.ahead.lock();
        change(&mut queues);
        let is_idle = queues.task.is_none();
        if is_idle && !(queues.next.is_empty() && queues.later.is_empty()) {
            queues.turn += 1;
            let (core, turn) = (self.clone(), queues.turn);
            queues.task = Some(tokio::spawn(async move { core.fetch_in_turn(turn).await }));
        }
    }

    async fn fetch_in_turn(self: Arc<Self>, turn: u64) {
        loop {
            let file = {
                let mut queues = self.ahead.lock();
                if queues.turn != turn {
                    return;
                }
                let Some(file) = queues.take() else { return };
                file
            };
            if let Err(error) = self.whole(&file).await {
                tracing::debug!(%error, file, "not at hand ahead");
                if error.code == Code::Offline {
                    // Whoever wants it still says so again.
                    let mut queues = self.ahead.lock();
                    if queues.turn == turn {
                        let turn = queues.turn;
                        *queues = Queues { turn, ..Queues::default() };
                    }
                    return;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn what_somebody_comes_to_next_goes_before_what_is_for_later() {
        let mut queues = Queues::default();
        queues.want_later(files(&["l1", "l2"]));
        assert_eq!(queues.take().as_deref(), Some("l1"), "nothing else is wanted");
        queues.want_next(files(&["n1", "n2"]));
        assert_eq!(queues.current, None, "it makes way");
        let order: Vec<_> = std::iter::from_fn(|| queues.take()).collect();
        assert_eq!(order, ["n1", "n2", "l1", "l2"], "and is gone on with where it was");
    }

    #[test]
    fn what_is_wanted_still_goes_on_and_what_is_not_stops() {
        let mut queues = Queues::default();
        queues.want_next(files(&["a", "b", "c"]));
        queues.take();
        let turn = queues.turn;
        queues.want_next(files(&["b", "a"]));
        assert_eq!((queues.turn, queues.take().as_deref()), (turn, Some("b")), "it went on");
        queues.want_next(files(&["d"]));
        assert!(queues.turn > turn && queues.current.is_none(), "it stopped");
        assert_eq!(queues.take().as_deref(), Some("d"), "only what is wanted now");
        queues.want_later(files(&["e"]));
        assert_eq!(queues.current.as_ref().map(|one| one.later), Some(false), "that goes on");
        assert_eq!(queues.take().as_deref(), Some("e"), "then what is for later");
        queues.want_later(Vec::new());
        assert!(queues.current.is_none() && queues.take().is_none(), "which can stop, too");
    }
}
