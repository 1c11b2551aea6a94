//! Exchanges money by an offer: both legs or neither.

use super::super::ledger::exchange::{Quote, Way, legs};
use super::super::ledger::journal::{Made, OpenAccount, Order};
use super::super::ledger::refusal::Refusal as Rule;
use super::super::ledger::transfer::Effects;
use super::super::ledger::{self, LedgerError, account::Limits};
use super::super::legs::leg;
use super::super::table::out::Proof;
use super::super::table::quote::{self, Offer};
use super::super::{accounts, bills, limits, refusal};
use super::{PURPOSE, exhausted};
use crate::module::{Context, Refusal};
use sampan_protocol::wallet::check_amount;
use sampan_protocol::wallet::exchange::QUOTE_OVER;
use sampan_protocol::wallet::ops::{EXCHANGE, Exchange};
use sampan_protocol::{Currency, Error};

/// What the second leg's identifier is made from.
const SECOND: &str = "sampan-exchange-v1";

/// Applies the operation.
///
/// # Errors
/// `Refused` where the offer is over or taken, I have too little, or the service has.
pub(in super::super) fn apply(cx: &mut Context<'_>, op: &Exchange) -> Result<(), Refusal> {
    check_amount(op.sell, cx.limits)?;
    let over = || Refusal::from(Error::refused(QUOTE_OVER));
    let offer = quote::take(cx.sql, op.quote, cx.me.id, cx.op_id)?.ok_or_else(over)?;
    // What was signed is what was offered, or it is not done.
    if (offer.sell, offer.buy) != (op.sell, op.buy) {
        return Err(Error::invalid("error.sync.arguments").into());
    }
    if cx.now >= offer.expires {
        return Err(over());
    }
    limits::leave(cx, offer.sell, Proof::Pin)?;
    let from = accounts::mine(cx, offer.sell.currency)?;
    let to = accounts::open(cx, cx.me.id, offer.buy.currency)?;
    let taken = position(cx, offer.sell.currency)?;
    let given = position(cx, offer.buy.currency)?;
    let way = Way { from: from.id, taken: taken.account.id, given: given.account.id, to: to.id };
    let [out, into] = moved(cx, &offer, way)?;
    Ok(bills::put_exchange(cx, &out, &into)?)
}

/// The service's account in a currency, with the floor that the operators chose.
fn position(cx: &mut Context<'_>, currency: Currency) -> Result<OpenAccount, Refusal> {
    let most = cx.settings.exchange.position(currency);
    let limits = Limits { floor: Some(-most), ..Limits::PERSON };
    let opened = accounts::service(cx, PURPOSE, currency, limits)?;
    if opened.account.limits.floor == limits.floor {
        return Ok(opened);
    }
    // It may be below a floor that was raised meanwhile: then nothing more leaves it.
    let frozen = opened.account.limits.frozen;
    let wanted = Limits { frozen, ..limits };
    let changed = ledger::limit(cx.sql, opened.account.id, wanted, None, cx.now)?;
    changed.ok_or_else(|| exhausted(0, currency).into())
}

/// Moves the money.
fn moved(cx: &mut Context<'_>, offer: &Offer, way: Way) -> Result<[Effects; 2], Refusal> {
    let Offer { sell, buy, expires, .. } = *offer;
    let quote =
        Quote { sell: sell.currency, buy: buy.currency, per: sell.minor, get: buy.minor, expires };
    let ids = [cx.op_id.0, leg(SECOND, cx.op_id.0)];
    let refused = |at, refusal| LedgerError::Refused { at, refusal };
    let transfers = legs(&quote, sell.minor, way, ids, cx.now)
        .map_err(|error| refusal::tell(refused(0, error), sell))?;
    let order =
        cx.signed.map(|op| Order { body: op.body.clone(), signature: op.signature.clone() });
    let made = transfers.map(|transfer| Made {
        transfer,
        purpose: EXCHANGE.to_owned(),
        order: order.clone(),
        at: cx.now,
    });
    let done = ledger::transfer(cx.sql, &made).map_err(|error| match error {
        LedgerError::Refused { at: 1, refusal: Rule::TooLittle { missing } } => {
            exhausted(buy.minor.saturating_sub(missing), buy.currency).into()
        }
        error => refusal::tell(error, sell),
    })?;
    <[Effects; 2]>::try_from(done).map_err(|_| Error::internal().into())
}
