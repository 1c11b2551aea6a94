//! Exchange: the rates, offers, and money that changes its currency.

use super::SCOPE;
use super::pay::{enough, settled};
use super::receipt;
use crate::Client;
use crate::core::Core;
use crate::db::blocking;
use crate::perform::Draft;
use crate::table::known;
use sampan_protocol::wallet::exchange::{
    ExchangeMoney, GetRates, QUOTE_OVER, QuoteExchange, RateBoard,
};
use sampan_protocol::wallet::{AskRates, ops};
use sampan_protocol::{Code, Error, Reply};

/// The name under which the rates are kept for when there is no connection.
const NAME: &str = "rates";

/// After so many seconds the rates are asked for again.
const OLD: i64 = 3_600;

/// Asks for the rates, if they were not asked for lately.
pub(super) async fn keep_up(core: &Core) {
    let own = core.own.clone();
    let kept = blocking(move || own.read(|db| known::get::<RateBoard>(db, NAME))).await;
    let old = core.service_now().plus_seconds(-OLD);
    if kept.ok().flatten().is_some_and(|board| board.asked > old) {
        return;
    }
    if let Err(error) = ask(core).await {
        tracing::debug!(%error, "no rates for when there is no connection");
    }
}

/// Asks for the rates, and keeps them.
async fn ask(core: &Core) -> Result<RateBoard, Error> {
    let board = core.wire.ask(&AskRates {}).await?;
    let (own, kept) = (core.own.clone(), board.clone());
    blocking(move || own.write(|tx| known::set(tx, NAME, &kept))).await?;
    Ok(board)
}

impl Client {
    /// Answers [`GetRates`]; offline, with what was last told, and when.
    ///
    /// # Errors
    /// `Offline` if they were never asked for on this device.
    pub async fn get_rates(&self, _: GetRates) -> Reply<GetRates> {
        let own = self.core.own.clone();
        match ask(&self.core).await {
            Err(error) if error.code == Code::Offline => {
                let read = blocking(move || own.read(|db| known::get::<RateBoard>(db, NAME)));
                read.await?.ok_or(error)
            }
            asked => asked,
        }
    }

    /// Answers [`QuoteExchange`]; a rate cannot wait, so there is none offline.
    ///
    /// # Errors
    /// `Offline`, or why the service does not offer it.
    pub async fn quote_exchange(&self, request: QuoteExchange) -> Reply<QuoteExchange> {
        self.core.wire.ask(&request.ask).await
    }

    /// Answers [`ExchangeMoney`]: it happens now or not at all.
    ///
    /// # Errors
    /// `Refused` where the offer is over, `WrongPin`, `PinLocked`, `Offline`, or the refusal.
    pub async fn exchange_money(&self, request: ExchangeMoney) -> Reply<ExchangeMoney> {
        let core = &self.core;
        if let Some(done) = settled(core, request.op).await? {
            return Ok(done);
        }
        let quote = request.quote;
        // Nothing of it is made, so that nothing of it is left.
        if core.service_now() >= quote.expires {
            return Err(Error::refused(QUOTE_OVER));
        }
        enough(core, request.op, quote.sell).await?;
        let args = ops::Exchange { quote: quote.id, sell: quote.sell, buy: quote.buy };
        let draft = Draft::new(request.op, SCOPE, ops::EXCHANGE, &args, None)?;
        let op_id = core.make_now(draft, &request.pin).await?;
        receipt(core, op_id).await?.ok_or_else(Error::internal)
    }
}
