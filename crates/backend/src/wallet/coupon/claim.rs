//! Takes a piece of a campaign, for nothing, for a word, or for points.

use super::{hand_out, lock};
use crate::module::{Context, Refusal};
use crate::wallet::points;
use sampan_protocol::Error;
use sampan_protocol::wallet::coupon::{Way, same_word};
use sampan_protocol::wallet::ops::ClaimCoupon;
use sampan_protocol::wallet::points::PointsWhy;

/// Applies the operation; the coupon's identifier is the operation's.
///
/// # Errors
/// `NotFound` for no campaign, `Refused` with why there is nothing of it for me.
pub(in crate::wallet) fn apply(cx: &mut Context<'_>, op: &ClaimCoupon) -> Result<(), Refusal> {
    let mut kept = lock(cx, op.campaign)?;
    if kept.merchant == cx.me.id {
        return Err(Error::refused("error.wallet.campaign_mine").into());
    }
    match kept.way {
        Way::Open => {}
        Way::Code => {
            let word = op.code.as_deref().map(same_word);
            if word.is_none() || word != kept.code {
                return Err(Error::refused("error.wallet.campaign_word").into());
            }
        }
        Way::Given => return Err(Error::refused("error.wallet.campaign_given").into()),
        Way::Points(_) => {}
    }
    hand_out(cx, &mut kept, cx.me.id)?;
    if let Way::Points(cost) = kept.way {
        let people = cx.ports.people.clone();
        let merchant = people.person(cx.sql, kept.merchant)?;
        let me = cx.me.id;
        points::spend(
            cx,
            me,
            i64::from(cost),
            &points::About { why: PointsWhy::Exchanged, bill: None, merchant },
        )?;
    }
    Ok(())
}
