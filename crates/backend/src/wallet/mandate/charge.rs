//! Charges under a mandate, within its caps.

use super::super::table::out::{self, Out, Proof};
use super::super::{accounts, bills, charges, limits, pot, price, transfer};
use super::{keep, mine};
use crate::module::{Context, Refusal};
use sampan_protocol::ids::BillId;
use sampan_protocol::wallet::mandate::{MandateState, month_of};
use sampan_protocol::wallet::ops::{self, ChargeMandate};
use sampan_protocol::wallet::{NOTE_LIMIT, check_amount, check_note};
use sampan_protocol::{Error, Money};

/// That the payer cannot pay.
const SHORT: &str = "error.wallet.mandate_short";

/// Applies the operation.
///
/// # Errors
/// `NotFound` if it is none that I charge, `Refused` if it is not agreed to, over a cap, or cannot
/// be paid.
pub(in super::super) fn apply(cx: &mut Context<'_>, op: &ChargeMandate) -> Result<(), Refusal> {
    check_amount(op.amount, cx.limits)?;
    check_note(&op.note)?;
    let mut given = mine(cx, op.mandate, |given, me| given.merchant == me)?;
    if given.state != MandateState::Agreed {
        return Err(Error::refused("error.wallet.mandate_closed").into());
    }
    let this_month = given.charged.is_some_and(|at| at >= month_of(cx.now));
    let used = if this_month { given.used } else { 0 };
    let all = used.saturating_add(op.amount.minor);
    if op.amount.currency != given.each.currency || op.amount.minor > given.each.minor {
        return Err(over("error.wallet.mandate_each", given.each));
    }
    if all > given.month.minor {
        let left = Money::new((given.month.minor - used).max(0), given.month.currency);
        return Err(over("error.wallet.mandate_month", left));
    }
    let (payer, me) = (charges::person(cx, given.payer)?, cx.me.clone());
    let people = cx.ports.people.clone();
    // Why the payer cannot pay is their own: the same word for everything.
    let short = || Refusal::from(Error::refused(SHORT));
    let from = accounts::find(cx, payer.id, op.amount.currency)?.ok_or_else(short)?;
    let device = given.agreed_by.map_or_else(|| cx.my_device(), Ok)?;
    let out = Out { person: payer.id, device, amount: op.amount, proof: Proof::Mandate };
    let has = from.balance.available() >= op.amount.minor && limits::lets_leave(cx, &out)?;
    if !has || people.is_frozen(cx.sql, payer.id)? {
        return Err(short());
    }
    let to = accounts::open(cx, me.id, op.amount.currency)?;
    let effects = transfer::settle(cx, ops::CHARGE_MANDATE, from.id, to.id, op.amount)
        .map_err(|refusal| charges::hushed(refusal, SHORT))?;
    let note = named(&given.text, &op.note);
    bills::put_between(cx, &payer, &me, &note, &effects)?;
    pot::round_up(cx, [&payer, &me], op.amount)?;
    price::paid_whole(cx, payer.id, &me, BillId(cx.op_id.0), op.amount)?;
    out::insert(cx.sql, cx.op_id, &out, cx.now)?;
    (given.used, given.charged) = (all, Some(cx.now));
    keep(cx, &given)
}

fn over(key: &str, limit: Money) -> Refusal {
    Error::refused(key).with("limit", limit).into()
}

/// The note of a bill that names the mandate: what it is for, and what is charged now.
fn named(text: &str, note: &str) -> String {
    let whole = if note.is_empty() { text.to_owned() } else { format!("{text} · {note}") };
    whole.chars().take(NOTE_LIMIT).collect()
}
