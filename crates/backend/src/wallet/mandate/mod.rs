//! Mandates: what somebody agreed that another may charge by themselves.

mod agree;
mod ask;
mod charge;
mod end;
mod lower;

pub(super) use agree::apply as agree;
pub(super) use ask::apply as ask;
pub(super) use charge::apply as charge;
pub(super) use end::apply as end;
pub(super) use lower::apply as lower;

use super::table::mandate::{self, Given};
use super::{bills, charges};
use crate::module::{Context, Refusal};
use sampan_protocol::ids::{OpId, PersonId};
use sampan_protocol::wallet::mandate::{MANDATE, Mandate, check_caps};
use sampan_protocol::{Error, Money};

/// A mandate, locked, if I am on the side that may do this.
///
/// # Errors
/// `NotFound` if I am not.
fn mine(
    cx: &mut Context<'_>,
    id: OpId,
    may: fn(&Given, PersonId) -> bool,
) -> Result<Given, Refusal> {
    mandate::lock(cx.sql, id)?
        .filter(|given| may(given, cx.me.id))
        .ok_or_else(|| Error::not_found("error.wallet.mandate_unknown").into())
}

/// Sets caps that are not above those there are.
///
/// # Errors
/// `Invalid` for caps that make no sense, `Refused` for higher ones.
fn narrow(given: &mut Given, each: Money, month: Money) -> Result<(), Refusal> {
    check_caps(each, month)?;
    let other = each.currency != given.each.currency;
    if other || each.minor > given.each.minor || month.minor > given.month.minor {
        return Err(Error::refused("error.wallet.mandate_higher").into());
    }
    (given.each, given.month) = (each, month);
    Ok(())
}

/// Keeps a mandate as it is now, and tells both sides.
///
/// # Errors
/// What the database says.
fn keep(cx: &mut Context<'_>, given: &Given) -> Result<(), Refusal> {
    mandate::put(cx.sql, given)?;
    let row = Mandate {
        id: given.id,
        merchant: charges::person(cx, given.merchant)?,
        payer: charges::person(cx, given.payer)?,
        text: given.text.clone(),
        each: given.each,
        month: given.month,
        used: given.used,
        charged: given.charged,
        state: given.state,
        at: given.at,
        pending: false,
    };
    for side in [given.merchant, given.payer] {
        cx.put(&bills::scope(side), MANDATE, given.id, &row)?;
    }
    Ok(())
}
