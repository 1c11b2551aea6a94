//! Opens a dispute about a payment of mine.

use super::{HOLD, UNANSWERED, check_pictures, tell};
use crate::db::DbError;
use crate::jobs::NewJob;
use crate::module::{Context, Refusal};
use crate::sync::table::row;
use crate::wallet::ledger::account::Account;
use crate::wallet::ledger::journal::{Made, Owner};
use crate::wallet::ledger::transfer::{Step as LedgerStep, Transfer};
use crate::wallet::table::dispute::{self, Kept};
use crate::wallet::{accounts, bills, charges, ledger, transfer};
use sampan_protocol::ids::{BillId, PersonId};
use sampan_protocol::wallet::Bill;
use sampan_protocol::wallet::dispute::{
    ANSWER_SECONDS, By, DISPUTE_SECONDS, Dispute, Stage, State, Step, What, check_evidence, ops,
};
use sampan_protocol::wallet::rows::BILL;
use sampan_protocol::{Error, Money};

/// Applies the operation.
///
/// # Errors
/// `NotFound` if it is no payment of mine, `Refused` where it is too late, too much, or disputed
/// already.
pub(in crate::wallet) fn apply(cx: &mut Context<'_>, op: &ops::OpenDispute) -> Result<(), Refusal> {
    check_evidence(&op.text, &op.pictures, true)?;
    check_pictures(cx, &op.pictures)?;
    let (came, payee) = payment(cx, op)?;
    let moved = came.transfer;
    match dispute::lock_standing(cx.sql, moved.id)?.map(|kept| kept.dispute.state.stage) {
        Some(Stage::Answering | Stage::Reviewing) => {
            return Err(Error::refused("error.wallet.dispute_open").into());
        }
        Some(_) => return Err(Error::refused("error.wallet.dispute_decided").into()),
        None => {}
    }
    let left = moved.amount.minor.saturating_sub(ledger::reversed(cx.sql, moved.id)?);
    State::open(left, op.amount.minor, 0)?;
    let held = hold(cx, &moved, payee, op.amount)?;
    let first = Step {
        at: cx.now,
        by: By::Payer,
        what: What::Opened(op.amount),
        text: op.text.trim().to_owned(),
        pictures: op.pictures.clone(),
    };
    let answer_by = cx.now.plus_seconds(ANSWER_SECONDS);
    let dispute = Dispute {
        id: cx.op_id,
        bill: op.bill,
        payer: cx.me.clone(),
        payee: charges::person(cx, payee)?,
        paid: moved.amount,
        paid_at: came.at,
        note: note(cx, op.bill)?,
        reason: op.reason,
        state: State::open(left, op.amount.minor, held)?,
        at: cx.now,
        answer_by,
        steps: vec![first],
        pending: false,
    };
    let kept = Kept { dispute, moved: moved.id, hold: (held > 0).then_some(cx.op_id.0) };
    dispute::put(cx.sql, &kept)?;
    let (subject, person) = (cx.op_id.to_string(), cx.me.id);
    let kind = UNANSWERED;
    cx.schedule(&NewJob { module: "wallet", kind, subject: &subject, person, due: answer_by })?;
    tell(cx, &kept)
}

/// The payment, and to whom it went.
fn payment(cx: &mut Context<'_>, op: &ops::OpenDispute) -> Result<(Made, PersonId), Refusal> {
    let unknown = || Refusal::from(Error::not_found("error.wallet.no_bill"));
    let came = ledger::moved(cx.sql, op.bill.0)?.ok_or_else(unknown)?;
    let paid = came.transfer.amount;
    if op.amount.currency != paid.currency {
        return Err(Error::invalid("error.sync.arguments").into());
    }
    if accounts::mine(cx, paid.currency)?.id != came.transfer.debit {
        return Err(unknown());
    }
    let credit = ledger::account(cx.sql, came.transfer.credit)?.ok_or_else(Error::internal)?;
    let Owner::Person(payee) = credit.owner else {
        return Err(Error::refused("error.wallet.dispute_nobody").into());
    };
    if came.at <= cx.now.plus_seconds(-DISPUTE_SECONDS) {
        return Err(Error::refused("error.wallet.dispute_late").into());
    }
    Ok((came, payee))
}

/// Holds what is disputed where it went, as far as it is there; says how much that is.
fn hold(
    cx: &mut Context<'_>,
    moved: &Transfer,
    payee: PersonId,
    amount: Money,
) -> Result<i64, Refusal> {
    let found = ledger::account(cx.sql, moved.credit)?.ok_or_else(Error::internal)?;
    let minor = amount.minor.min(spendable(&found.account));
    if minor <= 0 {
        return Ok(0);
    }
    let hold = Transfer {
        id: cx.op_id.0,
        step: LedgerStep::Pending,
        debit: moved.credit,
        credit: moved.debit,
        amount: Money::new(minor, amount.currency),
    };
    // What may not leave the account for another reason cannot be held: the dispute says so.
    match cx.attempt(|cx| transfer::linked(cx, &[(HOLD, hold)])) {
        Ok(effects) => {
            let effects = effects.last().ok_or_else(Error::internal)?;
            bills::put_accounts(cx, [payee, cx.me.id], effects)?;
            Ok(minor)
        }
        Err(Refusal::Rejected(_)) => Ok(0),
        Err(failed) => Err(failed),
    }
}

fn spendable(account: &Account) -> i64 {
    account.balance.available().saturating_sub(account.limits.floor.unwrap_or(0))
}

/// What the payment was noted to be for.
fn note(cx: &mut Context<'_>, bill: BillId) -> Result<String, DbError> {
    let scope = bills::scope(cx.me.id);
    let known = row::value(cx.sql, &scope, BILL, &bill.to_string())?;
    let bill: Option<Bill> = known.and_then(|text| serde_json::from_str(&text).ok());
    Ok(bill.map_or(String::new(), |bill| bill.note))
}
