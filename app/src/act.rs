//! Something that is being done: once at a time, and told when it fails.

use crate::bridge;
use crate::ui::{Toasts, use_toasts};
use leptos::prelude::*;
use sampan_protocol::{Command, Error};

/// An act that a person starts by pressing something.
#[derive(Clone, Copy)]
pub(crate) struct Act {
    busy: RwSignal<bool>,
    error: RwSignal<Option<Error>>,
    toasts: Toasts,
}

impl Act {
    /// An act that has not been started.
    pub(crate) fn new() -> Self {
        Self { busy: RwSignal::new(false), error: RwSignal::new(None), toasts: use_toasts() }
    }

    /// Whether it is being done.
    pub(crate) fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// Why it failed the last time.
    pub(crate) fn error(self) -> RwSignal<Option<Error>> {
        self.error
    }

    /// Does it, unless it is being done; what went wrong stays in `error`.
    pub(crate) fn run<C: Command>(self, command: C, done: impl FnOnce(C::Reply) + 'static) {
        self.start(command, done, |_| {});
    }

    /// The same; what went wrong is said in a message, too.
    pub(crate) fn run_aloud<C: Command>(self, command: C, done: impl FnOnce(C::Reply) + 'static) {
        self.start(command, done, move |error| self.toasts.fail(error));
    }

    fn start<C: Command>(
        self,
        command: C,
        done: impl FnOnce(C::Reply) + 'static,
        failed: impl FnOnce(&Error) + 'static,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.error.set(None);
        leptos::task::spawn_local(async move {
            let answer = bridge::call(&command).await;
            // The screen may be gone by now; what was done is done.
            self.busy.try_set(false);
            match answer {
                Ok(reply) => done(reply),
                Err(error) => {
                    failed(&error);
                    self.error.try_set(Some(error));
                }
            }
        });
    }
}
