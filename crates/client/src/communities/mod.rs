//! Communities: what one belongs to, what is discussed there, and what one says to it.

mod arranged;
mod found;
mod gatherings;
mod list_communities;
mod list_posts;
mod lists;
mod markdown;
mod membership;
mod own;
mod said;
mod thread;
mod write;

pub(crate) use found::found;

use crate::core::Core;
use sampan_protocol::communities::{AskFeed, gatherings::rows as gathering_rows, rows};
use std::sync::Arc;

/// The word of what a person has of communities.
pub(crate) const SCOPE: &str = "communities";

/// Kinds of rows of that scope, and the kind that is told when a list changed.
pub(crate) const KINDS: &[&str] = &[
    rows::MEMBERSHIP,
    rows::VOTE,
    rows::REACTION,
    rows::CHOICE,
    rows::SAVED,
    rows::MINE,
    rows::PAGE,
    gathering_rows::SEAT,
    gathering_rows::CALENDAR,
];

/// Has the posts of one's communities at hand for when there is no connection, and lists asked for
/// again for which the service was not reached, now that it is.
pub(crate) async fn keep_up(core: &Arc<Core>) {
    if core.asked.is_any_offline() {
        core.asked.forget();
        core.status.tell_rows(vec![rows::PAGE.to_owned()]);
    }
    let belongs = core.view(SCOPE, own::memberships).await.is_ok_and(|all| !all.is_empty());
    if belongs && let Err(error) = core.listed(AskFeed::default(), 1).await {
        tracing::debug!(%error, "the posts of one's communities are not at hand");
    }
}
