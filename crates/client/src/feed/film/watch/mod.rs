//! Watching short videos: the device alone knows what its person watched, and puts what the service offers
//! in order by that; what comes next is at hand before it is looked at, and some of it without a connection.

mod ahead;
mod captions;
mod desk;
mod forget;
mod hindered;
mod learn;
mod learned;
mod next;
mod note;
mod offers;
mod order;
mod refused;
mod tell;
mod wishes;

pub(crate) use learn::{followed, took_to};

use crate::core::Core;
use std::sync::Arc;

/// Tells what was watched, and has videos at hand for when there is no connection.
pub(crate) async fn keep_up(core: &Arc<Core>) {
    if core.known().person().is_err() {
        return;
    }
    if let Err(error) = tell::tell_all(core).await {
        tracing::debug!(%error, "what was watched is not told");
    }
    if let Err(error) = ahead::keep_ahead(core).await {
        tracing::debug!(%error, "no videos are at hand");
    }
}
