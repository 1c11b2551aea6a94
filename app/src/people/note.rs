//! One's own note about somebody.

use super::save::Saving;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::people::Person;

/// A sheet to write a note about somebody.
#[component]
pub(crate) fn NoteSheet(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// About whom.
    person: Person,
    /// The note that there is.
    note: Signal<String>,
    /// Keeps it.
    saving: Saving,
) -> View {
    let typed = RwSignal::new(String::new());
    Effect::new(move |_| {
        if open.get() {
            typed.set(note.get_untracked());
        }
    });
    let save = Callback::new(move |()| {
        saving.set_note(person.clone(), typed.get_untracked().trim().to_owned());
        open.set(false);
    });
    view! {
        <Sheet open title=t!("people.note") test="note-sheet">
            <div class="form">
                <TextArea label=t!("people.note_label") value=typed hint=t!("people.note_hint") max=200 test="note" />
                <Button block=true on_press=save test="save-note">{t!("ui.save")}</Button>
            </div>
        </Sheet>
    }
}
