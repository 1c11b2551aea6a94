//! Puts into a pot what is due by itself; where the money is short, that time is left out and told.

use super::{keep, put_off, shift};
use crate::module::{Context, Refusal};
use crate::wallet::bills::Way;
use crate::wallet::table::pot::{self, Kept};
use sampan_protocol::Error;
use sampan_protocol::wallet::plan::{Run, calendar};
use sampan_protocol::wallet::pot::{SAVE, rule};

/// Does the job of this pot.
///
/// # Errors
/// What the database says.
pub(in crate::wallet) fn due(cx: &mut Context<'_>, subject: &str) -> Result<(), Refusal> {
    let id = subject.parse().map_err(|_| Error::internal())?;
    let mut kept = pot::lock(cx.sql, id)?.ok_or_else(Error::internal)?;
    let Some(saving) = kept.terms.saving.filter(|_| kept.broken.is_none()) else {
        return Ok(());
    };
    let goal = kept.terms.goal.as_ref();
    if let Some(minor) = rule::automatic(kept.saved.minor, goal, saving.amount.minor) {
        kept.last = Some(match save(cx, &mut kept, minor) {
            Ok(()) => Run::Paid(cx.now),
            Err(Refusal::Rejected(error)) => Run::Skipped(cx.now, error),
            Err(failed) => return Err(failed),
        });
    }
    let next = calendar::next_after(&saving.rhythm, 0, cx.now);
    kept.next = next.map(|(_, at)| at);
    put_off(cx, &kept)?;
    keep(cx, &kept)
}

fn save(cx: &mut Context<'_>, kept: &mut Kept, minor: i64) -> Result<(), Refusal> {
    if cx.ports.people.clone().is_frozen(cx.sql, kept.owner)? {
        return Err(Error::refused("error.wallet.plan_frozen").into());
    }
    let id = cx.op_id.0;
    let mut after = kept.clone();
    cx.attempt(|cx| shift(cx, &mut after, id, SAVE, minor, Way::Out))?;
    *kept = after;
    Ok(())
}
