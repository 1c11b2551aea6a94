//! Calls a delayed transfer back, as long as it has not arrived.

use super::{ARRIVE, step, tell};
use crate::module::{Context, Refusal};
use crate::wallet::ledger::transfer::Step;
use crate::wallet::table::delay;
use sampan_protocol::Error;
use sampan_protocol::wallet::BillState;
use sampan_protocol::wallet::plan::{CALL_BACK, CallBack};

/// Applies the operation.
///
/// # Errors
/// `NotFound` if it is none of mine, `Refused` if it has arrived.
pub(in crate::wallet) fn apply(cx: &mut Context<'_>, op: &CallBack) -> Result<(), Refusal> {
    let found = delay::lock(cx.sql, op.bill)?.filter(|kept| kept.payer == cx.me.id);
    let kept = found.ok_or_else(|| Error::not_found("error.wallet.no_bill"))?;
    if !kept.underway {
        return Err(Error::refused("error.wallet.delay_over").into());
    }
    let effects = step(cx, CALL_BACK, &kept, Step::Void(kept.id.0))?;
    delay::end(cx.sql, kept.id, false)?;
    cx.unschedule("wallet", ARRIVE, &kept.id.to_string())?;
    tell(cx, &kept, &effects, &BillState::CalledBack)
}
