//! Tests of rates: exact, and never to the service's loss.

use super::*;
use proptest::prelude::*;

fn currency(code: &str) -> Currency {
    Currency::new(code).expect("listed")
}

fn price(text: &str) -> Price {
    text.parse().expect("a price")
}

fn table(spread: u32) -> Rates {
    let rate = |code, text| Rate { currency: currency(code), price: price(text), spread };
    Rates {
        base: currency("CNY"),
        rates: vec![rate("USD", "7.1234"), rate("JPY", "0.046789"), rate("KWD", "23.2501")],
        at: Timestamp(0),
    }
}

fn pair(spread: u32, sell: &str, buy: &str) -> Pair {
    table(spread).pair(currency(sell), currency(buy)).expect("both have rates")
}

#[test]
fn prices_are_kept_as_they_were_written() {
    for (text, kept) in [("7.1234", "7.1234"), ("0.05", "0.05"), ("100", "100"), ("1.50", "1.5")] {
        assert_eq!(price(text).to_string(), kept, "{text} is exact");
    }
    for text in ["", ".", "0", "0.0", "-1", "1e3", "1,5", "1.123456789", "12345678901", "１"] {
        assert!(text.parse::<Price>().is_err(), "{text:?} is no price");
    }
}

#[test]
fn minor_units_of_any_size_come_out_right() {
    let got = |sell, buy, sold| pair(0, sell, buy).bought(sold).map(|money| money.minor);
    assert_eq!(got("USD", "CNY", 10_000), Some(71_234), "100.00 dollars are 712.34 yuan");
    assert_eq!(got("JPY", "CNY", 1_000), Some(4_678), "1,000 yen are 46.78 yuan, rounded down");
    assert_eq!(got("CNY", "JPY", 10_000), Some(2_137), "100.00 yuan are 2,137 yen");
    assert_eq!(got("KWD", "CNY", 1_000), Some(2_325), "a dinar has a thousand fils");
    assert_eq!(got("KWD", "JPY", 1_000), Some(496), "a cross rate goes by way of the base");
    assert_eq!(got("CNY", "USD", 1), None, "a fen is less than a cent");
    let cost = pair(0, "CNY", "JPY").sold(2_137).map(|money| money.minor);
    assert_eq!(cost, Some(9_999), "2,137 yen cost 99.99 yuan, rounded up");
}

#[test]
fn the_spread_is_kept_and_told() {
    let pair = pair(50, "USD", "CNY");
    assert_eq!(pair.bought(10_000).map(|m| m.minor), Some(70_877), "half a percent less");
    assert_eq!(pair.worth(10_000).map(|m| m.minor), Some(71_234), "than it is worth");
    assert_eq!(pair.told(true), (1, "7.1234".to_owned()), "the middle rate");
    assert_eq!(pair.told(false), (1, "7.0877".to_owned()), "what people get");
    let both = table(50).pair(currency("USD"), currency("JPY")).expect("both have rates");
    assert_eq!(both.spread, 100, "that of both sides");
    let small = table(0).pair(currency("JPY"), currency("CNY")).expect("both have rates");
    assert_eq!(small.told(true), (100, "4.6789".to_owned()), "what is worth little by the hundred");
}

#[test]
fn a_table_makes_sense_or_is_refused() {
    assert!(table(50).check().is_ok(), "an ordinary one");
    assert!(table(MOST_SPREAD + 1).check().is_err(), "too wide a spread");
    let mut twice = table(0);
    twice.rates.push(twice.rates[0]);
    assert!(twice.check().is_err(), "one currency twice");
    let mut base = table(0);
    base.rates[0].currency = base.base;
    assert!(base.check().is_err(), "the base itself has no rate");
    let unknown = table(0).pair(currency("EUR"), currency("CNY"));
    assert_eq!(unknown.map_err(|e| e.key), Err("error.wallet.no_rate".to_owned()), "not listed");
}

#[test]
fn rates_get_old() {
    let rules = ExchangeRules { positions: Vec::new(), stale_hours: 2 };
    let at = |hours: i64| Timestamp::from_seconds(hours * 3_600);
    assert!(!rules.is_stale(at(0), at(2)), "two hours are fine");
    assert!(rules.is_stale(at(0), at(3)), "three are not");
    assert!(!ExchangeRules::default().is_stale(at(0), at(9_999)), "unless they never do");
}

const CODES: [&str; 4] = ["CNY", "USD", "JPY", "KWD"];

proptest! {
    #[test]
    fn going_there_and_back_never_gains(
        sold in 1..1_000_000_000_000i64,
        spread in 0..=MOST_SPREAD,
        way in prop::sample::subsequence(CODES.to_vec(), 2..=4).prop_shuffle(),
    ) {
        let mut has = sold;
        for at in 0..way.len() {
            let (sell, buy) = (way[at], way[(at + 1) % way.len()]);
            has = pair(spread, sell, buy).bought(has).map_or(0, |money| money.minor);
        }
        prop_assert!(has <= sold, "{way:?}: {sold} became {has}");
    }

    #[test]
    fn rounding_costs_less_than_a_minor_unit(
        sold in 1..1_000_000_000_000i64,
        way in prop::sample::subsequence(CODES.to_vec(), 2).prop_shuffle(),
    ) {
        let pair = pair(0, way[0], way[1]);
        if let Some(got) = pair.bought(sold) {
            let back = pair.sold(got.minor).expect("what is got has a cost");
            prop_assert!(back.minor <= sold, "what is got never costs more than was given");
            let more = pair.sold(got.minor + 1).expect("so does one more");
            prop_assert!(more.minor > sold, "and one more would have cost more");
        }
    }

    #[test]
    fn what_is_asked_for_is_got(bought in 1..1_000_000_000i64, spread in 0..=MOST_SPREAD) {
        let pair = pair(spread, "JPY", "KWD");
        let cost = pair.sold(bought).expect("it has a cost");
        let got = pair.bought(cost.minor).expect("it gets something");
        prop_assert!(got.minor >= bought, "what it costs is enough for it");
    }

    #[test]
    fn nothing_typed_makes_it_panic(text in "[0-9.]{0,24}", sold in any::<i64>()) {
        if let Ok(price) = text.parse::<Price>() {
            let mut table = table(0);
            table.rates[0].price = price;
            let pair = table.pair(currency("USD"), currency("KWD")).expect("there is a rate");
            let _ = (pair.bought(sold), pair.sold(sold), pair.worth(sold), pair.told(false));
        }
    }
}
