//! Adding to the address book and taking out of it, with a way back.

use crate::act::Act;
use crate::clock::new_op;
use crate::prelude::*;
use crate::t;
use crate::ui::{Toasts, use_toasts};
use sampan_protocol::people::{Contact, Person, RemoveContact, SetContact};

/// Keeps what is changed in the address book.
#[derive(Clone, Copy)]
pub(crate) struct Saving {
    act: Act,
    toasts: Toasts,
}

impl Saving {
    /// Nothing is being kept.
    pub(crate) fn new() -> Self {
        Self { act: Act::new(), toasts: use_toasts() }
    }

    /// Whether something is being kept.
    pub(crate) fn busy(self) -> Signal<bool> {
        self.act.busy()
    }

    /// Adds somebody.
    pub(crate) fn add(self, person: Person) {
        let name = person.name.clone();
        self.set(person, String::new(), move |toasts| toasts.say(t!("people.added", name = name)));
    }

    /// Changes the note about somebody.
    pub(crate) fn set_note(self, person: Person, note: String) {
        self.set(person, note, |toasts| toasts.say(t!("people.note_kept")));
    }

    /// Takes somebody out, and offers to put them back.
    pub(crate) fn remove(self, contact: Contact) {
        let toasts = self.toasts;
        self.act.run_aloud(RemoveContact { op: new_op(), person: contact.person.id }, move |()| {
            let said = t!("people.removed", name = contact.person.name);
            // The screen may be gone when this is undone: nothing of it is used.
            toasts.undo(said, move |()| {
                let Contact { person, note } = contact.clone();
                leptos::task::spawn_local(async move {
                    if let Err(error) =
                        crate::bridge::call(&SetContact { op: new_op(), person, note }).await
                    {
                        toasts.fail(&error);
                    }
                });
            });
        });
    }

    fn set(self, person: Person, note: String, done: impl FnOnce(Toasts) + 'static) {
        let toasts = self.toasts;
        self.act.run_aloud(SetContact { op: new_op(), person, note }, move |()| done(toasts));
    }
}
