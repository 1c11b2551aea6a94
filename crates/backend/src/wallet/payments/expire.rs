//! Lets go what was held when its time is over.

use super::end;
use crate::module::{Context, Refusal};
use crate::wallet::ledger::transfer::Step;
use crate::wallet::table::hold::{self, Standing};
use sampan_protocol::Error;

/// Does the job of this payment.
///
/// # Errors
/// What the database says.
pub(in crate::wallet) fn due(cx: &mut Context<'_>, subject: &str) -> Result<(), Refusal> {
    let id = subject.parse().map_err(|_| Error::internal())?;
    let kept = hold::lock(cx.sql, id)?.ok_or_else(Error::internal)?;
    if kept.standing != Standing::Held {
        return Ok(());
    }
    end(cx, &kept, ("expire", Step::Expire(kept.id.0)), kept.amount)
}
