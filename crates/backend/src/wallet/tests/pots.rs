//! Savings pots: own money moves in and out, by itself too, and never goes missing.

use super::engines::on_each;
use super::town::{Town, cny, key_of, money, op_id, pay};
use crate::wallet::ledger::journal::Owner;
use crate::wallet::statement::page;
use sampan_protocol::ids::PotId;
use sampan_protocol::wallet::plan::{Every, Rhythm, Run};
use sampan_protocol::wallet::pot::{
    BREAK, CHEER, DRAW, FILL, Goal, Look, MAKE, MEND, NewPot, Pot, PotAct, PotMove, ROW, SET,
    Saving, SetPot, Terms,
};
use sampan_protocol::wallet::rows::{ACCOUNT, Account};
use sampan_protocol::wallet::statement::AskStatement;
use sampan_protocol::wallet::{Bill, BillKind, Category, ThroughWhat, ops};

const DAY: i64 = 86_400;

fn terms() -> Terms {
    let look = Look { name: "京都之旅".to_owned(), icon: "plane".to_owned(), hue: 2 };
    Terms { look, goal: None, saving: None, round_up: false }
}

fn make(town: &Town, op: u128, terms: Terms) -> String {
    let new = NewPot { currency: cny(0).currency, terms };
    key_of(town.act(1, op, MAKE, &new))
}

fn moved(town: &Town, who: u128, op: u128, name: &str, minor: i64) -> String {
    let pot = PotId(op_id(1).0);
    let args = PotMove { pot, amount: cny(minor), note: "京都之旅".to_owned() };
    key_of(town.act(who, op, name, &args))
}

fn act(town: &Town, who: u128, op: u128, name: &str) -> String {
    let args = PotAct { pot: PotId(op_id(1).0), note: "京都之旅".to_owned() };
    key_of(town.act(who, op, name, &args))
}

fn set(town: &Town, op: u128, terms: Terms) -> String {
    key_of(town.act(1, op, SET, &SetPot { pot: PotId(op_id(1).0), terms }))
}

fn pot(town: &Town) -> Pot {
    let all: Vec<Pot> = town.rows(1, ROW);
    all.into_iter().find(|pot| pot.id == PotId(op_id(1).0)).expect("its owner sees it")
}

#[test]
fn money_goes_in_and_out_and_stays_ones_own() {
    on_each(|db| {
        let town = Town::new(db);
        assert_eq!(make(&town, 1, terms()), "applied", "it is made");
        assert_eq!(moved(&town, 1, 2, FILL, 30_000), "applied", "300 of 1,000 go in");
        assert_eq!((pot(&town).saved, town.balance(1, "CNY")), (cny(30_000), Some(70_000)));
        assert_eq!(moved(&town, 1, 2, FILL, 30_000), "applied", "the same again");
        assert_eq!(pot(&town).saved, cny(30_000), "counts once");
        assert_eq!(moved(&town, 1, 3, FILL, 70_001), "error.wallet.too_little", "not there");
        assert_eq!(moved(&town, 1, 4, DRAW, 30_001), "error.wallet.pot_short", "not in it");
        assert_eq!(moved(&town, 1, 5, DRAW, 10_000), "applied", "100 come out");
        assert_eq!((pot(&town).saved, town.balance(1, "CNY")), (cny(20_000), Some(80_000)));
        assert_eq!(moved(&town, 2, 6, DRAW, 1), "error.wallet.pot_unknown", "it is nobody else's");
        let pot_bills = |bill: &&Bill| bill.kind == BillKind::Pot;
        let bills = town.bills(1);
        let told: Vec<&Bill> = bills.iter().filter(pot_bills).collect();
        assert_eq!(told.iter().map(|b| b.amount.minor).sum::<i64>(), -20_000, "both are bills");
        for bill in told {
            assert_eq!((bill.category, bill.counts()), (Category::Pot, false), "and no spending");
            let through = bill.through.clone().expect("they name the pot");
            assert_eq!((through.what, through.id), (ThroughWhat::Pot, op_id(1).0));
        }
        town.is_whole();
    });
}

#[test]
fn a_broken_pot_gives_everything_back_and_can_be_mended() {
    on_each(|db| {
        let town = Town::new(db);
        make(&town, 1, terms());
        moved(&town, 1, 2, FILL, 40_000);
        assert_eq!(act(&town, 1, 3, BREAK), "applied", "it is broken");
        let broken = pot(&town);
        assert_eq!((broken.broken, broken.saved), (Some(40_000), cny(0)), "nothing is in it");
        assert_eq!(town.balance(1, "CNY"), Some(100_000), "all of it came back");
        assert_eq!(moved(&town, 1, 4, FILL, 1), "error.wallet.pot_broken", "it holds nothing");
        assert_eq!(act(&town, 1, 5, BREAK), "error.wallet.pot_broken", "nor breaks twice");
        town.act(1, 6, ops::TRANSFER, &pay(2, cny(75_000))).expect("most of it is spent");
        assert_eq!(act(&town, 1, 7, MEND), "applied", "it is made again");
        assert_eq!(pot(&town).saved, cny(25_000), "with what is still there");
        assert_eq!(town.balance(1, "CNY"), Some(0), "which is all");
        assert_eq!(act(&town, 1, 8, MEND), "error.wallet.pot_whole", "and once");
        town.is_whole();
    });
}

#[test]
fn a_goal_is_reached_and_celebrated_once() {
    on_each(|db| {
        let town = Town::new(db);
        let goal = |minor| Some(Goal { amount: cny(minor), by: None });
        make(&town, 1, Terms { goal: goal(500), ..terms() });
        moved(&town, 1, 2, FILL, 499);
        assert_eq!(pot(&town).reached, None, "a fen is missing");
        moved(&town, 1, 3, FILL, 1);
        assert!(pot(&town).reached.is_some() && !pot(&town).cheered, "it is reached");
        assert_eq!(act(&town, 1, 4, CHEER), "applied", "celebrated");
        let reached = pot(&town).reached;
        town.wait(60);
        moved(&town, 1, 5, DRAW, 300);
        moved(&town, 1, 6, FILL, 300);
        assert!(pot(&town).cheered, "not a second time");
        assert_eq!(pot(&town).reached, reached, "it was reached when it was reached first");
        assert_eq!(set(&town, 7, Terms { goal: goal(900), ..terms() }), "applied", "more");
        assert_eq!((pot(&town).reached, pot(&town).cheered), (None, false), "which is another");
        let yen = Some(Goal { amount: money(5, "JPY"), by: None });
        let refused = set(&town, 8, Terms { goal: yen, ..terms() });
        assert_eq!(refused, "error.wallet.not_positive", "in the pot's currency");
    });
}

#[test]
fn what_is_put_in_by_itself_comes_in_time_and_is_left_out_where_the_money_is_short() {
    on_each(|db| {
        let town = Town::new(db);
        let first = town.now().plus_seconds(3_600);
        let rhythm =
            Rhythm { first, every: Every::Week, utc_offset: 480, until: None, times: None };
        let saving = Some(Saving { amount: cny(40_000), rhythm });
        let goal = Some(Goal { amount: cny(90_000), by: None });
        make(&town, 1, Terms { goal, saving, ..terms() });
        let later = |seconds| {
            town.wait(seconds);
            town.run_due();
        };
        later(3_599);
        assert_eq!(pot(&town).saved, cny(0), "not before its time");
        later(1);
        assert_eq!((pot(&town).saved, town.balance(1, "CNY")), (cny(40_000), Some(60_000)));
        assert_eq!(pot(&town).next, Some(first.plus_seconds(7 * DAY)), "a week later again");
        town.act(1, 2, ops::TRANSFER, &pay(2, cny(30_000))).expect("spent");
        later(7 * DAY);
        let told = pot(&town);
        let Some(Run::Skipped(_, error)) = told.last else { panic!("it is told: {told:?}") };
        assert_eq!((error.key.as_str(), told.saved), ("error.wallet.too_little", cny(40_000)));
        town.act(2, 3, ops::TRANSFER, &pay(1, cny(30_000))).expect("it comes back");
        later(7 * DAY);
        assert_eq!(pot(&town).saved, cny(80_000), "the week after it goes on");
        later(7 * DAY);
        assert_eq!(pot(&town).saved, cny(90_000), "no more than the goal");
        later(7 * DAY);
        assert_eq!(pot(&town).saved, cny(90_000), "where it rests");
        act(&town, 1, 4, BREAK);
        later(30 * DAY);
        assert_eq!((pot(&town).saved, town.balance(1, "CNY")), (cny(0), Some(100_000)), "broken");
        town.is_whole();
    });
}

#[test]
fn payments_to_shops_are_rounded_up_with_them_or_not_at_all() {
    on_each(|db| {
        let town = Town::new(db);
        make(&town, 1, Terms { round_up: true, ..terms() });
        town.act(1, 2, ops::TRANSFER, &pay(8, cny(1_234))).expect("a shop is paid");
        assert_eq!(pot(&town).saved, cny(66), "12.34 is rounded up to 13");
        assert_eq!(town.balance(8, "CNY"), Some(1_234), "the shop has what it asked for");
        town.act(1, 3, ops::TRANSFER, &pay(8, cny(1_300))).expect("a whole amount");
        town.act(1, 4, ops::TRANSFER, &pay(2, cny(1_234))).expect("a friend");
        assert_eq!(pot(&town).saved, cny(66), "neither is rounded up");
        let rest = town.balance(1, "CNY").expect("an account");
        town.act(1, 5, ops::TRANSFER, &pay(2, cny(rest - 150))).expect("nearly everything");
        town.act(1, 6, ops::TRANSFER, &pay(8, cny(101))).expect("the payment goes through");
        assert_eq!((pot(&town).saved, town.balance(1, "CNY")), (cny(66), Some(49)), "it is short");
        town.act(1, 7, ops::TRANSFER, &pay(8, cny(49))).expect("to the last fen");
        town.is_whole();
    });
}

#[test]
fn payments_are_rounded_up_into_one_pot_only() {
    on_each(|db| {
        let town = Town::new(db);
        make(&town, 1, Terms { round_up: true, ..terms() });
        assert_eq!(make(&town, 2, Terms { round_up: true, ..terms() }), "applied", "another");
        assert!(!pot(&town).terms.round_up, "the first is told that it is not the one any more");
        town.act(1, 3, ops::TRANSFER, &pay(8, cny(50))).expect("paid");
        let all: Vec<Pot> = town.rows(1, ROW);
        let saved: i64 = all.iter().map(|pot| pot.saved.minor).sum();
        assert_eq!((pot(&town).saved, saved), (cny(0), 50), "it went into the second");
        assert_eq!(
            set(&town, 4, Terms { round_up: true, ..terms() }),
            "applied",
            "the first again"
        );
        town.act(1, 5, ops::TRANSFER, &pay(8, cny(60))).expect("paid");
        assert_eq!(pot(&town).saved, cny(40), "now into the first");
        town.is_whole();
    });
}

#[test]
fn a_statement_agrees_with_the_ledger_whatever_went_into_pots() {
    on_each(|db| {
        let town = Town::new(db);
        let from = town.now();
        town.wait(60);
        make(&town, 1, terms());
        moved(&town, 1, 2, FILL, 30_000);
        moved(&town, 1, 3, DRAW, 10_000);
        act(&town, 1, 4, BREAK);
        town.wait(60);
        let accounts: Vec<Account> = town.rows(1, ACCOUNT);
        let request =
            AskStatement { account: accounts[0].id, from, to: town.now(), after: 0, limit: 100 };
        let (people, owner) = (town.people(), Owner::Person(super::town::id(1)));
        let now = town.now();
        let page = db
            .read(|sql| page(sql, people.as_ref(), &owner, now, &request))
            .map_err(sampan_protocol::Error::from)
            .expect("a page");
        assert_eq!(Some(page.closing), town.balance(1, "CNY"), "it closes with what there is");
        let moved: i64 = page.lines.iter().map(|line| line.minor).sum();
        assert_eq!(page.opening + moved, page.closing, "and adds up");
        let notes = page.lines.iter().filter(|line| line.note == "京都之旅").count();
        assert_eq!(notes, 3, "each movement names the pot");
    });
}

#[test]
fn nobody_has_more_than_thirty_pots_that_are_whole() {
    on_each(|db| {
        let town = Town::new(db);
        for op in 1..=30 {
            assert_eq!(make(&town, op, terms()), "applied", "pot {op}");
        }
        assert_eq!(make(&town, 31, terms()), "error.wallet.pot_many", "one more");
        assert_eq!(act(&town, 1, 40, BREAK), "applied", "one is broken");
        assert_eq!(make(&town, 32, terms()), "applied", "which makes room");
        assert_eq!(act(&town, 1, 41, MEND), "error.wallet.pot_many", "that is taken then");
    });
}

#[test]
fn nothing_is_put_in_by_itself_while_its_owner_is_frozen() {
    on_each(|db| {
        let town = Town::new(db);
        let open = ops::OpenAccount { currency: cny(0).currency };
        town.act(7, 20, ops::OPEN_ACCOUNT, &open).expect("7 has an account");
        let top_up = ops::TopUp { amount: cny(50_000), rail: "sandbox".to_owned() };
        town.act(7, 21, ops::TOP_UP, &top_up).expect("and money");
        let first = town.now().plus_seconds(3_600);
        let rhythm =
            Rhythm { first, every: Every::Week, utc_offset: 480, until: None, times: None };
        let saving = Some(Saving { amount: cny(1_000), rhythm });
        let new = NewPot { currency: cny(0).currency, terms: Terms { saving, ..terms() } };
        town.act(7, 1, MAKE, &new).expect("it is made");
        // By now 7 has frozen everything.
        town.wait(3_600);
        town.run_due();
        let told = town.rows::<Pot>(7, ROW).remove(0);
        let Some(Run::Skipped(_, error)) = told.last else { panic!("it is told: {told:?}") };
        assert_eq!(error.key, "error.wallet.plan_frozen", "with why");
        assert_eq!((told.saved, town.balance(7, "CNY")), (cny(0), Some(50_000)), "nothing moved");
        town.is_whole();
    });
}
