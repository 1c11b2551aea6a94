//! The table of what one posts; it stands in `outbox.db`.

pub(super) mod posting;
