//! Plans transfers to somebody; the PIN that was given is for all of them.

use super::{put_off, tell};
use crate::module::{Context, Refusal};
use crate::wallet::table::plan::{self, Kept};
use crate::wallet::{accounts, transfer};
use sampan_protocol::Error;
use sampan_protocol::ids::PlanId;
use sampan_protocol::wallet::plan::{MOST_PLANS, MakePlan, PlanState, calendar, check_rhythm};
use sampan_protocol::wallet::{check_amount, check_note};

/// Applies the operation; the plan's identifier is the operation's.
///
/// # Errors
/// Why there is no such plan.
pub(in crate::wallet) fn apply(cx: &mut Context<'_>, op: &MakePlan) -> Result<(), Refusal> {
    check_amount(op.amount, cx.limits)?;
    check_note(&op.note)?;
    check_rhythm(&op.rhythm, cx.now)?;
    let payee = transfer::payee(cx, op.to)?;
    accounts::mine(cx, op.amount.currency)?;
    if plan::count(cx.sql, cx.me.id)? >= MOST_PLANS {
        return Err(Error::refused("error.wallet.plan_many").with("limit", MOST_PLANS).into());
    }
    let kept = Kept {
        id: PlanId(cx.op_id.0),
        owner: cx.me.id,
        payee: payee.id,
        amount: op.amount,
        note: op.note.clone(),
        rhythm: op.rhythm,
        state: PlanState::Active,
        turn: 0,
        next: calendar::nth(&op.rhythm, 0),
        paid: 0,
        last: None,
        retrying: false,
        made: cx.now,
    };
    plan::insert(cx.sql, &kept)?;
    put_off(cx, &kept, kept.next)?;
    tell(cx, &kept)
}
