//! Says something else about a pot: how it looks, its goal, what is put in by itself.

use super::{keep, put_off, reach, whole};
use crate::module::{Context, Refusal};
use crate::wallet::table::pot::{self, Kept};
use sampan_protocol::wallet::plan::calendar;
use sampan_protocol::wallet::pot::{SetPot, check_terms};

/// Applies the operation. Another goal can be reached, and celebrated, anew.
///
/// # Errors
/// `NotFound` if it is none of mine, `Refused` if it is broken, `Invalid` with the rule.
pub(in crate::wallet) fn apply(cx: &mut Context<'_>, op: &SetPot) -> Result<(), Refusal> {
    let mut kept = whole(cx, op.pot)?;
    check_terms(&op.terms, kept.saved.currency, cx.now)?;
    let amount = |goal: Option<sampan_protocol::wallet::pot::Goal>| goal.map(|goal| goal.amount);
    if amount(kept.terms.goal) != amount(op.terms.goal) {
        (kept.reached, kept.cheered) = (None, false);
    }
    if kept.terms.saving != op.terms.saving {
        let next = op.terms.saving.and_then(|s| calendar::next_after(&s.rhythm, 0, cx.now));
        (kept.next, kept.last) = (next.map(|(_, at)| at), None);
    }
    kept.terms = op.terms.clone();
    reach(&mut kept, cx);
    only_one_rounds(cx, &kept)?;
    put_off(cx, &kept)?;
    keep(cx, &kept)
}

/// Sees to it that payments of a currency are rounded up into one pot only: the one that was told
/// so last.
///
/// # Errors
/// What the database says.
pub(super) fn only_one_rounds(cx: &mut Context<'_>, kept: &Kept) -> Result<(), Refusal> {
    if !kept.terms.round_up {
        return Ok(());
    }
    for id in pot::rounding(cx.sql, kept.owner, kept.saved.currency)? {
        if id != kept.id
            && let Some(mut other) = pot::lock(cx.sql, id)?
        {
            other.terms.round_up = false;
            keep(cx, &other)?;
        }
    }
    Ok(())
}
