//! Taking something away that somebody wrote, after asking once.

use crate::act::Act;
use crate::clock::new_op;
use crate::prelude::*;
use crate::t;
use crate::ui::Confirm;
use sampan_protocol::communities::{RemoveWritten, Target};

/// What is being taken away.
#[derive(Clone, Copy)]
pub(super) struct Removal {
    open: RwSignal<bool>,
    target: RwSignal<Option<Target>>,
}

impl Removal {
    /// Nothing is.
    pub(super) fn new() -> Self {
        Self { open: RwSignal::new(false), target: RwSignal::new(None) }
    }

    /// Asks whether this is to be taken away.
    pub(super) fn ask(self, target: Target) {
        self.target.set(Some(target));
        self.open.set(true);
    }
}

/// Asks whether something is to be taken away.
#[component]
pub(super) fn RemovalQuestion(
    /// What.
    removal: Removal,
) -> View {
    let act = Act::new();
    let title = Signal::derive(move || match removal.target.get() {
        Some(Target::Comment(_)) => t!("communities.comment.remove.ask"),
        _ => t!("communities.post.remove.ask"),
    });
    let remove = move |()| {
        if let Some(target) = removal.target.get_untracked() {
            act.run_aloud(RemoveWritten { op: new_op(), target }, |()| {});
        }
    };
    view! {
        <Confirm open=removal.open danger=true title text=t!("communities.remove.text") confirm=t!("communities.remove") on_confirm=remove test="remove-ask" />
    }
}
