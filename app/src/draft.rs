//! What is being written is kept on every pause, and is there again when one comes back.

use crate::bridge;
use crate::prelude::*;
use js_sys::{Array, JSON};
use leptos::task::spawn_local;
use sampan_protocol::drafts::{GetDraft, KeepDraft};
use std::time::Duration;

/// How long typing has to rest before it is kept.
const REST: Duration = Duration::from_millis(400);

/// What is being written in a form.
#[derive(Clone, Copy)]
pub(crate) struct Draft {
    form: StoredValue<String>,
    fields: StoredValue<Vec<RwSignal<String>>>,
    /// What stands in the form and is not kept yet, with the form's name.
    unkept: StoredValue<Option<(String, String)>>,
    /// Whether what was kept before has been read.
    is_read: RwSignal<bool>,
}

impl Draft {
    /// Brings back what was kept of a form, and keeps what is typed into it from then on.
    pub(crate) fn of(form: String, fields: Vec<RwSignal<String>>) -> Self {
        let draft = Self {
            form: StoredValue::new(form.clone()),
            fields: StoredValue::new(fields),
            unkept: StoredValue::new(None),
            is_read: RwSignal::new(false),
        };
        spawn_local(async move {
            let kept = bridge::call(&GetDraft { form }).await.unwrap_or_default();
            draft.bring_back(&kept);
            draft.is_read.try_set(true);
        });
        draft.follow();
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

    /// Fills the fields in which nothing is typed yet.
    fn bring_back(self, kept: &str) {
        let Ok(kept) = JSON::parse(kept) else { return };
        let (Some(fields), true) = (self.fields.try_get_value(), Array::is_array(&kept)) else {
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

    fn follow(self) {
        let turn = StoredValue::new(0_u32);
        Effect::new(move |was_read: Option<bool>| {
            let is_read = self.is_read.get();
            self.fields.with_value(|fields| fields.iter().for_each(|field| field.track()));
            if was_read == Some(true) {
                self.note();
                let this = turn.get_value().wrapping_add(1);
                turn.set_value(this);
                let rested = move || {
                    if turn.try_get_value() == Some(this) {
                        self.keep();
                    }
                };
                set_timeout(rested, REST);
            }
            is_read
        });
    }

    /// Notes what stands in the form.
    fn note(self) {
        let texts = Array::new();
        self.fields.with_value(|fields| {
            for field in fields {
                texts.push(&field.get_untracked().into());
            }
        });
        let is_empty = texts.iter().all(|text| text.as_string().is_none_or(|t| t.is_empty()));
        let text = match is_empty {
            true => String::new(),
            false => JSON::stringify(&texts).map(String::from).unwrap_or_default(),
        };
        self.unkept.set_value(Some((self.form.get_value(), text)));
    }

    /// Keeps what was noted.
    fn keep(self) {
        if let Some(Some((form, text))) = self.unkept.try_update_value(Option::take) {
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
