//! Adds words or pictures to a dispute.

use super::{Said, check_pictures, mine, proceed};
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::wallet::dispute::{Event, MOST_STEPS, What, check_evidence, ops};

/// Applies the operation.
///
/// # Errors
/// `NotFound` if I am no side of it, `Refused` if it is over, or enough was said.
pub(in crate::wallet) fn apply(cx: &mut Context<'_>, op: &ops::AddEvidence) -> Result<(), Refusal> {
    check_evidence(&op.text, &op.pictures, op.pictures.is_empty())?;
    check_pictures(cx, &op.pictures)?;
    let kept = mine(cx, op.dispute, None)?;
    if kept.dispute.steps.len() >= MOST_STEPS {
        return Err(Error::refused("error.wallet.dispute_much").into());
    }
    let by = kept.dispute.side(cx.me.id).ok_or_else(Error::internal)?;
    let said = Said { by, what: What::Added, text: &op.text, pictures: &op.pictures };
    proceed(cx, kept, Event::Add, said, None)
}
