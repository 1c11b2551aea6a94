//! What the town's service exchanges, what it keeps, and how the script's people exchange.

use super::play::Stage;
use super::script::Who;
use crate::features::{wallet_exchange as exchange, wallet_fees as fees, wallet_ops as ops};
use sampan_protocol::operate;
use sampan_protocol::operate::ops::{PROPOSE, Propose};
use sampan_protocol::service::Settings;
use sampan_protocol::{Currency, Error, Money};

/// What one of each is worth in yuan, and the spread in hundredths of a percent.
const RATES: [(&str, &str, u32); 3] =
    [("USD", "7.1234", 40), ("JPY", "0.046789", 60), ("EUR", "7.7381", 40)];

/// Sets up what the service exchanges and keeps: 0.3 % of what merchants are paid, and 0.1 % of
/// what is taken out.
pub(super) fn set_up(settings: &mut Settings) {
    settings.exchange = exchange::ExchangeRules::of_play(&settings.currencies);
    let Some(currency) = settings.currencies.first().copied() else { return };
    let fee = fees::Fee { basis_points: 10, least: 10, ..fees::Fee::default() };
    let out = fees::FeeOn::Withdrawal("sandbox".to_owned());
    settings.fees.rules = vec![
        fees::FeeRule { on: fees::FeeOn::Merchant, currency, fee: merchant_fee() },
        fees::FeeRule { on: out, currency, fee },
    ];
}

/// What merchants bear.
pub(super) fn merchant_fee() -> fees::Fee {
    fees::Fee { basis_points: 30, ..fees::Fee::default() }
}

/// The rates of the town.
///
/// # Errors
/// Never: they are written right.
fn rates(base: Currency) -> Result<exchange::SetRates, Error> {
    let rate = |(code, price, spread): (&str, &str, u32)| {
        let (currency, price) = (Currency::new(code)?, price.parse()?);
        Ok(exchange::Rate { currency, price, spread })
    };
    let rates = RATES.into_iter().map(rate).collect::<Result<_, Error>>()?;
    Ok(exchange::SetRates { base, rates })
}

impl Stage {
    /// Sets the rates, as an operator does.
    ///
    /// # Errors
    /// What the backend says.
    pub(super) async fn set_rates(&mut self, who: Who) -> Result<(), Error> {
        let rates = rates(Currency::new("CNY")?)?;
        let args = serde_json::to_value(&rates).map_err(|_| Error::internal())?;
        let propose = Propose { kind: exchange::SET_RATES.to_owned(), args };
        self.act(who, operate::SCOPE, PROPOSE, &propose, true).await.map(drop)
    }

    /// Exchanges an amount by the offer of the moment.
    ///
    /// # Errors
    /// What the backend says.
    pub(super) async fn exchange(
        &mut self,
        who: Who,
        sell: Money,
        buy: Currency,
    ) -> Result<(), Error> {
        let (minor, fixed) = (sell.minor, exchange::Fixed::Sell);
        let asked = exchange::AskQuote { sell: sell.currency, buy, minor, fixed };
        let offer = self.ask(who, &asked).await?;
        let args = ops::Exchange { quote: offer.id, sell: offer.sell, buy: offer.buy };
        self.wallet(who, ops::EXCHANGE, &args).await.map(drop)
    }
}
