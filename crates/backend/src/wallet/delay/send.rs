//! Sends money that arrives after a while.

use super::{ARRIVE, step, tell};
use crate::jobs::NewJob;
use crate::module::{Context, Refusal};
use crate::wallet::ledger::transfer::Step;
use crate::wallet::table::delay::{self, Kept};
use crate::wallet::table::out::Proof;
use crate::wallet::{accounts, limits, transfer};
use sampan_protocol::Error;
use sampan_protocol::ids::BillId;
use sampan_protocol::wallet::plan::{DELAY, DELAYS, Delay};
use sampan_protocol::wallet::{BillState, check_amount, check_note};

/// Applies the operation.
///
/// # Errors
/// Why the money is not held.
pub(in crate::wallet) fn apply(cx: &mut Context<'_>, op: &Delay) -> Result<(), Refusal> {
    check_amount(op.amount, cx.limits)?;
    check_note(&op.note)?;
    if !DELAYS.contains(&op.seconds) {
        return Err(Error::invalid("error.sync.arguments").into());
    }
    let payee = transfer::payee(cx, op.to)?;
    limits::leave(cx, op.amount, Proof::Pin)?;
    let from = accounts::mine(cx, op.amount.currency)?;
    let to = accounts::open(cx, payee.id, op.amount.currency)?;
    let kept = Kept {
        id: BillId(cx.op_id.0),
        payer: cx.me.id,
        payee: payee.id,
        amount: op.amount,
        debit: from.id,
        credit: to.id,
        note: op.note.clone(),
        underway: true,
        made: cx.now,
        arrives: cx.now.plus_seconds(op.seconds),
    };
    let effects = step(cx, DELAY, &kept, Step::Pending)?;
    delay::insert(cx.sql, &kept)?;
    let (subject, person, due) = (kept.id.to_string(), cx.me.id, kept.arrives);
    cx.schedule(&NewJob { module: "wallet", kind: ARRIVE, subject: &subject, person, due })?;
    tell(cx, &kept, &effects, &BillState::Underway(kept.arrives))
}
