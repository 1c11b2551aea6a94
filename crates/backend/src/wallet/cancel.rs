//! Takes one's own request for money back.

use super::requests;
use crate::module::{Context, Refusal};
use sampan_protocol::wallet::RequestState;
use sampan_protocol::wallet::ops::Cancel;

/// Applies the operation.
///
/// # Errors
/// `NotFound` if it is no request of mine, `Refused` if it is closed.
pub(super) fn apply(cx: &mut Context<'_>, op: &Cancel) -> Result<(), Refusal> {
    let asked = requests::open(cx, op.request, |asked, me| asked.asker == me)?;
    requests::close(cx, asked, RequestState::Cancelled)
}
