//! Family cards: what somebody gave a relative to spend each month, out of their own account.

mod act;
mod caps;
mod give;
mod pay;
mod refund;

pub(super) use refund::{Refunded, refunded};

use super::table::family::{self, Kept};
use super::{bills, charges};
use crate::module::{Context, Refusal, arguments, unknown_operation};
use sampan_protocol::Error;
use sampan_protocol::ids::{CardId, PersonId};
use sampan_protocol::sync::Operation;
use sampan_protocol::wallet::family::{self as ops, FamilyCard, ROW};

/// Applies an operation of family cards.
///
/// # Errors
/// Why it is not applied.
pub(super) fn apply(cx: &mut Context<'_>, op: &Operation) -> Result<(), Refusal> {
    match op.name.as_str() {
        ops::GIVE => give::apply(cx, &arguments(op)?),
        ops::LOWER => caps::lower(cx, &arguments(op)?),
        ops::RAISE => caps::raise(cx, &arguments(op)?),
        ops::PAY => pay::apply(cx, &arguments(op)?),
        ops::TAKE | ops::END | ops::PAUSE | ops::RESUME => {
            act::apply(cx, &op.name, &arguments(op)?)
        }
        _ => Err(unknown_operation(op)),
    }
}

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
