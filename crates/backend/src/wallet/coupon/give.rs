//! Gives somebody a piece of one's own campaign.

use super::{hand_out, lock};
use crate::module::{Context, Refusal};
use crate::wallet::transfer::payee;
use sampan_protocol::Error;
use sampan_protocol::wallet::ops::GiveCoupon;

/// Applies the operation; the coupon's identifier is the operation's.
///
/// # Errors
/// `NotFound` if it is none of mine, `Refused` with why they cannot have one.
pub(in crate::wallet) fn apply(cx: &mut Context<'_>, op: &GiveCoupon) -> Result<(), Refusal> {
    let mut kept = lock(cx, op.campaign)?;
    if kept.merchant != cx.me.id {
        return Err(Error::not_found("error.wallet.campaign_unknown").into());
    }
    let to = payee(cx, op.to)?;
    hand_out(cx, &mut kept, to.id)
}
