//! Ends points whose time is over.

use super::{About, change};
use crate::module::{Context, Refusal};
use sampan_protocol::wallet::points::PointsWhy;

/// Does the job: inside, `cx.me` is whose points they are.
///
/// # Errors
/// What the database says.
pub(in crate::wallet) fn due(cx: &mut Context<'_>) -> Result<(), Refusal> {
    let (me, now) = (cx.me.id, cx.now);
    let about = About { why: PointsWhy::Ended, bill: None, merchant: None };
    change(cx, me, &about, |points| {
        let _ = points.expire(now);
    })
}
