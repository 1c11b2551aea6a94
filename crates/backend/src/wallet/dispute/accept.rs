//! Gives back what is disputed.

use super::{Said, mine, proceed};
use crate::module::{Context, Refusal};
use crate::wallet::limits;
use crate::wallet::table::out::Proof;
use sampan_protocol::wallet::dispute::{By, Event, What, check_evidence, ops};

/// Applies the operation.
///
/// # Errors
/// `NotFound` if nobody disputes that with me, `Refused` if it is over or I do not have the money.
pub(in crate::wallet) fn apply(
    cx: &mut Context<'_>,
    op: &ops::AcceptDispute,
) -> Result<(), Refusal> {
    check_evidence(&op.text, &[], false)?;
    let kept = mine(cx, op.dispute, Some(By::Payee))?;
    let back = kept.dispute.state.left();
    let money = kept.dispute.money(back);
    if kept.dispute.state.stage.is_open() {
        limits::leave(cx, money, Proof::Pin)?;
    }
    let said = Said { by: By::Payee, what: What::Accepted(money), text: &op.text, pictures: &[] };
    let back = Some((cx.op_id.0, back));
    proceed(cx, kept, Event::Accept, said, back)
}
