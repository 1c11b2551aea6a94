//! Small payments without PIN: chosen by the person, within what the service lets them choose.

use super::bills;
use super::limits::DAY;
use super::table::out::{self, Out, Proof};
use super::table::small;
use crate::db::{DbError, Sql};
use crate::module::{Context, Refusal};
use sampan_protocol::caps::Caps;
use sampan_protocol::ids::PersonId;
use sampan_protocol::wallet::SmallPay;
use sampan_protocol::wallet::ops::SmallOn;
use sampan_protocol::wallet::small::{SMALL, SMALL_KEY};
use sampan_protocol::{Currency, Error, Money, Timestamp};

/// Lets small payments go without PIN.
///
/// # Errors
/// `Invalid` for more than the service lets anybody choose.
pub(super) fn on(cx: &mut Context<'_>, op: &SmallOn) -> Result<(), Refusal> {
    let chosen = SmallPay { each: op.each, day: op.day };
    if !chosen.is_within(&cx.settings.caps) {
        return Err(Error::invalid("error.wallet.small_choice").into());
    }
    set(cx, chosen)
}

/// Asks for the PIN always again.
///
/// # Errors
/// What the database says.
pub(super) fn off(cx: &mut Context<'_>) -> Result<(), Refusal> {
    set(cx, SmallPay::default())
}

fn set(cx: &mut Context<'_>, chosen: SmallPay) -> Result<(), Refusal> {
    small::set(cx.sql, cx.me.id, chosen, cx.now)?;
    Ok(cx.put(&bills::scope(cx.me.id), SMALL, SMALL_KEY, &chosen)?)
}

/// Refuses what is not small, or too much for a day without PIN.
///
/// # Errors
/// `Refused`, so that the PIN is asked for.
pub(super) fn check(cx: &mut Context<'_>, out: &Out) -> Result<(), Refusal> {
    let (chosen, pin_given) = small::get(cx.sql, out.person)?;
    // What the service allows may have become less since it was chosen.
    let each = SmallPay { each: chosen.each.min(cx.settings.caps.small_each), ..chosen };
    let currency = out.amount.currency;
    let most = Caps::money(chosen.day.min(cx.settings.caps.small_day), currency);
    let gone = gone(cx.sql, out.person, currency, (cx.now, pin_given))?;
    if each.allows(out.amount) && gone.saturating_add(out.amount.minor) <= most.minor {
        return Ok(());
    }
    let left = Money::new(most.minor.saturating_sub(gone).max(0), currency);
    Err(Error::refused("error.wallet.small_over").with("left", left).into())
}

/// Minor units that went without PIN in 24 hours, or since the PIN was given.
///
/// # Errors
/// What the database says.
pub(super) fn gone(
    sql: &mut dyn Sql,
    person: PersonId,
    currency: Currency,
    (now, pin_given): (Timestamp, Timestamp),
) -> Result<i64, DbError> {
    let since = pin_given.max(now.plus_seconds(-DAY));
    out::by_proof(sql, person, currency, Proof::Small, since)
}
