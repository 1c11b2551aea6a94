//! Family cards: what somebody gave a relative to spend each month, out of their own account.

mod act;
mod caps;
mod give;
mod pay;
mod refund;

pub(super) use act::apply as act;
pub(super) use caps::{lower, raise};
pub(super) use give::apply as give;
pub(super) use pay::apply as pay;
pub(super) use refund::{Refunded, refunded};

use super::table::family::{self, Kept};
use super::{bills, charges};
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::ids::{CardId, PersonId};
use sampan_protocol::wallet::family::{FamilyCard, ROW};

/// A card, locked, if I am on the side that may do this.
///
/// # Errors
/// `NotFound` if I am not.
fn mine(
    cx: &mut Context<'_>,
    id: CardId,
    may: fn(&Kept, PersonId) -> bool,
) -> Result<Kept, Refusal> {
    family::lock(cx.sql, id)?
        .filter(|kept| may(kept, cx.me.id))
        .ok_or_else(|| Error::not_found("error.wallet.family_unknown").into())
}

/// Keeps a card as it is now, and tells both sides.
///
/// # Errors
/// What the database says.
fn keep(cx: &mut Context<'_>, kept: &Kept) -> Result<(), Refusal> {
    family::put(cx.sql, kept)?;
    let row = FamilyCard {
        id: kept.id,
        giver: charges::person(cx, kept.giver)?,
        user: charges::person(cx, kept.user)?,
        name: kept.name.clone(),
        allowance: kept.allowance.clone(),
        state: kept.state,
        at: kept.at,
        pending: false,
    };
    for side in [kept.giver, kept.user] {
        cx.put(&bills::scope(side), ROW, kept.id, &row)?;
    }
    Ok(())
}
