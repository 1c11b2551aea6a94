//! Transfers that happen by themselves: in their time, told when they cannot, and held until they
//! arrive or are called back.

use super::engines::on_each;
use super::town::{Town, cny, id, key_of, op_id, pay};
use sampan_protocol::Timestamp;
use sampan_protocol::ids::{BillId, PlanId};
use sampan_protocol::wallet::plan::{
    CALL_BACK, CallBack, DELAY, Delay, Every, MakePlan, PLAN, Plan, PlanState, RETRY_SECONDS, ROW,
    Rhythm, Run, SET, SetPlan,
};
use sampan_protocol::wallet::rows::{self, Account};
use sampan_protocol::wallet::{BillState, ops};

const DAY: i64 = 86_400;

fn daily(town: &Town, minor: i64, times: Option<u32>) -> MakePlan {
    let first = town.now().plus_seconds(3_600);
    let rhythm = Rhythm { first, every: Every::Day, utc_offset: 480, until: None, times };
    MakePlan { to: id(2), amount: cny(minor), note: "零花钱".to_owned(), rhythm }
}

fn plan(town: &Town) -> Plan {
    town.rows(1, ROW).pop().expect("the owner sees the plan")
}

fn later(town: &Town, seconds: i64) {
    town.wait(seconds);
    town.run_due();
}

#[test]
fn a_plan_pays_in_its_time_until_its_last() {
    on_each(|db| {
        let town = Town::new(db);
        town.act(1, 1, PLAN, &daily(&town, 500, Some(3))).expect("it can be planned");
        assert_eq!(town.balance(2, "CNY"), Some(0), "nothing is paid yet");
        assert_eq!(plan(&town).next, Some(town.now().plus_seconds(3_600)), "the first time");
        later(&town, 3_599);
        assert_eq!(town.balance(2, "CNY"), Some(0), "not before its time");
        later(&town, 1);
        assert_eq!(town.balance(2, "CNY"), Some(500), "in its time");
        let bill = town.bills(2).pop().expect("a bill");
        assert_eq!(
            (bill.note.as_str(), bill.state),
            ("零花钱", BillState::Settled),
            "as any other"
        );
        assert_eq!(plan(&town).next, Some(town.now().plus_seconds(DAY)), "tomorrow again");
        later(&town, DAY);
        later(&town, DAY);
        assert_eq!(town.balance(2, "CNY"), Some(1_500), "three times");
        let ended = plan(&town);
        assert_eq!(
            (ended.state, ended.paid, ended.next),
            (PlanState::Ended, 3, None),
            "it is over"
        );
        later(&town, 9 * DAY);
        assert_eq!(town.balance(2, "CNY"), Some(1_500), "and no more");
        town.is_whole();
    });
}

#[test]
fn what_was_missed_is_paid_once_and_not_made_up_for() {
    on_each(|db| {
        let town = Town::new(db);
        town.act(1, 1, PLAN, &daily(&town, 500, None)).expect("it can be planned");
        later(&town, 10 * DAY);
        assert_eq!(town.balance(2, "CNY"), Some(500), "one that is late, not ten at once");
        assert!(plan(&town).next > Some(town.now()), "the next is to come");
        assert!(plan(&town).next <= Some(town.now().plus_seconds(DAY)), "within a day");
    });
}

#[test]
fn where_there_is_not_enough_it_is_told_tried_once_more_and_left_out() {
    on_each(|db| {
        let town = Town::new(db);
        town.act(1, 1, PLAN, &daily(&town, 60_000, None)).expect("it can be planned");
        later(&town, 3_600);
        assert_eq!(town.balance(2, "CNY"), Some(60_000), "the first is paid");
        later(&town, DAY);
        let told = plan(&town).last;
        let Some(Run::Retrying(_, error)) = told else { panic!("it is told: {told:?}") };
        assert_eq!(error.key, "error.wallet.too_little", "with why");
        assert_eq!(town.balance(1, "CNY"), Some(40_000), "nothing has moved");
        later(&town, RETRY_SECONDS);
        assert!(matches!(plan(&town).last, Some(Run::Skipped(..))), "left out after the second");
        assert_eq!(plan(&town).state, PlanState::Active, "but it goes on");
        town.act(2, 2, ops::TRANSFER, &pay(1, cny(60_000))).expect("it comes back");
        later(&town, DAY);
        assert!(matches!(plan(&town).last, Some(Run::Paid(_))), "the next is paid again");
        assert_eq!(plan(&town).paid, 2, "twice in all");
        town.is_whole();
    });
}

#[test]
fn money_that_comes_before_the_second_try_is_paid() {
    on_each(|db| {
        let town = Town::new(db);
        town.act(1, 1, PLAN, &daily(&town, 120_000, Some(1))).expect("it can be planned");
        later(&town, 3_600);
        assert!(matches!(plan(&town).last, Some(Run::Retrying(..))), "not enough");
        let top_up = ops::TopUp { amount: cny(50_000), rail: "sandbox".to_owned() };
        town.act(1, 2, ops::TOP_UP, &top_up).expect("the sandbox gives");
        later(&town, RETRY_SECONDS);
        assert_eq!(town.balance(2, "CNY"), Some(120_000), "the second try pays");
        assert_eq!(plan(&town).state, PlanState::Ended, "and it was the last");
    });
}

#[test]
fn a_plan_is_paused_goes_on_and_is_taken_back() {
    on_each(|db| {
        let town = Town::new(db);
        town.act(1, 1, PLAN, &daily(&town, 500, None)).expect("it can be planned");
        let plan_id = PlanId(op_id(1).0);
        let set =
            |who, op, state| key_of(town.act(who, op, SET, &SetPlan { plan: plan_id, state }));
        assert_eq!(set(2, 2, PlanState::Cancelled), "error.wallet.plan_unknown", "only its owner");
        assert_eq!(set(1, 3, PlanState::Paused), "applied");
        later(&town, 3 * DAY);
        assert_eq!(town.balance(2, "CNY"), Some(0), "a paused plan pays nothing");
        assert_eq!(set(1, 4, PlanState::Active), "applied");
        town.run_due();
        assert_eq!(town.balance(2, "CNY"), Some(0), "nor what was due meanwhile");
        later(&town, DAY);
        assert_eq!(town.balance(2, "CNY"), Some(500), "but what is due from then on");
        assert_eq!(set(1, 5, PlanState::Cancelled), "applied");
        later(&town, 3 * DAY);
        assert_eq!(town.balance(2, "CNY"), Some(500), "nothing after it was taken back");
        assert_eq!(set(1, 6, PlanState::Active), "error.wallet.plan_over", "and never again");
        town.is_whole();
    });
}

#[test]
fn plans_that_make_no_sense_are_refused() {
    on_each(|db| {
        let town = Town::new(db);
        let act = |op, change: fn(&mut MakePlan)| {
            let mut args = daily(&town, 500, None);
            change(&mut args);
            key_of(town.act(1, op, PLAN, &args))
        };
        assert_eq!(act(1, |p| p.amount = cny(0)), "error.wallet.not_positive");
        assert_eq!(act(2, |p| p.to = id(1)), "error.wallet.own_payment");
        assert_eq!(act(3, |p| p.to = id(55)), "error.wallet.unknown_payee");
        assert_eq!(act(4, |p| p.rhythm.times = Some(0)), "error.wallet.plan_times");
        assert_eq!(act(5, |p| p.rhythm.until = Some(Timestamp(0))), "error.wallet.plan_until");
        let far = |p: &mut MakePlan| p.rhythm.first = p.rhythm.first.plus_seconds(20 * 366 * DAY);
        assert_eq!(act(6, far), "error.wallet.plan_far");
    });
}

fn delay(minor: i64) -> Delay {
    Delay { to: id(2), amount: cny(minor), note: "定金".to_owned(), seconds: 7_200 }
}

fn account(town: &Town, who: u128) -> (i64, i64) {
    let account: Account = town.rows(who, rows::ACCOUNT).remove(0);
    (account.balance, account.held)
}

#[test]
fn a_delayed_transfer_is_held_and_arrives() {
    on_each(|db| {
        let town = Town::new(db);
        town.act(1, 1, DELAY, &delay(30_000)).expect("it is sent");
        let arrives = town.now().plus_seconds(7_200);
        assert_eq!(account(&town, 1), (100_000, 30_000), "held, not gone");
        for (who, minor) in [(1, -30_000), (2, 30_000)] {
            let bill = town.bills(who).pop().expect("both see it");
            assert_eq!((bill.amount, bill.state), (cny(minor), BillState::Underway(arrives)));
        }
        let too_much = key_of(town.act(1, 2, ops::TRANSFER, &pay(3, cny(80_000))));
        assert_eq!(too_much, "error.wallet.too_little", "what is held cannot be spent");
        later(&town, 7_199);
        assert_eq!(town.balance(2, "CNY"), Some(0), "not before its time");
        later(&town, 1);
        assert_eq!(account(&town, 1), (70_000, 0), "gone");
        assert_eq!(town.balance(2, "CNY"), Some(30_000), "arrived");
        let bills = town.bills(2);
        assert_eq!((bills.len(), &bills[0].state), (1, &BillState::Settled), "the same bill");
        let late = CallBack { bill: BillId(op_id(1).0) };
        assert_eq!(key_of(town.act(1, 3, CALL_BACK, &late)), "error.wallet.delay_over");
        town.is_whole();
    });
}

#[test]
fn a_delayed_transfer_is_called_back_by_who_sent_it() {
    on_each(|db| {
        let town = Town::new(db);
        town.act(1, 1, DELAY, &delay(30_000)).expect("it is sent");
        let args = CallBack { bill: BillId(op_id(1).0) };
        let call = |who, op| key_of(town.act(who, op, CALL_BACK, &args));
        assert_eq!(call(2, 2), "error.wallet.no_bill", "not by who is to get it");
        assert_eq!(call(1, 3), "applied");
        assert_eq!(account(&town, 1), (100_000, 0), "free again");
        assert_eq!(call(1, 4), "error.wallet.delay_over", "once");
        later(&town, DAY);
        assert_eq!(town.balance(2, "CNY"), Some(0), "it never arrives");
        for who in [1, 2] {
            let state = town.bills(who).pop().map(|bill| bill.state);
            assert_eq!(state, Some(BillState::CalledBack), "both see it");
        }
        let odd = Delay { seconds: 5, ..delay(1) };
        assert_eq!(key_of(town.act(1, 5, DELAY, &odd)), "error.sync.arguments", "two delays");
        town.is_whole();
    });
}

#[test]
fn nothing_leaves_by_itself_while_who_pays_is_frozen() {
    on_each(|db| {
        let town = Town::new(db);
        let open = ops::OpenAccount { currency: cny(0).currency };
        town.act(7, 1, ops::OPEN_ACCOUNT, &open).expect("7 has an account");
        let top_up = ops::TopUp { amount: cny(50_000), rail: "sandbox".to_owned() };
        town.act(7, 2, ops::TOP_UP, &top_up).expect("and money");
        town.act(7, 3, PLAN, &daily(&town, 500, None)).expect("it was planned");
        town.act(7, 4, DELAY, &delay(30_000)).expect("it was sent");
        // By now 7 has frozen everything.
        later(&town, 7_200);
        assert_eq!(town.balance(2, "CNY"), Some(0), "neither is paid");
        let told = town.rows::<Plan>(7, ROW).pop().and_then(|plan| plan.last);
        let Some(Run::Retrying(_, error)) = told else { panic!("it is told: {told:?}") };
        assert_eq!(error.key, "error.wallet.plan_frozen", "with why");
        later(&town, 3 * 3_600);
        assert_eq!(town.balance(2, "CNY"), Some(0), "nor later");
        let args = CallBack { bill: BillId(op_id(4).0) };
        assert_eq!(key_of(town.act(7, 5, CALL_BACK, &args)), "applied", "it can be called back");
        assert_eq!(town.balance(7, "CNY"), Some(50_000), "everything is there");
        town.is_whole();
    });
}
