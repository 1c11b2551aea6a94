//! Says no to a request for money.

use super::requests;
use crate::module::{Context, Refusal};
use sampan_protocol::wallet::RequestState;
use sampan_protocol::wallet::ops::Decline;

/// Applies the operation.
///
/// # Errors
/// `NotFound` if it is no request to me, `Refused` if it is closed.
pub(super) fn apply(cx: &mut Context<'_>, op: &Decline) -> Result<(), Refusal> {
    let asked = requests::open(cx, op.request, |asked, me| asked.payer == me)?;
    requests::close(cx, asked, RequestState::Declined)
}
