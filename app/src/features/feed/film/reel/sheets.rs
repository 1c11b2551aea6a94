//! What may lie over a video: what else can be done, what is said, sharing, folders, why it is shown.

use crate::prelude::*;

/// Which sheets of a video are open.
#[derive(Clone, Copy)]
pub(super) struct Sheets {
    /// What else can be done.
    pub(super) menu: RwSignal<bool>,
    /// What is said of it, where there is no room beside it.
    pub(super) talk: RwSignal<bool>,
    /// The ways to share it.
    pub(super) share: RwSignal<bool>,
    /// Why it is shown.
    pub(super) why: RwSignal<bool>,
}

impl Sheets {
    /// None is.
    pub(super) fn new() -> Self {
        let shut = || RwSignal::new(false);
        Self { menu: shut(), talk: shut(), share: shut(), why: shut() }
    }

    /// Opens another one out of the menu.
    pub(super) fn turn_to(self, other: RwSignal<bool>) {
        self.menu.set(false);
        other.set(true);
    }
}
