//! Has a delayed transfer arrive.

use super::{ARRIVE, step, tell};
use crate::jobs::NewJob;
use crate::module::{Context, Refusal};
use crate::wallet::ledger::transfer::Step;
use crate::wallet::table::delay;
use sampan_protocol::Error;
use sampan_protocol::wallet::BillState;

/// What the ledger calls it.
const PURPOSE: &str = "wallet.arrive";

/// After how many seconds it is looked at again whether who pays is still frozen.
const FROZEN_SECONDS: i64 = 3_600;

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
    // Whoever froze their devices may be about to call it back: it stays where it is meanwhile.
    if cx.ports.people.clone().is_frozen(cx.sql, kept.payer)? {
        let (person, due) = (kept.payer, cx.now.plus_seconds(FROZEN_SECONDS));
        cx.schedule(&NewJob { module: "wallet", kind: ARRIVE, subject, person, due })?;
        return Ok(());
    }
    let effects = step(cx, PURPOSE, &kept, Step::Post(kept.id.0))?;
    delay::end(cx.sql, kept.id, true)?;
    tell(cx, &kept, &effects, &BillState::Settled)
}
