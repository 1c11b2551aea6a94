//! Puts money into a pot, and takes it out: it stays one's own, so that no PIN is asked for.

use super::{keep, shift, whole};
use crate::module::{Context, Refusal};
use crate::wallet::bills::Way;
use sampan_protocol::wallet::check_amount;
use sampan_protocol::wallet::pot::{DRAW, FILL, PotMove};
use sampan_protocol::{Error, Money};

/// Puts money in.
///
/// # Errors
/// `NotFound` if it is none of mine, `Refused` if it is broken or the money is not there.
pub(in crate::wallet) fn fill(cx: &mut Context<'_>, op: &PotMove) -> Result<(), Refusal> {
    moved(cx, op, FILL, Way::Out)
}

/// Takes money out.
///
/// # Errors
/// `NotFound` if it is none of mine, `Refused` if it is broken or holds less.
pub(in crate::wallet) fn draw(cx: &mut Context<'_>, op: &PotMove) -> Result<(), Refusal> {
    moved(cx, op, DRAW, Way::In)
}

fn moved(cx: &mut Context<'_>, op: &PotMove, purpose: &str, way: Way) -> Result<(), Refusal> {
    check_amount(op.amount, &[])?;
    let mut kept = whole(cx, op.pot)?;
    if op.amount.currency != kept.saved.currency {
        return Err(Error::invalid("error.sync.arguments").into());
    }
    if way == Way::In && op.amount.minor > kept.saved.minor {
        let left = Money::new(kept.saved.minor, kept.saved.currency);
        return Err(Error::refused("error.wallet.pot_short").with("left", left).into());
    }
    let id = cx.op_id.0;
    shift(cx, &mut kept, id, purpose, op.amount.minor, way)?;
    keep(cx, &kept)
}
