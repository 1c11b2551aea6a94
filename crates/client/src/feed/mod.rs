//! Life accounts: notes that are discovered, what one follows, likes and keeps, and what one publishes.

mod card;
mod film;
mod folders;
mod found;
mod life;
mod lists;
mod notes;
mod own;
mod show;
mod write;

pub(crate) use film::post::CREATE as POSTINGS;
pub(crate) use film::post::keep as upload;
pub(crate) use found::found;

use crate::core::Core;
use sampan_protocol::feed::film::WATCHING;
use sampan_protocol::feed::{AskNotes, rows};
use std::sync::Arc;

/// The word of what a person has of life accounts.
pub(crate) const SCOPE: &str = "feed";

/// Kinds of rows of that scope, and the kind that is told when a list changed.
pub(crate) const KINDS: &[&str] = &[
    rows::MANAGED,
    rows::FOLLOWED,
    rows::LIKED,
    rows::KEPT,
    rows::FOLDER,
    rows::MINE,
    rows::PAGE,
    WATCHING,
];

/// Has the notes that anybody discovers at hand for when there is no connection, and lists asked for
/// again for which the service was not reached, now that it is.
pub(crate) async fn keep_up(core: &Arc<Core>) {
    if core.asked.is_any_offline() {
        core.asked.forget();
        core.status.tell_rows(vec![rows::PAGE.to_owned()]);
    }
    // Nobody is told anything before there is a person.
    let is_somebody = core.known().person().is_ok();
    if is_somebody && let Err(error) = core.listed(AskNotes::default(), 1).await {
        tracing::debug!(%error, "the notes are not at hand");
    }
    film::watch::keep_up(core).await;
}
