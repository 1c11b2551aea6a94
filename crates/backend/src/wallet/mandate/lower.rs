//! Lowers the caps of a mandate.

use super::{keep, mine, narrow};
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::wallet::mandate::MandateState;
use sampan_protocol::wallet::ops::LowerMandate;

/// Applies the operation.
///
/// # Errors
/// `NotFound` if it is none that I pay, `Refused` if it is over or the caps would be higher.
pub(in super::super) fn apply(cx: &mut Context<'_>, op: &LowerMandate) -> Result<(), Refusal> {
    let mut given = mine(cx, op.mandate, |given, me| given.payer == me)?;
    if given.state != MandateState::Agreed {
        return Err(Error::refused("error.wallet.mandate_closed").into());
    }
    narrow(&mut given, op.each, op.month)?;
    keep(cx, &given)
}
