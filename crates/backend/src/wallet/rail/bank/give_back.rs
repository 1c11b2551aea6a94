//! Gives the money of a payout back: the bank will not make it, or its person has called it back in
//! time.

use super::desk;
use super::moves::{self, Move, named};
use crate::module::{Context, Refusal};
use crate::wallet::ledger::transfer::Step;
use crate::wallet::table::bank::payout::{self, Payout};
use sampan_protocol::Error;
use sampan_protocol::wallet::bank::desk::acts::{GIVE_BACK, GiveBack};
use sampan_protocol::wallet::bank::desk::{PayoutState, check_why};
use sampan_protocol::wallet::rows::BillState;

/// What the ledger calls it that a person calls a payout back.
const CALL_BACK: &str = "wallet.bank_call_back";

/// Refuses what cannot be given back, or is not what the act says.
///
/// # Errors
/// `Invalid` without a reason, `NotFound` for what is not underway.
pub(super) fn check(cx: &mut Context<'_>, args: &GiveBack) -> Result<(), Refusal> {
    check_why(&args.why)?;
    open(payout::get(cx.sql, args.payout)?, args).map(drop)
}

/// Lets go of what the ledger holds for it.
///
/// # Errors
/// As [`check`].
pub(super) fn carry_out(cx: &mut Context<'_>, args: &GiveBack) -> Result<(), Refusal> {
    check_why(&args.why)?;
    let payout = open(payout::lock(cx.sql, args.payout)?, args)?;
    let why = Error::refused("error.bank.given_back").with("why", args.why.trim());
    let_go(cx, payout, GIVE_BACK, BillState::Failed(why))
}

/// Calls a payout of mine back that still waits for a file.
///
/// # Errors
/// `NotFound` for what is none of mine, `Refused` once it is in a file.
pub(in crate::wallet) fn call_back(cx: &mut Context<'_>, payout: Payout) -> Result<(), Refusal> {
    if payout.person != Some(cx.me.id) {
        return Err(Error::not_found("error.wallet.no_bill").into());
    }
    if payout.state != PayoutState::Waiting {
        return Err(Error::refused("error.bank.too_late").into());
    }
    let_go(cx, payout, CALL_BACK, BillState::CalledBack)
}

/// Lets go of all that the ledger holds for a locked payout.
fn let_go(
    cx: &mut Context<'_>,
    mut payout: Payout,
    purpose: &str,
    state: BillState,
) -> Result<(), Refusal> {
    let void = Move {
        id: named(&[GIVE_BACK, &payout.id.to_string()]),
        step: Step::Void(payout.id.0),
        debit: payout.debit,
        credit: payout.credit,
        amount: payout.whole(),
    };
    let effects = moves::one(cx, purpose, void)?;
    payout.state = PayoutState::GivenBack;
    desk::keep(cx, &payout)?;
    desk::tell_as(cx, &payout, &effects, state)
}

/// The payout, if it can be given back, and is what the act says.
fn open(found: Option<Payout>, args: &GiveBack) -> Result<Payout, Refusal> {
    let open = |payout: &Payout| matches!(payout.state, PayoutState::Waiting | PayoutState::Filed);
    let payout = found.filter(open).ok_or_else(|| Error::not_found("error.bank.no_payout"))?;
    let said = (args.amount, &args.account, args.person);
    if said != (payout.amount, &payout.account, payout.person) {
        return Err(desk::changed());
    }
    Ok(payout)
}
