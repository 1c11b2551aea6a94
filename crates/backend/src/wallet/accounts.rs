//! Whose accounts the ledger has for the wallet, and how they are opened.

use super::ledger::account::{Account, Limits, Side};
use super::ledger::journal::{OpenAccount, Owner};
use super::ledger::{self, table};
use super::{bills, operate};
use crate::module::{Context, Refusal};
use sampan_protocol::ids::{AccountId, PersonId};
use sampan_protocol::wallet::operate::ISSUANCE;
use sampan_protocol::{Currency, Error};

/// My account in a currency.
///
/// # Errors
/// `Refused` where I have none.
pub(super) fn mine(cx: &mut Context<'_>, currency: Currency) -> Result<Account, Refusal> {
    of(cx, cx.me.id, currency)
}

/// A person's account in a currency.
///
/// # Errors
/// `Refused` where they have none.
pub(super) fn of(
    cx: &mut Context<'_>,
    owner: PersonId,
    currency: Currency,
) -> Result<Account, Refusal> {
    find(cx, owner, currency)?.ok_or_else(|| {
        Error::refused("error.wallet.no_account").with("currency", currency.code()).into()
    })
}

/// A person's account in a currency, opened if it is not there and the service offers it.
///
/// # Errors
/// `Refused` where the service does not.
pub(super) fn open(
    cx: &mut Context<'_>,
    owner: PersonId,
    currency: Currency,
) -> Result<Account, Refusal> {
    if let Some(found) = find(cx, owner, currency)? {
        return Ok(found);
    }
    offered(cx, currency)?;
    let limits = operate::limits_of(cx, owner, currency)?;
    let wanted = blank(cx, Owner::Person(owner), currency, Side::Liability, limits);
    let opened = ledger::open(cx.sql, wanted)?.account;
    bills::put_account(cx, owner, opened.id, currency, opened.balance)?;
    Ok(opened)
}

/// The service's account at a rail, in a currency.
///
/// # Errors
/// What the database says.
pub(super) fn rail(
    cx: &mut Context<'_>,
    name: &str,
    currency: Currency,
) -> Result<Account, Refusal> {
    let owner = Owner::System(format!("rail/{name}"));
    let wanted = blank(cx, owner, currency, Side::Asset, Limits::NONE);
    Ok(ledger::open(cx.sql, wanted)?.account)
}

/// Where issued money comes out of: like a rail, it stands below zero by what is about.
///
/// # Errors
/// What the database says.
pub(super) fn issuance(cx: &mut Context<'_>, currency: Currency) -> Result<Account, Refusal> {
    let owner = Owner::System(ISSUANCE.to_owned());
    let wanted = blank(cx, owner, currency, Side::Asset, Limits::NONE);
    Ok(ledger::open(cx.sql, wanted)?.account)
}

/// An account of the service's own that holds people's money for a while.
///
/// # Errors
/// What the database says.
pub(super) fn system(
    cx: &mut Context<'_>,
    purpose: String,
    currency: Currency,
) -> Result<Account, Refusal> {
    system_of(cx, purpose, currency, Limits::PERSON)
}

/// An account of the service's own, with these limits.
///
/// # Errors
/// What the database says.
pub(super) fn system_of(
    cx: &mut Context<'_>,
    purpose: String,
    currency: Currency,
    limits: Limits,
) -> Result<Account, Refusal> {
    let wanted = blank(cx, Owner::System(purpose), currency, Side::Liability, limits);
    Ok(ledger::open(cx.sql, wanted)?.account)
}

/// An account of the service's own, with limits that are its operators' choice where it is new.
///
/// # Errors
/// What the database says.
pub(super) fn service(
    cx: &mut Context<'_>,
    purpose: &str,
    currency: Currency,
    limits: Limits,
) -> Result<OpenAccount, Refusal> {
    let wanted = blank(cx, Owner::System(purpose.to_owned()), currency, Side::Liability, limits);
    Ok(ledger::open(cx.sql, wanted)?)
}

/// The service's account for what it keeps of movements.
///
/// # Errors
/// What the database says.
pub(super) fn fees(
    cx: &mut Context<'_>,
    purpose: &str,
    currency: Currency,
) -> Result<Account, crate::db::DbError> {
    let owner = Owner::System(purpose.to_owned());
    let wanted = blank(cx, owner, currency, Side::Liability, Limits::PERSON);
    Ok(ledger::open(cx.sql, wanted)?.account)
}

/// Where money of a rail lies until somebody has looked at it; below zero, what is missing.
///
/// # Errors
/// What the database says.
pub(super) fn suspense(
    cx: &mut Context<'_>,
    rail: &str,
    currency: Currency,
) -> Result<Account, Refusal> {
    let owner = Owner::System(format!("suspense/{rail}"));
    let wanted = blank(cx, owner, currency, Side::Liability, Limits::NONE);
    Ok(ledger::open(cx.sql, wanted)?.account)
}

/// What the service gains and loses at a rail by what did not fit.
///
/// # Errors
/// What the database says.
pub(super) fn charges(
    cx: &mut Context<'_>,
    rail: &str,
    currency: Currency,
) -> Result<Account, Refusal> {
    system_of(cx, format!("charges/{rail}"), currency, Limits::NONE)
}

/// Refuses a currency that the service does not offer.
///
/// # Errors
/// `Refused`, naming it.
pub(super) fn offered(cx: &Context<'_>, currency: Currency) -> Result<(), Refusal> {
    if cx.settings.currencies.contains(&currency) {
        return Ok(());
    }
    Err(Error::refused("error.wallet.currency_not_offered")
        .with("currency", currency.code())
        .into())
}

/// A person's account in a currency, if they have one.
///
/// # Errors
/// What the database says.
pub(super) fn find(
    cx: &mut Context<'_>,
    owner: PersonId,
    currency: Currency,
) -> Result<Option<Account>, Refusal> {
    let found = table::account::of(cx.sql, &Owner::Person(owner), currency)?;
    Ok(found.map(|opened| opened.account))
}

fn blank(
    cx: &Context<'_>,
    owner: Owner,
    currency: Currency,
    side: Side,
    limits: Limits,
) -> OpenAccount {
    let id = AccountId::new(cx.clock, cx.random);
    let account = Account::new(id, currency, side, limits);
    OpenAccount { account, owner, opened: cx.now }
}
