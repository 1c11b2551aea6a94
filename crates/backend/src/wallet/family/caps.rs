//! Changes what may be spent by a card.

use super::{keep, mine};
use crate::module::{Context, Refusal};
use crate::wallet::table::family::Kept;
use sampan_protocol::Error;
use sampan_protocol::wallet::family::allowance::check_caps;
use sampan_protocol::wallet::family::{CardState, SetCaps};

/// Lowers the caps: no PIN is asked for that.
///
/// # Errors
/// `NotFound` if I did not give it, `Refused` if it is over or the caps would be higher.
pub(in crate::wallet) fn lower(cx: &mut Context<'_>, op: &SetCaps) -> Result<(), Refusal> {
    let kept = open(cx, op)?;
    if !kept.allowance.covers(op.month, op.each) {
        return Err(Error::refused("error.wallet.family_higher").into());
    }
    set(cx, kept, op)
}

/// Sets the caps, higher ones as well: the PIN was given for it.
///
/// # Errors
/// `NotFound` if I did not give it, `Refused` if it is over.
pub(in crate::wallet) fn raise(cx: &mut Context<'_>, op: &SetCaps) -> Result<(), Refusal> {
    let mut kept = open(cx, op)?;
    kept.device = cx.my_device()?;
    set(cx, kept, op)
}

fn open(cx: &mut Context<'_>, op: &SetCaps) -> Result<Kept, Refusal> {
    check_caps(op.month, op.each)?;
    let kept = mine(cx, op.card, |kept, me| kept.giver == me)?;
    if kept.state == CardState::Ended {
        return Err(Error::refused("error.wallet.family_closed").into());
    }
    if op.month.currency != kept.allowance.month.currency {
        return Err(Error::invalid("error.sync.arguments").into());
    }
    Ok(kept)
}

fn set(cx: &mut Context<'_>, mut kept: Kept, op: &SetCaps) -> Result<(), Refusal> {
    (kept.allowance.month, kept.allowance.each) = (op.month, op.each);
    keep(cx, &kept)
}
