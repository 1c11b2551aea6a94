//! Issues money, and takes issued money back out of the float.

use super::known;
use crate::module::{Context, Refusal};
use crate::wallet::transfer::settle;
use crate::wallet::{accounts, bills};
use sampan_protocol::wallet::check_amount;
use sampan_protocol::wallet::operate::{
    FLOAT, ISSUE, Issue, WITHDRAW_ISSUE, WithdrawIssue, check_reason,
};

pub(super) fn check(cx: &mut Context<'_>, issue: &Issue) -> Result<(), Refusal> {
    check_amount(issue.amount, &[])?;
    check_reason(&issue.reason)?;
    accounts::offered(cx, issue.amount.currency)?;
    issue.person.map_or(Ok(()), |person| known(cx, person))
}

pub(super) fn carry_out(cx: &mut Context<'_>, issue: &Issue) -> Result<(), Refusal> {
    check(cx, issue)?;
    let currency = issue.amount.currency;
    let from = accounts::issuance(cx, currency)?;
    let to = match issue.person {
        Some(person) => accounts::open(cx, person, currency)?,
        None => accounts::system(cx, FLOAT.to_owned(), currency)?,
    };
    let effects = settle(cx, ISSUE, from.id, to.id, issue.amount)?;
    if let Some(person) = issue.person {
        bills::put_issued(cx, person, &issue.reason, &effects)?;
    }
    Ok(())
}

pub(super) fn check_withdrawal(_: &mut Context<'_>, back: &WithdrawIssue) -> Result<(), Refusal> {
    check_amount(back.amount, &[])?;
    Ok(check_reason(&back.reason)?)
}

pub(super) fn withdraw(cx: &mut Context<'_>, back: &WithdrawIssue) -> Result<(), Refusal> {
    check_withdrawal(cx, back)?;
    let currency = back.amount.currency;
    let from = accounts::system(cx, FLOAT.to_owned(), currency)?;
    let to = accounts::issuance(cx, currency)?;
    settle(cx, WITHDRAW_ISSUE, from.id, to.id, back.amount).map(drop)
}
