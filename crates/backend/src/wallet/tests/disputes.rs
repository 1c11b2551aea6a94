//! Disputes: what is disputed is held, goes back at most once, and is decided for good.

use super::engines::on_each;
use super::town::{SERVICE, Town, cny, key_of, money, op_id, pay};
use crate::media::table::item;
use sampan_protocol::ids::BillId;
use sampan_protocol::sync::Scope;
use sampan_protocol::wallet::dispute::{
    By, DISPUTE, DISPUTE_SECONDS, Dispute, Reason, Stage, What, ops as acts,
};
use sampan_protocol::wallet::refund::{GIVEN_BACK, GivenBack, REFUND, Refund};
use sampan_protocol::wallet::{Bill, BillKind, ops, rows};

/// The payment of 50.00 to the merchant 8, and the dispute about it.
const PAID: u128 = 1;
const DISPUTED: u128 = 2;
const CLOSED: &str = "error.wallet.dispute_closed";

fn opening(minor: i64) -> acts::OpenDispute {
    acts::OpenDispute {
        bill: BillId(op_id(PAID).0),
        reason: Reason::NotAsDescribed,
        amount: cny(minor),
        text: "Broken".to_owned(),
        pictures: Vec::new(),
    }
}

fn disputed(town: &Town, minor: i64) {
    town.act(1, PAID, ops::TRANSFER, &pay(8, cny(5_000))).expect("there is enough");
    town.act(1, DISPUTED, acts::OPEN_DISPUTE, &opening(minor)).expect("it can be disputed");
}

fn contest(town: &Town, op: u128) -> String {
    let args = acts::ContestDispute {
        dispute: op_id(DISPUTED),
        text: "It was whole".to_owned(),
        pictures: Vec::new(),
    };
    key_of(town.act(8, op, acts::CONTEST_DISPUTE, &args))
}

fn accept(town: &Town, op: u128) -> String {
    let args = acts::AcceptDispute { dispute: op_id(DISPUTED), text: "Sorry".to_owned() };
    key_of(town.act(8, op, acts::ACCEPT_DISPUTE, &args))
}

fn decide(town: &Town, op: u128, minor: i64) -> String {
    let reason = "The pictures show a crack".to_owned();
    let (dispute, refund) = (op_id(DISPUTED), cny(minor));
    key_of(town.decide(op, &acts::ResolveDispute { dispute, refund, reason }))
}

fn give_back(town: &Town, op: u128, minor: i64) -> String {
    let bill = BillId(op_id(PAID).0);
    let args = Refund { bill, amount: cny(minor), note: "Half".to_owned() };
    key_of(town.act(8, op, REFUND, &args))
}

fn told(town: &Town, who: u128) -> Dispute {
    let mut all: Vec<Dispute> = town.rows(who, DISPUTE);
    assert_eq!(all.len(), 1, "one dispute");
    all.remove(0)
}

fn with_operators(town: &Town) -> Dispute {
    let mut all: Vec<Dispute> = town.rows_of(&Scope::of("operate", SERVICE), DISPUTE);
    all.remove(0)
}

#[test]
fn what_is_disputed_is_held_and_given_back_by_who_gives_in() {
    on_each(|db| {
        let town = Town::new(db);
        disputed(&town, 3_000);
        assert_eq!((town.balance(8, "CNY"), town.held(8)), (Some(5_000), 3_000), "it is held");
        let seen = told(&town, 8);
        assert_eq!((seen.state.held, seen.reason), (3_000, Reason::NotAsDescribed), "they know");
        assert_eq!(told(&town, 1), seen, "both see the same");
        assert_eq!(with_operators(&town), seen, "and so do the operators");
        let spend = key_of(town.act(8, 3, ops::TRANSFER, &pay(2, cny(2_001))));
        assert_eq!(spend, "error.wallet.too_little", "what is held cannot be spent");
        assert_eq!(decide(&town, 4, 3_000), "error.wallet.dispute_early", "not yet");
        assert_eq!(accept(&town, 5), "applied");
        assert_eq!(town.balance(1, "CNY"), Some(98_000), "30.00 are back");
        assert_eq!((town.balance(8, "CNY"), town.held(8)), (Some(2_000), 0), "nothing is held");
        let bills: Vec<Bill> = town.rows(1, rows::BILL);
        let refund = bills.iter().find(|bill| bill.kind == BillKind::Refund).expect("a bill");
        assert_eq!((refund.amount, refund.note.as_str()), (cny(3_000), "Sorry"), "a refund");
        let given: Vec<GivenBack> = town.rows(8, GIVEN_BACK);
        assert_eq!(given[0].back, cny(3_000), "which names the payment");
        assert_eq!(accept(&town, 6), CLOSED, "once");
        assert_eq!(told(&town, 1).state.stage, Stage::Accepted, "it is over");
        assert_eq!(give_back(&town, 7, 2_001), "error.wallet.over_refund", "20.00 are left");
        town.is_whole();
    });
}

#[test]
fn operators_decide_what_is_contested_for_good() {
    for (minor, stage) in [(3_000, Stage::InFull), (1_000, Stage::InPart), (0, Stage::Rejected)] {
        on_each(|db| {
            let town = Town::new(db);
            disputed(&town, 3_000);
            assert_eq!(contest(&town, 3), "applied");
            assert_eq!(contest(&town, 4), "error.wallet.dispute_answered", "once");
            assert_eq!(decide(&town, 5, 3_001), "error.wallet.dispute_over", "more than disputed");
            assert_eq!(town.held(8), 3_000, "it is held until then");
            assert_eq!(decide(&town, 6, minor), "applied");
            assert_eq!(town.balance(1, "CNY"), Some(95_000 + minor), "what was decided");
            assert_eq!(town.held(8), 0, "and the rest is free");
            let over = told(&town, 8);
            let last = over.steps.last().expect("steps");
            assert_eq!((over.state.stage, last.by), (stage, By::Operators), "the end");
            assert_eq!(last.what, What::Decided(cny(minor)), "which says how much");
            assert_eq!(last.text, "The pictures show a crack", "and why");
            assert_eq!(decide(&town, 7, minor), CLOSED, "it is final");
            let again = key_of(town.act(1, 8, acts::OPEN_DISPUTE, &opening(100)));
            assert_eq!(again, "error.wallet.dispute_decided", "for this payment, too");
            town.is_whole();
        });
    }
}

#[test]
fn who_does_not_answer_leaves_it_to_the_operators() {
    on_each(|db| {
        let town = Town::new(db);
        disputed(&town, 5_000);
        town.wait(7 * 86_400 - 1);
        town.run_due();
        assert_eq!(told(&town, 8).state.stage, Stage::Answering, "a second is left");
        town.wait(1);
        town.run_due();
        let seen = told(&town, 8);
        let last = seen.steps.last().map(|step| (step.by, step.what));
        assert_eq!(seen.state.stage, Stage::Reviewing, "it goes on by itself");
        assert_eq!(last, Some((By::Nobody, What::Unanswered)), "and says why");
        assert_eq!(contest(&town, 3), "error.wallet.dispute_answered", "too late");
        assert_eq!(accept(&town, 4), "applied", "giving in is never too late");
    });
}

#[test]
fn what_goes_back_meanwhile_counts_against_it() {
    on_each(|db| {
        let town = Town::new(db);
        disputed(&town, 3_000);
        // All that is not held is spent: the refund comes out of what is.
        town.act(8, 3, ops::TRANSFER, &pay(2, cny(2_000))).expect("it is free");
        assert_eq!(give_back(&town, 4, 1_200), "applied", "a part");
        let seen = told(&town, 1);
        assert_eq!((seen.state.left(), seen.state.held), (1_800, 1_800), "the rest is disputed");
        assert_eq!(town.held(8), 1_800, "and held");
        assert_eq!(decide(&town, 5, 1_801), "error.wallet.dispute_early", "still to be answered");
        assert_eq!(give_back(&town, 6, 1_800), "applied", "the rest");
        assert_eq!(told(&town, 1).state.stage, Stage::Refunded, "it is over");
        assert_eq!((town.balance(8, "CNY"), town.held(8)), (Some(0), 0), "nothing is held");
        assert_eq!(town.balance(1, "CNY"), Some(98_000), "all that was disputed is back");
        town.is_whole();
    });
}

#[test]
fn what_is_not_there_any_more_is_not_held() {
    on_each(|db| {
        let town = Town::new(db);
        town.act(1, PAID, ops::TRANSFER, &pay(8, cny(5_000))).expect("there is enough");
        town.act(8, 3, ops::TRANSFER, &pay(2, cny(4_000))).expect("most of it is spent");
        town.act(1, DISPUTED, acts::OPEN_DISPUTE, &opening(3_000)).expect("still");
        assert_eq!(told(&town, 1).state.held, 1_000, "what there is");
        assert_eq!(contest(&town, 4), "applied");
        assert_eq!(decide(&town, 5, 3_000), "error.wallet.too_little", "they do not have it");
        assert_eq!(told(&town, 1).state.stage, Stage::Reviewing, "nothing is decided then");
        assert_eq!(town.held(8), 1_000, "and it is held still");
        assert_eq!(decide(&town, 6, 1_000), "applied", "what there is");
        town.is_whole();
    });
}

#[test]
fn only_a_payment_of_mine_can_be_disputed_once_and_in_time() {
    on_each(|db| {
        let town = Town::new(db);
        town.act(1, PAID, ops::TRANSFER, &pay(8, cny(5_000))).expect("there is enough");
        let open =
            |who, op, args: &acts::OpenDispute| key_of(town.act(who, op, acts::OPEN_DISPUTE, args));
        assert_eq!(open(8, 3, &opening(100)), "error.wallet.no_bill", "who got it");
        assert_eq!(open(2, 4, &opening(100)), "error.wallet.no_bill", "somebody else");
        assert_eq!(open(1, 5, &opening(5_001)), "error.wallet.dispute_amount", "more than it was");
        assert_eq!(open(1, 6, &opening(0)), "error.wallet.not_positive", "nothing");
        let yen = acts::OpenDispute { amount: money(5, "JPY"), ..opening(5) };
        assert_eq!(open(1, 7, &yen), "error.sync.arguments", "other money");
        let silent = acts::OpenDispute { text: "  ".to_owned(), ..opening(100) };
        assert_eq!(open(1, 8, &silent), "error.wallet.dispute_words", "no words");
        let picture = "c".repeat(64);
        let shown = acts::OpenDispute { pictures: vec![picture.clone()], ..opening(4_000) };
        assert_eq!(open(1, 9, &shown), "error.people.picture_unknown", "no such picture");
        town.db
            .write(|sql| {
                item::insert(sql, &picture, ("image/jpeg", 1, ""), super::town::id(1), town.now())
            })
            .expect("it is kept");
        assert_eq!(give_back(&town, 10, 1_001), "applied", "a part goes back before");
        assert_eq!(open(1, 11, &shown), "error.wallet.dispute_amount", "39.99 are left");
        let less = acts::OpenDispute { amount: cny(3_999), ..shown };
        assert_eq!(open(1, DISPUTED, &less), "applied");
        assert_eq!(open(1, 12, &opening(1)), "error.wallet.dispute_open", "one at a time");
        let withdraw = acts::WithdrawDispute { dispute: op_id(DISPUTED) };
        let refused = key_of(town.act(8, 13, acts::WITHDRAW_DISPUTE, &withdraw));
        assert_eq!(refused, "error.wallet.dispute_unknown", "not theirs to take back");
        town.act(1, 14, acts::WITHDRAW_DISPUTE, &withdraw).expect("taken back");
        assert_eq!(town.held(8), 0, "what was held is free");
        town.wait(DISPUTE_SECONDS);
        assert_eq!(open(1, 15, &opening(1)), "error.wallet.dispute_late", "90 days are over");
        let top_up = ops::TopUp { amount: cny(900), rail: "sandbox".to_owned() };
        town.act(2, 16, ops::TOP_UP, &top_up).expect("it comes in");
        let none = acts::OpenDispute { bill: BillId(op_id(16).0), ..opening(1) };
        assert_eq!(open(2, 17, &none), "error.wallet.no_bill", "what a rail brought");
        town.is_whole();
    });
}

#[test]
fn both_sides_say_more_and_nobody_else() {
    on_each(|db| {
        let town = Town::new(db);
        disputed(&town, 3_000);
        let add = |who, op, text: &str| {
            let args = acts::AddEvidence {
                dispute: op_id(DISPUTED),
                text: text.to_owned(),
                pictures: Vec::new(),
            };
            key_of(town.act(who, op, acts::ADD_EVIDENCE, &args))
        };
        assert_eq!(add(1, 3, "See the corner"), "applied", "who paid");
        assert_eq!(add(8, 4, "It was packed well"), "applied", "who was paid");
        assert_eq!(add(2, 5, "Hello"), "error.wallet.dispute_unknown", "nobody else");
        assert_eq!(add(1, 6, " "), "error.wallet.dispute_words", "nothing is nothing");
        let by: Vec<By> = told(&town, 1).steps.iter().map(|step| step.by).collect();
        assert_eq!(by, [By::Payer, By::Payer, By::Payee], "in their order");
        assert_eq!(accept(&town, 7), "applied");
        assert_eq!(add(1, 8, "Thanks"), CLOSED, "what is over is over");
    });
}

#[test]
fn a_dispute_has_forty_steps_at_most() {
    on_each(|db| {
        let town = Town::new(db);
        disputed(&town, 3_000);
        let add = |op| {
            let (dispute, text) = (op_id(DISPUTED), "More".to_owned());
            let args = acts::AddEvidence { dispute, text, pictures: Vec::new() };
            key_of(town.act(1, op, acts::ADD_EVIDENCE, &args))
        };
        for op in 10..49 {
            assert_eq!(add(op), "applied", "step {op}");
        }
        assert_eq!(add(49), "error.wallet.dispute_much", "enough was said");
        assert_eq!(contest(&town, 50), "applied", "which ends nothing else");
    });
}
