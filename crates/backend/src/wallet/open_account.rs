//! Opens an account in one of the service's currencies; one that is open stays as it is.

use super::accounts;
use crate::module::{Context, Refusal};
use sampan_protocol::wallet::ops::OpenAccount;

/// Applies the operation.
///
/// # Errors
/// `Refused` where the service does not offer the currency.
pub(super) fn apply(cx: &mut Context<'_>, op: &OpenAccount) -> Result<(), Refusal> {
    accounts::offered(cx, op.currency)?;
    accounts::open(cx, cx.me.id, op.currency).map(drop)
}
