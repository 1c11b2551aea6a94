//! Agrees to a mandate.

use super::{keep, mine, narrow};
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::wallet::mandate::MandateState;
use sampan_protocol::wallet::ops::AgreeMandate;

/// Applies the operation.
///
/// # Errors
/// `NotFound` if nobody asked me, `Refused` if it is answered or for more than was asked.
pub(in super::super) fn apply(cx: &mut Context<'_>, op: &AgreeMandate) -> Result<(), Refusal> {
    let mut given = mine(cx, op.mandate, |given, me| given.payer == me)?;
    if given.state != MandateState::Asked {
        return Err(Error::refused("error.wallet.mandate_closed").into());
    }
    narrow(&mut given, op.each, op.month)?;
    given.state = MandateState::Agreed;
    given.agreed_by = Some(cx.my_device()?);
    keep(cx, &given)
}
