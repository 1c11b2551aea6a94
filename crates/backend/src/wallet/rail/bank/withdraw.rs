//! Takes money out to a bank: the ledger holds it until the bank's statement says that it left.

use super::desk;
use super::moves::{self, Move};
use crate::module::{Context, Refusal};
use crate::wallet::ledger::transfer::Step;
use crate::wallet::rail::{plain_most, within_day};
use crate::wallet::table::bank::{kept, payout};
use crate::wallet::table::out::Proof;
use crate::wallet::{accounts, limits};
use sampan_protocol::Error;
use sampan_protocol::wallet::bank::desk::PayoutState;
use sampan_protocol::wallet::bank::{BankNumber, RAIL, house};
use sampan_protocol::wallet::check_amount;
use sampan_protocol::wallet::ops::{self, Withdraw};

/// Applies the operation; the payout's identifier is the operation's. The fee is part of the amount:
/// what is left of it goes out.
///
/// # Errors
/// Why no money is held.
pub(in crate::wallet) fn apply(cx: &mut Context<'_>, op: &Withdraw) -> Result<(), Refusal> {
    check_amount(op.amount, cx.limits)?;
    let currency = op.amount.currency;
    let no_house = || Error::refused("error.bank.no_house").with("currency", currency.code());
    let house = house::of(&cx.settings.bank, currency).ok_or_else(no_house)?;
    let iban = matches!(house.account.number, BankNumber::Iban(_));
    let chosen = op.bank.ok_or_else(|| Error::invalid("error.bank.which"))?;
    let account = kept::get(cx.sql, chosen, cx.me.id)?;
    let account = account.ok_or_else(|| Error::not_found("error.bank.unknown"))?;
    if iban && currency.code() == "EUR" && !matches!(account.number, BankNumber::Iban(_)) {
        return Err(Error::refused("error.bank.unusable").with("currency", currency.code()).into());
    }
    let mine = accounts::mine(cx, currency)?;
    let rail = accounts::rail(cx, RAIL, currency)?;
    within_day(cx, plain_most(currency), mine.id, (mine.id, rail.id), op.amount)?;
    limits::leave(cx, op.amount, Proof::Pin)?;
    let [rest, fee] = cx.settings.fees.withdrawal(RAIL, op.amount)?;
    let hold = Move {
        id: cx.op_id.0,
        step: Step::Pending,
        debit: mine.id,
        credit: rail.id,
        amount: op.amount,
    };
    let effects = moves::one(cx, ops::WITHDRAW, hold)?;
    let payout = payout::Payout {
        id: cx.op_id,
        person: Some(cx.me.id),
        amount: rest,
        fee: fee.minor,
        debit: mine.id,
        credit: rail.id,
        account,
        state: PayoutState::Waiting,
        file: None,
        posted: None,
        at: cx.now,
    };
    desk::keep(cx, &payout)?;
    desk::tell(cx, &payout, &effects)
}
