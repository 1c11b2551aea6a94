//! Statements agree with the ledger: at any moment, on any page, for the owner alone.

use super::engines::on_each;
use super::town::{Town, cny, id, pay};
use crate::wallet::ledger::journal::Owner;
use crate::wallet::statement::page;
use sampan_protocol::ids::AccountId;
use sampan_protocol::wallet::ops;
use sampan_protocol::wallet::rows::{ACCOUNT, Account};
use sampan_protocol::wallet::statement::{AskStatement, Statement, StatementPage};
use sampan_protocol::{Arg, Error, Timestamp};

const DAY: i64 = 86_400;

fn account(town: &Town, who: u128) -> Account {
    let mut accounts: Vec<Account> = town.rows(who, ACCOUNT);
    accounts.retain(|account| account.currency.code() == "CNY");
    accounts.remove(0)
}

fn ask(
    town: &Town,
    who: u128,
    account: AccountId,
    (from, to): (Timestamp, Timestamp),
    (after, limit): (i64, u32),
) -> Result<StatementPage, Error> {
    let request = AskStatement { account, from, to, after, limit };
    let (people, owner, now) = (town.people(), Owner::Person(id(who)), town.now());
    town.db.read(|sql| page(sql, people.as_ref(), &owner, now, &request)).map_err(Error::from)
}

/// All pages, two lines each.
fn whole(town: &Town, who: u128, period: (Timestamp, Timestamp)) -> Statement {
    let account = account(town, who).id;
    let mut pages = Vec::new();
    let mut after = 0;
    loop {
        let page = ask(town, who, account, period, (after, 2)).expect("a page");
        let more = page.more;
        after = page.lines.last().map_or(after, |line| line.place);
        pages.push(page);
        if !more {
            return Statement::of_pages(account, pages).expect("it adds up");
        }
    }
}

/// A town where money moved on three days; the beginnings of the days, and the end.
fn three_days(town: &Town) -> [Timestamp; 4] {
    let mut op = 0;
    let mut days = Vec::new();
    for day in 0..3_i64 {
        days.push(town.now());
        for minor in [1_000 + day, 200, 30] {
            op += 1;
            let transfer = ops::Transfer { note: format!("day {day}"), ..pay(2, cny(minor)) };
            town.act(1, op, ops::TRANSFER, &transfer).expect("there is enough");
            town.wait(60);
        }
        op += 1;
        town.act(2, op, ops::TRANSFER, &pay(1, cny(5))).expect("and some comes back");
        town.wait(DAY);
    }
    [days[0], days[1], days[2], town.now()]
}

#[test]
fn a_statement_agrees_with_the_ledger_in_every_period() {
    on_each(|db| {
        let town = Town::new(db);
        town.wait(DAY);
        let moments = three_days(&town);
        let balance = town.balance(1, "CNY").expect("an account");
        let all = whole(&town, 1, (Timestamp::default(), town.now()));
        assert_eq!((all.opening, all.closing), (0, balance), "from nothing to what there is");
        assert_eq!(all.lines.len(), 13, "the top-up, nine payments and three that came back");
        for (n, pair) in moments.windows(2).enumerate() {
            let day = whole(&town, 1, (pair[0], pair[1]));
            assert_eq!(day.lines.len(), 4, "the four movements of a day");
            let sum: i64 = day.lines.iter().map(|(line, _)| line.minor).sum();
            assert_eq!(sum, -1_225 - n as i64, "what a day took");
            assert_eq!(day.opening + sum, day.closing, "opening and movements make the closing");
            let before = whole(&town, 1, (Timestamp::default(), pair[0]));
            assert_eq!(before.closing, day.opening, "one ends where the next begins");
        }
        let theirs = whole(&town, 2, (Timestamp::default(), town.now()));
        let mine: i64 = all.lines.iter().skip(1).map(|(line, _)| line.minor).sum();
        assert_eq!(theirs.closing, -mine, "what left here arrived there");
        town.is_whole();
    });
}

#[test]
fn a_line_tells_who_what_for_and_by_which_rail() {
    on_each(|db| {
        let town = Town::new(db);
        three_days(&town);
        let all = whole(&town, 1, (Timestamp::default(), town.now()));
        let (top_up, payment) = (&all.lines[0].0, &all.lines[1].0);
        assert_eq!(top_up.rail.as_deref(), Some("sandbox"), "where the money came from");
        assert_eq!((top_up.purpose.as_str(), &top_up.other), (ops::TOP_UP, &None), "a rail");
        assert_eq!(payment.other.as_ref().map(|p| p.id), Some(id(2)), "who was paid");
        assert_eq!((payment.note.as_str(), payment.minor), ("day 0", -1_000), "what for");
        assert_eq!(payment.id, town.bills(1)[1].id, "under the number of its bill");
    });
}

#[test]
fn what_cannot_be_stated_is_refused() {
    on_each(|db| {
        let town = Town::new(db);
        three_days(&town);
        let mine = account(&town, 1).id;
        let opened = Timestamp::from_micros(1_790_000_000_000_000);
        let key = |who, account, from, to| {
            ask(&town, who, account, (from, to), (0, 10)).map_err(|error| error.key)
        };
        let refused = |key: &str| Err(key.to_owned());
        let (old, now) = (Timestamp::default(), town.now());
        assert_eq!(key(2, mine, old, now), refused("error.wallet.no_such_account"), "not yours");
        let nothing = AccountId(uuid::Uuid::from_u128(4));
        assert_eq!(key(1, nothing, old, now), refused("error.wallet.no_such_account"), "no such");
        assert_eq!(key(1, mine, now, old), refused("error.wallet.statement_period"), "backwards");
        let later = now.plus_seconds(DAY);
        assert_eq!(key(1, mine, now, later), refused("error.wallet.statement_period"), "not yet");
        let before = ask(&town, 1, mine, (old, opened), (0, 10)).expect_err("it was not there");
        assert_eq!(before.key, "error.wallet.statement_before", "before the account existed");
        assert_eq!(before.args.get("at"), Some(&Arg::Time(opened)), "it says since when it does");
        let page = ask(&town, 1, mine, (old, later), (0, 10)).expect("partly there");
        assert_eq!((page.from, page.to), (opened, now), "as far as it was there");
    });
}
