//! How one wants to watch, as it was chosen last: what is chosen while something else is being kept is kept
//! after it.

use crate::bridge;
use crate::prelude::*;
use crate::ui::{Toasts, use_toasts};
use leptos::task::spawn_local;
use sampan_protocol::feed::film::{SetWatching, Watching, WatchingShown};
use std::sync::{Arc, Mutex, PoisonError};

/// How one wants to watch, as it was chosen last.
#[derive(Clone, Copy)]
pub(super) struct Choice {
    /// As it was chosen last, kept or not.
    pub(super) now: RwSignal<Watching>,
    shown: Memo<Option<WatchingShown>>,
    // What waits is kept even if the screen is gone by then.
    turn: StoredValue<Arc<Mutex<Turn<Watching>>>>,
    toasts: Toasts,
}

impl Choice {
    /// As it is shown, until something is chosen.
    pub(super) fn of(shown: Memo<Option<WatchingShown>>) -> Self {
        let choice = Self {
            now: RwSignal::new(untrack(|| told(shown)).unwrap_or_default()),
            shown,
            turn: StoredValue::new(Arc::default()),
            toasts: use_toasts(),
        };
        Effect::new(move |_| {
            // What was chosen since is newer than what was read.
            if let Some(told) = told(shown)
                && !choice.turn.with_value(|turn| locked(turn, |turn| turn.keeps))
            {
                choice.now.set(told);
            }
        });
        choice
    }

    /// Chooses something else.
    pub(super) fn change(self, change: impl FnOnce(&mut Watching)) {
        let mut wishes = self.now.get_untracked();
        change(&mut wishes);
        self.now.set(wishes.clone());
        let turn = self.turn.get_value();
        if let Some(wishes) = locked(&turn, |turn| turn.choose(wishes)) {
            spawn_local(self.keep(turn, wishes));
        }
    }

    /// Keeps what was chosen, and then what was chosen last meanwhile.
    async fn keep(self, turn: Arc<Mutex<Turn<Watching>>>, wishes: Watching) {
        let mut next = Some(wishes);
        while let Some(wishes) = next {
            let kept = bridge::call(&SetWatching { wishes }).await;
            next = locked(&turn, Turn::kept);
            if let Err(error) = kept {
                self.toasts.fail(&error);
                if next.is_none() {
                    self.show_what_is_kept();
                }
            }
        }
    }

    fn show_what_is_kept(self) {
        let kept = self.shown.try_get_untracked().flatten();
        if let Some(kept) = kept {
            self.now.try_set(kept.wishes);
        }
    }
}

fn told(shown: Memo<Option<WatchingShown>>) -> Option<Watching> {
    shown.with(|shown| shown.as_ref().map(|shown| shown.wishes.clone()))
}

fn locked<T, U>(turn: &Mutex<Turn<T>>, act: impl FnOnce(&mut Turn<T>) -> U) -> U {
    act(&mut turn.lock().unwrap_or_else(PoisonError::into_inner))
}

/// One is kept at a time; of what is chosen meanwhile, only the last counts.
#[derive(Debug)]
struct Turn<T> {
    keeps: bool,
    next: Option<T>,
}

impl<T> Default for Turn<T> {
    fn default() -> Self {
        Self { keeps: false, next: None }
    }
}

impl<T> Turn<T> {
    /// Something is chosen: it is given back if it is to be kept now.
    fn choose(&mut self, chosen: T) -> Option<T> {
        if self.keeps {
            self.next = Some(chosen);
            return None;
        }
        self.keeps = true;
        Some(chosen)
    }

    /// What was being kept is kept, or could not be: what is to be kept now.
    fn kept(&mut self) -> Option<T> {
        let next = self.next.take();
        self.keeps = next.is_some();
        next
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_last_is_kept_whatever_is_being_kept() {
        let mut turn = Turn::default();
        assert_eq!(turn.choose(1), Some(1), "nothing is being kept: it is kept at once");
        assert_eq!((turn.choose(2), turn.choose(3)), (None, None), "these wait");
        assert_eq!(turn.kept(), Some(3), "the last one is kept next, and not the one before");
        assert_eq!(turn.choose(4), None, "which takes its time, too");
        assert_eq!(turn.kept(), Some(4), "nothing that was chosen is dropped");
        assert_eq!(turn.kept(), None, "then all is kept");
        assert_eq!(turn.choose(5), Some(5), "and what is chosen is kept at once again");
    }
}
