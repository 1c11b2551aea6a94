//! What is being written is kept on every pause, and is there again when one comes back.

use crate::bridge;
use crate::prelude::*;
use leptos::task::spawn_local;
use sampan_protocol::feed::{GetDraft, KeepDraft};
use std::time::Duration;

/// How long typing has to rest before it is kept.
const REST: Duration = Duration::from_millis(400);

/// What is being written in a form.
#[derive(Clone, Copy)]
pub(in super::super) struct Draft {
    form: StoredValue<String>,
    /// What stands in the form and is not kept yet.
    unkept: StoredValue<Option<String>>,
}

impl Draft {
    /// Brings back what was kept of a form of one field, and keeps what is typed from then on.
    pub(in super::super) fn of(form: String, field: RwSignal<String>) -> Self {
        let bring_back = Callback::new(move |kept: String| {
            if field.try_with_untracked(String::is_empty) == Some(true) {
                field.try_set(kept);
            }
        });
        Self::with(form, bring_back, Signal::derive(move || field.get()))
    }

    /// Brings back what was kept of a form, and keeps what stands in it from then on.
    pub(super) fn with(form: String, bring_back: Callback<String>, now: Signal<String>) -> Self {
        let draft = Self { form: StoredValue::new(form.clone()), unkept: StoredValue::new(None) };
        let is_read = RwSignal::new(false);
        spawn_local(async move {
            let kept = bridge::call(&GetDraft { form }).await.unwrap_or_default();
            if !kept.is_empty() && is_read.try_get_untracked().is_some() {
                bring_back.run(kept);
            }
            is_read.try_set(true);
        });
        let turn = StoredValue::new(0_u32);
        Effect::new(move |was_read: Option<bool>| {
            let (is_read, text) = (is_read.get(), now.get());
            if was_read == Some(true) {
                draft.unkept.set_value(Some(text));
                let this = turn.get_value().wrapping_add(1);
                turn.set_value(this);
                let rested = move || {
                    if turn.try_get_value() == Some(this) {
                        draft.keep();
                    }
                };
                set_timeout(rested, REST);
            }
            is_read
        });
        // What was typed just before one left is kept, too.
        on_cleanup(move || draft.keep());
        draft
    }

    /// Forgets it: it was handed in.
    pub(super) fn forget(self) {
        if let Some(form) = self.form.try_get_value() {
            self.unkept.set_value(None);
            send(form, String::new());
        }
    }

    fn keep(self) {
        if let Some(Some(text)) = self.unkept.try_update_value(Option::take)
            && let Some(form) = self.form.try_get_value()
        {
            send(form, text);
        }
    }
}

/// A draft that cannot be kept is still in the form.
fn send(form: String, text: String) {
    spawn_local(async move {
        let _ = bridge::call(&KeepDraft { form, text }).await;
    });
}
