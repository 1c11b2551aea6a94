//! A note to the other side: hidden behind a word until it is wanted.

use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::{NOTE_LIMIT, check_note};

/// From how many characters left it is told how many are left.
const TELL: usize = 40;

/// A note.
#[component]
pub(crate) fn NoteField(
    /// What is written.
    note: RwSignal<String>,
) -> View {
    let open = RwSignal::new(note.with_untracked(|note| !note.is_empty()));
    let left =
        Signal::derive(move || note.with(|note| NOTE_LIMIT.saturating_sub(note.chars().count())));
    let hint = Signal::derive(move || {
        let left = left.get();
        (left <= TELL).then(|| t!("wallet.note.left", n = left))
    });
    let wrong = Signal::derive(move || {
        note.with(|note| check_note(note)).err().map(|e| crate::words::tell(&e))
    });
    move || {
        if open.get() {
            view! {
                <Field label=t!("wallet.note") value=note hint=hint error=wrong max=NOTE_LIMIT as u32 test="note" />
            }
        } else {
            view! {
                <Button kind=ButtonKind::Quiet small=true icon="pencil" on_press=move |()| open.set(true) test="note-add">
                    {t!("wallet.note.add")}
                </Button>
            }
        }
    }
}
