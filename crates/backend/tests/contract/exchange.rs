//! What operators set of exchange and fees, and what people get of it.

use crate::operate::{confirm, desk, info, propose};
use crate::operations::{applied, push_one, top_up};
use crate::world::{PIN, Someone, key, on_each};
use sampan_backend::audit;
use sampan_protocol::operate::{CONFIGURE, Configure, differences};
use sampan_protocol::wallet::exchange::{
    AskQuote, AskRates, Fixed, Quote, Rate, SET_RATES, SetRates,
};
use sampan_protocol::wallet::fee::{Fee, FeeOn, FeeRule};
use sampan_protocol::wallet::{Account, ops};
use sampan_protocol::{Currency, Error, Money};

fn currency(code: &str) -> Currency {
    Currency::new(code).expect("listed")
}

fn rates(dollar: &str) -> SetRates {
    let price = dollar.parse().expect("a price");
    let rates = vec![Rate { currency: currency("USD"), price, spread: 50 }];
    SetRates { base: currency("CNY"), rates }
}

async fn quote(who: &mut Someone, minor: i64) -> Result<Quote, Error> {
    let (sell, buy) = (currency("CNY"), currency("USD"));
    who.device.ask(&AskQuote { sell, buy, minor, fixed: Fixed::Buy }).await
}

#[tokio::test(flavor = "multi_thread")]
async fn operators_set_rates_and_people_exchange_by_them() {
    on_each(async |world| {
        let (mut ada, mut ben, mut eve, scope) = desk(&world).await;
        let board = eve.device.ask(&AskRates {}).await.expect("told");
        assert_eq!(board.rates, None, "nobody has set any");
        let not = propose(&mut eve, &scope, SET_RATES, &rates("7")).await;
        assert_eq!(key(not), "error.sync.not_yours", "only operators do");
        let mut twice = rates("7");
        twice.rates.push(twice.rates[0]);
        let twice = propose(&mut ada, &scope, SET_RATES, &twice).await;
        assert_eq!(key(twice), "error.wallet.rate_twice", "what makes no sense is not proposed");
        propose(&mut ada, &scope, SET_RATES, &rates("7")).await.expect("one operator is enough");
        let board = eve.device.ask(&AskRates {}).await.expect("told");
        let price = board.rates.expect("there are some").rates[0].price.to_string();
        assert_eq!(price, "7", "everybody is told");

        let none = quote(&mut eve, 10_000).await;
        assert_eq!(key(none), "error.wallet.exchange_exhausted", "the service has no dollars");
        let old = info(&world).await.settings;
        let mut new = old.clone();
        new.exchange.positions = vec![Money::new(50_000, currency("USD"))];
        let change = Configure { changes: differences(&old, &new) };
        let id = propose(&mut ada, &scope, CONFIGURE, &change).await.expect("proposed");
        assert!(quote(&mut eve, 10_000).await.is_err(), "one operator does not lend money");
        confirm(&mut ben, &scope, id).await.expect("two do");
        let offer = quote(&mut eve, 10_000).await.expect("offered");
        assert_eq!(offer.sell.minor, 70_352, "100.00 dollars at 7, and half a percent");

        let fill = top_up(&mut eve, 100_000);
        assert!(applied(&push_one(&mut eve, fill).await), "she has yuan");
        let args = ops::Exchange { quote: offer.id, sell: offer.sell, buy: offer.buy };
        let (op, own) = (eve.new_op(), eve.scope("wallet"));
        let done = eve.device.act(op, &own, ops::EXCHANGE, &args, Some(PIN)).await;
        assert!(applied(&done.expect("it is hers")), "exchanged");
        let accounts = eve.rows("wallet", "wallet.account").await.into_iter();
        let dollars = accounts
            .map(|row| serde_json::from_value::<Account>(row).expect("an account"))
            .find(|account| account.currency == currency("USD"));
        assert_eq!(dollars.map(|account| account.balance), Some(10_000), "dollars have come");
        let audited = world.blocking(|backend| Ok(audit(backend.db())?)).await;
        assert_eq!(audited.first_bad, None, "the ledger is whole");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_fee_takes_two_operators_and_has_to_make_sense() {
    on_each(async |world| {
        let (mut ada, mut ben, _, scope) = desk(&world).await;
        let old = info(&world).await.settings;
        let with = |basis_points| {
            let fee = Fee { basis_points, ..Fee::default() };
            let mut new = old.clone();
            new.fees.rules = vec![FeeRule { on: FeeOn::Merchant, currency: currency("CNY"), fee }];
            Configure { changes: differences(&old, &new) }
        };
        let much = propose(&mut ada, &scope, CONFIGURE, &with(5_000)).await;
        assert_eq!(key(much), "error.wallet.fee_shape", "half of a payment is no fee");
        let id = propose(&mut ada, &scope, CONFIGURE, &with(60)).await.expect("proposed");
        assert!(info(&world).await.settings.fees.rules.is_empty(), "it waits for the second");
        confirm(&mut ben, &scope, id).await.expect("confirmed");
        assert_eq!(info(&world).await.settings.fees.rules.len(), 1, "and then holds");
    })
    .await;
}
