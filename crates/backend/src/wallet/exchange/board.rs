//! The rates: set by the operators, told to everybody.

use super::super::accounts;
use super::super::table::rate;
use crate::db::Sql;
use crate::endpoint::{Caller, Endpoint};
use crate::module::{Context, Refusal};
use crate::service;
use sampan_protocol::ids::OpId;
use sampan_protocol::wallet::exchange::{AskRates, RateBoard, Rates, SetRates};
use sampan_protocol::{Error, Timestamp};

/// The request.
pub(in super::super) fn endpoint() -> Endpoint {
    Endpoint::new("Tells what currencies cost.", answer)
}

fn answer(caller: &Caller, _: &AskRates) -> Result<RateBoard, Error> {
    let backend = &caller.backend;
    let asked = backend.now();
    Ok(backend.db().read(|sql| {
        let rules = service::setup(sql, backend)?.settings.exchange;
        let rates = rate::latest(sql)?;
        let stale = rates.as_ref().is_some_and(|rates| rules.is_stale(rates.at, asked));
        Ok::<_, Refusal>(RateBoard { rates, stale, asked })
    })?)
}

/// Refuses rates that could not be set: the service has to offer their base.
///
/// # Errors
/// `Invalid` for a table that makes no sense, `Refused` for a base that is not offered.
pub(in super::super) fn check(cx: &mut Context<'_>, wanted: SetRates) -> Result<(), Refusal> {
    accounts::offered(cx, wanted.base)?;
    Ok(Rates { base: wanted.base, rates: wanted.rates, at: cx.now }.check()?)
}

/// Sets the rates from now on, all of them.
///
/// # Errors
/// `Invalid` for a table that makes no sense.
pub(in super::super) fn set(
    sql: &mut dyn Sql,
    act: OpId,
    wanted: SetRates,
    now: Timestamp,
) -> Result<(), Refusal> {
    let rates = Rates { base: wanted.base, rates: wanted.rates, at: now };
    rates.check()?;
    Ok(rate::insert(sql, act, &rates)?)
}
