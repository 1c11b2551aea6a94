//! What waiting operations will make of the coupons.

use super::super::overlay::{Waiting, WaitingState};
use super::super::price::ops::{PAY_LESS, PayLess};
use super::{Coupon, Used};
use crate::ids::BillId;

/// Coupons with what waits: one that a waiting payment uses is used.
#[must_use]
pub fn with_waiting(mut known: Vec<Coupon>, waiting: &[Waiting]) -> Vec<Coupon> {
    let open = |w: &&Waiting| w.name == PAY_LESS && !matches!(w.state, WaitingState::Rejected(_));
    for w in waiting.iter().filter(open) {
        let Some(paid) = w.args::<PayLess>() else { continue };
        for coupon in known.iter_mut().filter(|c| Some(c.id) == paid.coupon && c.used.is_none()) {
            let off = paid.amount.minor.saturating_sub(paid.pays.minor);
            coupon.used = Some(Used { bill: BillId(w.op_id.0), at: w.at, off });
            coupon.pending = true;
        }
    }
    known
}
