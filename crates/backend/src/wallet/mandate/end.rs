//! Ends a mandate at once, whichever side wants that.

use super::{keep, mine};
use crate::module::{Context, Refusal};
use sampan_protocol::wallet::mandate::MandateState;
use sampan_protocol::wallet::ops::EndMandate;

/// Applies the operation; what is over stays over.
///
/// # Errors
/// `NotFound` if it is none of mine.
pub(in super::super) fn apply(cx: &mut Context<'_>, op: &EndMandate) -> Result<(), Refusal> {
    let mut given = mine(cx, op.mandate, |given, me| given.payer == me || given.merchant == me)?;
    given.state = MandateState::Ended;
    keep(cx, &given)
}
