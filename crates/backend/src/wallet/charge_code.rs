//! Takes an amount by the pay code that a payer shows.

use super::pay_token::{self, Owned};
use super::table::charge::{self, Charged};
use super::table::out::{self, Out, Proof};
use super::table::pay_token as tokens;
use super::{accounts, bills, charges, limits};
use crate::module::{Context, Refusal};
use sampan_protocol::caps::Caps;
use sampan_protocol::people::Person;
use sampan_protocol::wallet::charge::{CHARGE, CONFIRM_SECONDS};
use sampan_protocol::wallet::ops::{self, ChargeCode};
use sampan_protocol::wallet::{Charge, ChargeState, check_amount, check_note};
use sampan_protocol::{Error, Money};

/// Applies the operation. A code that cannot be charged is an answer too, and is kept as one: what
/// was guessed is counted, and no amount is tried twice on a code.
///
/// # Errors
/// What is wrong with what was typed.
pub(super) fn apply(cx: &mut Context<'_>, op: &ChargeCode) -> Result<(), Refusal> {
    check_amount(op.amount, cx.limits)?;
    check_note(&op.note)?;
    accounts::offered(cx, op.amount.currency)?;
    let Owned { token, step } = match pay_token::owner(cx, &op.code)? {
        Ok(owned) => owned,
        Err(error) => return failed(cx, op, error),
    };
    if token.person == cx.me.id {
        return Err(Error::invalid("error.wallet.own_charge").into());
    }
    if !tokens::spend(cx.sql, token.id, step, cx.op_id)? {
        return failed(cx, op, Error::refused("error.wallet.pay_code_used"));
    }
    let (payer, me) = (charges::person(cx, token.person)?, cx.me.clone());
    let sides = [&payer, &me];
    let out = Out { person: payer.id, device: token.device, amount: op.amount, proof: Proof::Code };
    let mut charged = Charged {
        id: cx.op_id,
        merchant: me.id,
        payer: payer.id,
        amount: op.amount,
        note: op.note.clone(),
        asking: false,
        at: cx.now,
        expires: cx.now.plus_seconds(CONFIRM_SECONDS),
        step,
    };
    let state = if !can_pay(cx, &payer, &out)? {
        ChargeState::Failed(Error::refused(charges::SHORT))
    } else if within_caps(cx, &out)? {
        let paid = charges::pay(cx, ops::CHARGE_CODE, &charged, sides);
        let bill = paid.map_err(|refusal| charges::hushed(refusal, charges::SHORT))?;
        out::insert(cx.sql, cx.op_id, &out, cx.now)?;
        ChargeState::Paid(bill)
    } else if cx.ports.presence.is_here(payer.id) {
        charged.asking = true;
        ChargeState::Asking
    } else {
        ChargeState::Failed(Error::refused(charges::AWAY))
    };
    charge::insert(cx.sql, &charged)?;
    Ok(charges::tell(cx, &charged, sides, &state)?)
}

/// Whether the payer has the money, and may spend it as they stand and by this device. Why not,
/// nobody else is told.
fn can_pay(cx: &mut Context<'_>, payer: &Person, out: &Out) -> Result<bool, Refusal> {
    let Some(account) = accounts::find(cx, payer.id, out.amount.currency)? else {
        return Ok(false);
    };
    Ok(account.balance.available() >= out.amount.minor && limits::lets_leave(cx, out)?)
}

/// Whether the code alone is enough for the amount: for one payment, and for the day.
fn within_caps(cx: &mut Context<'_>, out: &Out) -> Result<bool, Refusal> {
    let currency = out.amount.currency;
    let (each, day) = (cx.settings.caps.code_each, cx.settings.caps.code_day);
    let since = cx.now.plus_seconds(-limits::DAY);
    let gone = out::by_proof(cx.sql, out.person, currency, Proof::Code, since)?;
    let all = Money::new(gone.saturating_add(out.amount.minor), currency);
    Ok(out.amount.minor <= Caps::money(each, currency).minor
        && all.minor <= Caps::money(day, currency).minor)
}

/// Keeps for me alone why a code could not be charged.
fn failed(cx: &mut Context<'_>, op: &ChargeCode, error: Error) -> Result<(), Refusal> {
    let row = Charge {
        id: cx.op_id,
        merchant: cx.me.clone(),
        payer: None,
        amount: op.amount,
        note: op.note.clone(),
        state: ChargeState::Failed(error),
        at: cx.now,
        expires: cx.now,
        step: None,
    };
    Ok(cx.put(&bills::scope(cx.me.id), CHARGE, cx.op_id, &row)?)
}
