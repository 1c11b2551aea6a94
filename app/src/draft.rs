//! What is being written is kept on every pause, and is there again when one comes back.

use crate::bridge;
use crate::prelude::*;
use js_sys::{Array, JSON, JsString};
use leptos::task::spawn_local;
use sampan_protocol::drafts::{GetDraft, KeepDraft};
use std::time::Duration;

/// How long typing has to rest before it is kept.
const REST: Duration = Duration::from_millis(400);

/// What is being written in a form.
#[derive(Clone, Copy)]
pub(crate) struct Draft {
    form: StoredValue<String>,
    /// What stands in the form; empty where nothing does.
    now: Signal<String>,
    /// What stands in the form and is not kept yet, with the form's name.
    unkept: StoredValue<Option<(String, String)>>,
}

impl Draft {
    /// Brings back what was kept of a form's fields, where nothing is typed yet, and keeps what is
    /// typed into them from then on.
    pub(crate) fn of(form: String, fields: Vec<RwSignal<String>>) -> Self {
        let fields = StoredValue::new(fields);
        let bring_back = Callback::new(move |kept: String| {
            if let Some(fields) = fields.try_get_value() {
                fill(fields, &kept);
            }
        });
        let now = Signal::derive(move || {
            let texts: Vec<String> =
                fields.with_value(|fields| fields.iter().map(|field| field.get()).collect());
            match texts.iter().all(String::is_empty) {
                true => String::new(),
                false => JSON::stringify(&texts.into_iter().map(JsString::from).collect::<Array>())
                    .map(String::from)
                    .unwrap_or_default(),
            }
        });
        Self::with(form, bring_back, now)
    }

    /// Brings back what was kept of a form, and keeps what stands in it from then on.
    pub(crate) fn with(form: String, bring_back: Callback<String>, now: Signal<String>) -> Self {
        let (name, unkept) = (StoredValue::new(form.clone()), StoredValue::new(None));
        let draft = Self { form: name, now, unkept };
        // Whether what was kept before has been read.
        let is_read = RwSignal::new(false);
        spawn_local(async move {
            let kept = bridge::call(&GetDraft { form }).await.unwrap_or_default();
            if !kept.is_empty() && is_read.try_get_untracked().is_some() {
                bring_back.run(kept);
            }
            is_read.try_set(true);
        });
        let turn = StoredValue::new(0_u32);
        Effect::new(move |before: Option<bool>| {
            let (is_read, empty) = (is_read.get(), now.with(String::is_empty));
            // Who types before that counts as well, and may leave before that.
            if before == Some(true) || before.is_some() && !empty {
                draft.note();
            }
            if before.is_some() && is_read {
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

    /// Keeps it under another form's name from now on, and forgets it under the old one.
    pub(crate) fn move_to(self, form: String) {
        let old = self.form.get_value();
        if old != form {
            self.form.set_value(form);
            send(old, String::new());
            self.note();
            self.keep();
        }
    }

    /// Forgets it: it was handed in.
    pub(crate) fn forget(self) {
        if let Some(form) = self.form.try_get_value() {
            self.unkept.set_value(None);
            send(form, String::new());
        }
    }

    /// Notes what stands in the form.
    fn note(self) {
        self.unkept.set_value(Some((self.form.get_value(), self.now.get_untracked())));
    }

    /// Keeps what was noted.
    fn keep(self) {
        if let Some(Some((form, text))) = self.unkept.try_update_value(Option::take) {
            send(form, text);
        }
    }
}

/// Fills the fields in which nothing is typed yet.
fn fill(fields: Vec<RwSignal<String>>, kept: &str) {
    let Some(kept) = JSON::parse(kept).ok().filter(Array::is_array) else {
        return;
    };
    for (field, text) in fields.into_iter().zip(Array::from(&kept).iter()) {
        if field.try_with_untracked(String::is_empty) == Some(true)
            && let Some(text) = text.as_string().filter(|text| !text.is_empty())
        {
            field.try_set(text);
        }
    }
}

/// A draft that cannot be kept is still in the form.
fn send(form: String, text: String) {
    spawn_local(async move {
        let _ = bridge::call(&KeepDraft { form, text }).await;
    });
}
