//! Something that is being done: once at a time, and told when it fails.

use crate::bridge::{Question, decode};
use crate::prelude::*;
use crate::ui::{Toasts, use_toasts};
use crate::words::tell;
use sampan_protocol::{Command, Error};
use wasm_bindgen::JsValue;

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
        self.start(&command, done, false);
    }

    /// The same; what went wrong is said in a message, too.
    pub(crate) fn run_aloud<C: Command>(self, command: C, done: impl FnOnce(C::Reply) + 'static) {
        self.start(&command, done, true);
    }

    fn start<C: Command>(self, command: &C, done: impl FnOnce(C::Reply) + 'static, aloud: bool) {
        let done = move |answer| decode::<C::Reply>(answer).map(done);
        self.go(Question::of(command), Box::new(done), aloud);
    }

    /// What does not depend on the command's type, and exists once.
    fn go(
        self,
        question: Question,
        done: Box<dyn FnOnce(JsValue) -> Result<(), Error>>,
        aloud: bool,
    ) {
        // A message may offer to undo what a screen did that is gone by now.
        if self.busy.try_get_untracked() == Some(true) {
            return;
        }
        self.busy.try_set(true);
        self.error.try_set(None);
        leptos::task::spawn_local(async move {
            let answer = question.send().await;
            // The screen may be gone by now; what was done is done.
            self.busy.try_set(false);
            if let Err(error) = answer.and_then(done) {
                if aloud {
                    self.toasts.fail(&error);
                }
                self.error.try_set(Some(error));
            }
        });
    }
}

/// What went wrong, said where it was done.
pub(crate) fn problem(act: Act) -> impl Fn() -> Option<View> {
    move || {
        act.error().get().map(|error| {
            view! { <p class="callout danger" role="alert" data-test="problem">{tell(&error)}</p> }
        })
    }
}
