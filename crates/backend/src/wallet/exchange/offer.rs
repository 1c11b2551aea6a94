//! Offers to exchange: reckoned from the rates, kept, and good for a minute.

use super::super::ledger::journal::Owner;
use super::super::ledger::table::account;
use super::super::table::{quote, rate};
use super::{PURPOSE, exhausted};
use crate::db::Sql;
use crate::endpoint::{Caller, Endpoint};
use crate::module::Refusal;
use crate::service;
use sampan_protocol::ids::{PersonId, QuoteId};
use sampan_protocol::service::Settings;
use sampan_protocol::wallet::check_amount;
use sampan_protocol::wallet::exchange::{AskQuote, QUOTE_SECONDS, Quote, reckon};
use sampan_protocol::{Error, Money, Timestamp};

/// The request.
pub(in super::super) fn endpoint() -> Endpoint {
    Endpoint::new("Offers an exchange, for a minute and for once.", answer)
}

fn answer(caller: &Caller, request: &AskQuote) -> Result<Quote, Error> {
    let backend = &caller.backend;
    let id = QuoteId::new(backend.clock(), backend.random());
    let quote = backend.db().write(|sql| {
        let setup = service::setup(sql, backend)?;
        let (settings, limits) = (&setup.settings, &setup.limits[..]);
        let desk = Desk { settings, limits, person: caller.me, now: backend.now() };
        offer(sql, &desk, id, request)
    });
    Ok(quote?)
}

/// Where an offer is asked for.
pub(in super::super) struct Desk<'a> {
    /// How the service is set up.
    pub(in super::super) settings: &'a Settings,
    /// The most that one movement may be, by currency.
    pub(in super::super) limits: &'a [Money],
    /// By whom.
    pub(in super::super) person: PersonId,
    /// When.
    pub(in super::super) now: Timestamp,
}

/// Makes an offer, and keeps it.
///
/// # Errors
/// `Refused` where there are no rates, they are too old, or the service has not got so much.
pub(in super::super) fn offer(
    sql: &mut dyn Sql,
    desk: &Desk<'_>,
    id: QuoteId,
    asked: &AskQuote,
) -> Result<Quote, Refusal> {
    let Desk { settings, limits, person, now } = *desk;
    for currency in [asked.sell, asked.buy] {
        if !settings.currencies.contains(&currency) {
            return Err(Error::refused("error.wallet.currency_not_offered")
                .with("currency", currency.code())
                .into());
        }
    }
    let rates = rate::latest(sql)?.ok_or_else(|| Error::refused("error.wallet.no_rates"))?;
    if settings.exchange.is_stale(rates.at, now) {
        return Err(Error::refused("error.wallet.rates_old").with("at", rates.at).into());
    }
    let pair = rates.pair(asked.sell, asked.buy)?;
    let [sell, buy, worth] = reckon(&pair, asked)?;
    check_amount(sell, limits)?;
    check_amount(buy, limits)?;
    let owner = Owner::System(PURPOSE.to_owned());
    let has = account::of(sql, &owner, buy.currency)?;
    let has = has.map_or(0, |opened| opened.account.balance.available());
    let left = has.saturating_add(settings.exchange.position(buy.currency));
    if left < buy.minor {
        return Err(exhausted(left, buy.currency).into());
    }
    let expires = now.plus_seconds(QUOTE_SECONDS);
    quote::insert(sql, &quote::Offer { id, person, sell, buy, expires })?;
    let (units, rate) = pair.told(false);
    let (spread, rates_at) = (pair.spread, rates.at);
    Ok(Quote { id, sell, buy, worth, spread, units, rate, rates_at, expires })
}
