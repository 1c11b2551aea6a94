//! Says that a dispute of what I got is not right.

use super::{Said, check_pictures, mine, proceed};
use crate::module::{Context, Refusal};
use sampan_protocol::wallet::dispute::{By, Event, What, check_evidence, ops};

/// Applies the operation; the operators decide then.
///
/// # Errors
/// `NotFound` if nobody disputes that with me, `Refused` if it was answered.
pub(in crate::wallet) fn apply(
    cx: &mut Context<'_>,
    op: &ops::ContestDispute,
) -> Result<(), Refusal> {
    check_evidence(&op.text, &op.pictures, true)?;
    check_pictures(cx, &op.pictures)?;
    let kept = mine(cx, op.dispute, Some(By::Payee))?;
    let said =
        Said { by: By::Payee, what: What::Contested, text: &op.text, pictures: &op.pictures };
    proceed(cx, kept, Event::Contest, said, None)
}
