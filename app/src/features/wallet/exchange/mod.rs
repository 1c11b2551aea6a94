//! Exchange: what currencies cost, an offer that holds for a minute, and the exchange itself.

mod desk;
mod offer;
mod rates;
mod screen;

pub(crate) use rates::RatesScreen;
pub(crate) use screen::ExchangeScreen;

use crate::answer::{Answer, read};
use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use sampan_protocol::Currency;
use sampan_protocol::service::NEWS;
use sampan_protocol::wallet::exchange::{GetRates, Pair, RateBoard};

/// Reads the rates.
fn read_rates() -> Answer<RateBoard> {
    read(&[NEWS], || GetRates {})
}

/// That there are no rates, and whom to ask; an operator is led to setting them.
fn no_rates() -> View {
    let operator = use_session().with_untracked(|s| s.me.as_ref().is_some_and(|me| me.operator));
    let (text, action, href) = match operator {
        true => {
            ("wallet.exchange.none.operator", Some(t!("wallet.rates.set")), super::operate::RATES)
        }
        false => ("wallet.exchange.none.hint", None, ""),
    };
    view! {
        <StateView icon="arrow-left-right" title=t!("wallet.exchange.none") text=t!(text) action href />
    }
}

/// A rate in words: `1 USD = 7.0877 CNY`.
fn told(sell: Currency, buy: Currency, (units, rate): (u32, String)) -> String {
    t!("wallet.exchange.rate", units = units, sell = sell, rate = rate, buy = buy)
}

/// Hundredths of a percent as a percentage: `0.5%`.
pub(crate) fn percent(points: u32) -> String {
    let text = format!("{}.{:02}", points / 100, points % 100);
    format!("{}%", text.trim_end_matches('0').trim_end_matches('.'))
}

/// The spread of a pair in words.
fn spread(pair: &Pair) -> String {
    t!("wallet.exchange.spread", percent = percent(pair.spread))
}

/// How old the rates are, and what to do about it.
fn age(board: &RateBoard) -> View {
    let online = use_session().with_untracked(|s| s.sync.online);
    let Some(at) = board.rates.as_ref().map(|rates| rates.at) else { return View::none() };
    let (class, key) = match (online, board.stale) {
        (false, _) => ("notice warning", "wallet.exchange.offline"),
        (true, true) => ("notice warning", "wallet.exchange.stale"),
        (true, false) => ("list-foot", "wallet.exchange.as_of"),
    };
    view! { <p class=class data-test="rates-age">{t!(key, at = format::moment_within(at))}</p> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_is_a_percentage() {
        for (points, text) in [(50, "0.5%"), (100, "1%"), (125, "1.25%"), (0, "0%"), (5, "0.05%")] {
            assert_eq!(percent(points), text, "{points} hundredths of a percent");
        }
    }
}
