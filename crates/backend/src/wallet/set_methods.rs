//! Sets the order in which a person's payment methods are used.

use super::bills;
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::wallet::methods::{METHODS, METHODS_KEY, MOST, Methods};
use sampan_protocol::wallet::ops::SetMethods;

/// Applies the operation. The order is a wish: what it names need not be there.
///
/// # Errors
/// `Invalid` for more than anybody has.
pub(super) fn apply(cx: &mut Context<'_>, op: SetMethods) -> Result<(), Refusal> {
    if op.order.len() > MOST {
        return Err(Error::invalid("error.sync.arguments").into());
    }
    let row = Methods { order: op.order };
    Ok(cx.put(&bills::scope(cx.me.id), METHODS, METHODS_KEY, &row)?)
}
