//! Exchange: both legs or neither, by an offer that is mine, open, and for once.

use super::engines::on_each;
use super::town::{Town, cny, id, key_of, money, op_id};
use crate::module::Refusal;
use crate::wallet::exchange::{self, Desk};
use crate::wallet::ledger::journal::Owner;
use crate::wallet::statement::page;
use sampan_protocol::ids::{BillId, QuoteId};
use sampan_protocol::wallet::exchange::{AskQuote, Fixed, QUOTE_OVER, Quote, Rate, SetRates};
use sampan_protocol::wallet::rows::{ACCOUNT, Account};
use sampan_protocol::wallet::statement::{AskStatement, Statement};
use sampan_protocol::wallet::{Bill, BillKind, Link, ops};
use sampan_protocol::{Error, Money, Timestamp};
use uuid::Uuid;

/// A town that exchanges yuan and yen, and may give 10,000 yen that it does not have.
fn town(db: &crate::db::Db) -> Town {
    let mut town = Town::new(db);
    town.settings.exchange.positions = vec![money(10_000, "JPY")];
    set(&town, 1, "0.05", 100);
    town
}

fn set(town: &Town, act: u128, yen: &str, spread: u32) {
    let price = yen.parse().expect("a price");
    let rate = Rate { currency: money(0, "JPY").currency, price, spread };
    let rates = SetRates { base: cny(0).currency, rates: vec![rate] };
    let set =
        town.db.write(|sql| exchange::set_rates(sql, op_id(500 + act), rates.clone(), town.now()));
    set.map_err(Error::from).expect("the rates are set");
}

fn ask(
    town: &Town,
    who: u128,
    n: u128,
    fixed: Fixed,
    from: Money,
    to: &str,
) -> Result<Quote, Error> {
    let buy = money(0, to).currency;
    let asked = match fixed {
        Fixed::Sell => AskQuote { sell: from.currency, buy, minor: from.minor, fixed },
        Fixed::Buy => AskQuote { sell: buy, buy: from.currency, minor: from.minor, fixed },
    };
    let limits = [cny(5_000_000)];
    let (settings, now) = (&town.settings, town.now());
    let desk = Desk { settings, limits: &limits, person: id(who), now };
    let quote = QuoteId(Uuid::from_u128(n));
    let offered = town.db.write(|sql| exchange::offer(sql, &desk, quote, &asked));
    offered.map_err(|refusal: Refusal| Error::from(refusal))
}

fn swap(town: &Town, who: u128, op: u128, quote: &Quote) -> String {
    let args = ops::Exchange { quote: quote.id, sell: quote.sell, buy: quote.buy };
    key_of(town.act(who, op, ops::EXCHANGE, &args))
}

fn bill(town: &Town, is: impl Fn(&Bill) -> bool) -> Bill {
    town.bills(1).into_iter().find(is).expect("there is such a bill")
}

#[test]
fn money_changes_its_currency_whole_or_not_at_all() {
    on_each(|db| {
        let town = town(db);
        let quote = ask(&town, 1, 1, Fixed::Sell, cny(10_000), "JPY").expect("offered");
        assert_eq!(quote.worth, money(2_000, "JPY"), "100.00 are worth 2,000 yen");
        assert_eq!(quote.buy, money(1_980, "JPY"), "of which the service keeps one in a hundred");
        assert_eq!((quote.units, quote.rate.as_str()), (1, "19.8"), "which the rate says");
        assert_eq!(swap(&town, 1, 1, &quote), "applied", "exchanged");
        assert_eq!(town.balance(1, "CNY"), Some(90_000), "100.00 are gone");
        assert_eq!(town.balance(1, "JPY"), Some(1_980), "and 1,980 yen are there");
        let out = bill(&town, |b| b.id == BillId(op_id(1).0));
        assert_eq!((out.kind, out.amount), (BillKind::Exchange, cny(-10_000)), "one bill");
        let link = out.linked[0];
        assert_eq!((link.why, link.amount), (Link::Exchange, quote.buy), "names the other");
        let into = bill(&town, |b| b.id == link.bill);
        assert_eq!((into.amount, into.linked[0].bill), (quote.buy, out.id), "and it names the one");
        town.is_whole();
    });
}

#[test]
fn an_offer_is_for_one_person_and_for_once() {
    on_each(|db| {
        let town = town(db);
        let quote = ask(&town, 1, 1, Fixed::Buy, money(1_000, "JPY"), "CNY").expect("offered");
        assert_eq!(quote.sell, cny(5_051), "1,000 yen cost 50.51, rounded up");
        assert_eq!(swap(&town, 2, 1, &quote), QUOTE_OVER, "it is not 2's");
        let more = Quote { buy: money(1_001, "JPY"), ..quote.clone() };
        assert_eq!(swap(&town, 1, 2, &more), "error.sync.arguments", "nobody asks for more");
        assert_eq!(swap(&town, 1, 3, &quote), "applied", "once");
        assert_eq!(swap(&town, 1, 4, &quote), QUOTE_OVER, "not twice");
        assert_eq!(town.balance(1, "JPY"), Some(1_000), "it came once");
        town.is_whole();
    });
}

#[test]
fn an_offer_ends_and_another_one_is_made() {
    on_each(|db| {
        let town = town(db);
        let quote = ask(&town, 1, 1, Fixed::Sell, cny(10_000), "JPY").expect("offered");
        town.wait(60);
        assert_eq!(swap(&town, 1, 1, &quote), QUOTE_OVER, "it expired while the PIN was typed");
        assert_eq!(town.balance(1, "CNY"), Some(100_000), "and nothing moved");
        set(&town, 2, "0.04", 0);
        let next = ask(&town, 1, 2, Fixed::Sell, cny(10_000), "JPY").expect("offered anew");
        assert_eq!(next.buy, money(2_500, "JPY"), "at the new rate");
        assert_eq!(swap(&town, 1, 2, &next), "applied", "which holds");
    });
}

#[test]
fn the_service_gives_what_it_has_and_what_it_may() {
    on_each(|db| {
        let mut town = town(db);
        let too_much = ask(&town, 1, 1, Fixed::Buy, money(10_001, "JPY"), "CNY");
        let error = too_much.expect_err("more than it may");
        assert_eq!(error.key, "error.wallet.exchange_exhausted", "said when it is asked for");
        let twice = [2, 3].map(|n| {
            ask(&town, 1, n, Fixed::Buy, money(6_000, "JPY"), "CNY")
                .expect("each by itself is fine")
        });
        assert_eq!(swap(&town, 1, 2, &twice[0]), "applied", "the first one");
        let second = swap(&town, 1, 3, &twice[1]);
        assert_eq!(second, "error.wallet.exchange_exhausted", "not both");
        assert_eq!(town.balance(1, "JPY"), Some(6_000), "nothing of the second one");
        let back = ask(&town, 1, 4, Fixed::Sell, money(1_000, "JPY"), "CNY").expect("it has yuan");
        assert_eq!(swap(&town, 1, 4, &back), "applied", "out of what it took in");
        let more = ask(&town, 1, 5, Fixed::Sell, cny(50_000), "JPY").map_err(|e| e.key);
        assert!(more.is_err(), "9,900 yen are more than the 5,000 that are left");
        town.settings.exchange.positions = vec![money(1_000, "JPY")];
        let lower = ask(&town, 1, 6, Fixed::Buy, money(1, "JPY"), "CNY").map_err(|e| e.key);
        assert!(lower.is_err(), "a lower limit holds at once");
        town.is_whole();
    });
}

#[test]
fn without_rates_nothing_is_exchanged() {
    on_each(|db| {
        let mut town = Town::new(db);
        let key = |asked: Result<Quote, Error>| asked.map_err(|e| e.key).err();
        let none = key(ask(&town, 1, 1, Fixed::Sell, cny(100), "JPY"));
        assert_eq!(none.as_deref(), Some("error.wallet.no_rates"), "there are none");
        set(&town, 1, "0.05", 0);
        town.settings.exchange.positions = vec![money(10_000, "JPY")];
        town.settings.exchange.stale_hours = 1;
        town.wait(3_601);
        let old = key(ask(&town, 1, 2, Fixed::Sell, cny(100), "JPY"));
        assert_eq!(old.as_deref(), Some("error.wallet.rates_old"), "they are too old");
        let small = key(ask(&town, 1, 3, Fixed::Sell, cny(4), "JPY"));
        assert!(small.is_some(), "less than a yen");
        let same = key(ask(&town, 1, 4, Fixed::Sell, cny(100), "CNY"));
        assert!(same.is_some(), "one and the same");
    });
}

#[test]
fn too_little_is_told_before_anything_moves() {
    on_each(|db| {
        let town = town(db);
        let quote = ask(&town, 2, 1, Fixed::Sell, cny(100), "JPY").expect("offered");
        assert_eq!(swap(&town, 2, 1, &quote), "error.wallet.too_little", "2 has nothing");
        assert_eq!(town.balance(2, "JPY"), None, "no account was opened for it");
        town.is_whole();
    });
}

#[test]
fn both_statements_tell_of_it_and_add_up() {
    on_each(|db| {
        let town = town(db);
        let quote = ask(&town, 1, 1, Fixed::Sell, cny(10_000), "JPY").expect("offered");
        assert_eq!(swap(&town, 1, 1, &quote), "applied", "exchanged");
        town.wait(60);
        let accounts: Vec<Account> = town.rows(1, ACCOUNT);
        for account in accounts {
            let (from, to) = (Timestamp::default(), town.now());
            let request = AskStatement { account: account.id, from, to, after: 0, limit: 100 };
            let (people, owner) = (town.people(), Owner::Person(id(1)));
            let told = town.db.read(|sql| page(sql, people.as_ref(), &owner, town.now(), &request));
            let page = told.map_err(Error::from).expect("a page");
            let line = page.lines.last().expect("a line").clone();
            assert_eq!(line.purpose, ops::EXCHANGE, "the last thing that moved");
            assert_eq!(line.note, "100.00 CNY → 1980 JPY", "says what it was, on both sides");
            assert_eq!((line.rail, line.other), (None, None), "it went by no rail, to nobody");
            let statement = Statement::of_pages(account.id, vec![page]).expect("it adds up");
            assert_eq!(statement.closing, account.balance, "to what the account has");
        }
    });
}
