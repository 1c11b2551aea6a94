//! Pays somebody by a family card: out of the giver's account, within the allowance.

use super::{keep, mine};
use crate::module::{Context, Refusal};
use crate::wallet::ledger::account::Account;
use crate::wallet::legs::leg;
use crate::wallet::table::family::{self, Kept, Use};
use crate::wallet::table::out::{self, Out, Proof};
use crate::wallet::{accounts, bills, charges, chat, codes, limits, requests, transfer};
use sampan_protocol::Error;
use sampan_protocol::ids::OpId;
use sampan_protocol::wallet::family::{CardState, PAY, PayCard};
use sampan_protocol::wallet::{RequestState, check_amount, check_note};

/// That the card does not pay now. Why is the giver's own: the same word for everything.
const CANNOT: &str = "error.wallet.family_cannot";

/// Applies the operation.
///
/// # Errors
/// Why the money does not move.
pub(in crate::wallet) fn apply(cx: &mut Context<'_>, op: &PayCard) -> Result<(), Refusal> {
    check_amount(op.amount, cx.limits)?;
    check_note(&op.note)?;
    let mut kept = mine(cx, op.card, |kept, me| kept.user == me)?;
    match kept.state {
        CardState::Active => {}
        CardState::Paused => return Err(Error::refused("error.wallet.family_paused").into()),
        CardState::Offered | CardState::Ended => {
            return Err(Error::refused("error.wallet.family_closed").into());
        }
    }
    if op.to == kept.giver {
        return Err(Error::refused("error.wallet.family_giver").into());
    }
    let payee = transfer::payee(cx, op.to)?;
    let transfer = op.transfer();
    let answered = op.request.map(|id| requests::to_be_paid(cx, id, &transfer)).transpose()?;
    if let Some(payload) = &op.code {
        codes::spend(cx, payload, &transfer)?;
    }
    kept.allowance.spend(op.amount, cx.now)?;
    let giver = charges::person(cx, kept.giver)?;
    let from = pays(cx, &kept, op)?;
    let to = accounts::open(cx, payee.id, op.amount.currency)?;
    let effects = transfer::settle(cx, PAY, from.id, to.id, op.amount)
        .map_err(|refusal| charges::hushed(refusal, CANNOT))?;
    let sides = bills::ByCard { card: kept.id, giver: &giver, user: &cx.me.clone(), payee: &payee };
    bills::put_by_card(cx, &sides, &op.note, &effects)?;
    let of = Use { card: kept.id, since: kept.allowance.since };
    family::note_use(cx.sql, cx.op_id.0, of)?;
    keep(cx, &kept)?;
    chat::tell_of_transfer(cx, &transfer)?;
    match answered {
        Some(request) => requests::close(cx, request, RequestState::Paid),
        None => Ok(()),
    }
}

/// The giver's account, if it may pay this: nobody is frozen, it has the amount, the giver's tier
/// allows it, and neither the device that pays nor the one by which the card was given is too new.
fn pays(cx: &mut Context<'_>, kept: &Kept, op: &PayCard) -> Result<Account, Refusal> {
    let cannot = || Refusal::from(Error::refused(CANNOT));
    // What I prove, and my own device's limit, are mine to know.
    limits::leave(cx, op.amount, Proof::Pin)?;
    let (person, device, proof) = (kept.giver, kept.device, Proof::Family);
    let theirs = Out { person, device, amount: op.amount, proof };
    let fits = limits::lets_leave(cx, &theirs)?;
    let from = accounts::find(cx, kept.giver, op.amount.currency)?.ok_or_else(cannot)?;
    if !fits || frozen(cx, kept)? || from.balance.available() < op.amount.minor {
        return Err(cannot());
    }
    let second = OpId(leg("sampan-family-giver-v1", cx.op_id.0));
    out::insert(cx.sql, second, &theirs, cx.now)?;
    Ok(from)
}

/// Whether one of both sides is frozen, by themselves or by an operator.
fn frozen(cx: &mut Context<'_>, kept: &Kept) -> Result<bool, Refusal> {
    let people = cx.ports.people.clone();
    for side in [kept.giver, kept.user] {
        let account = accounts::find(cx, side, kept.allowance.month.currency)?;
        if people.is_frozen(cx.sql, side)? || account.is_some_and(|it| it.limits.frozen) {
            return Ok(true);
        }
    }
    Ok(false)
}
