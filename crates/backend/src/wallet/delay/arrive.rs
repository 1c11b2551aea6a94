//! Has a delayed transfer arrive.

use super::{step, tell};
use crate::module::{Context, Refusal};
use crate::wallet::ledger::transfer::Step;
use crate::wallet::table::delay;
use sampan_protocol::Error;
use sampan_protocol::wallet::BillState;

/// What the ledger calls it.
const PURPOSE: &str = "wallet.arrive";

/// Does the job of this transfer.
///
/// # Errors
/// What the database says.
pub(in crate::wallet) fn due(cx: &mut Context<'_>, subject: &str) -> Result<(), Refusal> {
    let id = subject.parse().map_err(|_| Error::internal())?;
    let kept = delay::lock(cx.sql, id)?.ok_or_else(Error::internal)?;
    if !kept.underway {
        return Ok(());
    }
    let effects = step(cx, PURPOSE, &kept, Step::Post(kept.id.0))?;
    delay::end(cx.sql, kept.id, true)?;
    tell(cx, &kept, &effects, &BillState::Settled)
}
