//! What rails tell that does not fit, and what two operators do about it: the money is somebody's in
//! the end, once.

use super::rails::{Ahead, bill, come, key, on_each, order, said_as, silent, tell};
use super::rails::{go, order_of};
use super::somebody::{Somebody, newcomer, op};
use super::town::{cny, key_of};
use crate::backend::Backend;
use crate::wallet::ledger::journal::Owner;
use crate::wallet::ledger::table::account;
use crate::wallet::rail::{Happened, Reason, desk, see_to};
use axum::http::StatusCode;
use sampan_protocol::Error;
use sampan_protocol::ids::{BillId, OpId};
use sampan_protocol::wallet::BillState;
use sampan_protocol::wallet::ops::{RAIL_BACK, RAIL_END, RAIL_IN, RAIL_OUT, RailBack, RailEnd};
use sampan_protocol::wallet::rail_desk::{Odd, RailDesk, RailLine, RailWay, SeeTo};

/// Has the rail tell something; each is told under a name of its own.
async fn hear(backend: &Backend, order: Option<OpId>, what: Happened) {
    let name = format!("evt-{}", op(backend));
    let said = said_as(&silent(), &name, order, what);
    assert_eq!(tell(backend, "sim", said).await.0, StatusCode::OK, "it is heard");
}

fn rails(backend: &Backend) -> RailDesk {
    let people = backend.ports().people.clone();
    let read = || backend.db().read(|sql| desk::read(sql, people.as_ref()));
    tokio::task::block_in_place(read).expect("the database answers")
}

/// The one line that nobody has seen to.
fn only(backend: &Backend) -> RailLine {
    let [line] = rails(backend).open.try_into().expect("one line is open");
    line
}

/// Has operators carry out an act, whose arguments one proposed.
fn decide(backend: &Backend, by: &Somebody, args: &SeeTo) -> String {
    let done = tokio::task::block_in_place(|| {
        backend.in_name_of(by.id, op(backend), backend.now(), |cx| {
            see_to::check(cx, args)?;
            see_to::carry_out(cx, args)
        })
    });
    key_of(done.map_err(Error::from))
}

fn see(backend: &Backend, by: &Somebody, line: &RailLine, way: RailWay) -> String {
    decide(backend, by, &SeeTo::of(line, way))
}

/// What an account of the service has.
fn service(backend: &Backend, purpose: &str) -> i64 {
    let owner = Owner::System(purpose.to_owned());
    let read = || backend.db().read(|sql| account::of(sql, &owner, cny(0).currency));
    let found = tokio::task::block_in_place(read).expect("the database answers");
    found.map_or(0, |opened| opened.account.balance.posted)
}

fn set_aside() -> RailWay {
    RailWay::SetAside { why: "The rail's fault".to_owned() }
}

/// A top-up that was called off.
async fn ended(ada: &mut Somebody, backend: &Backend, clock: &Ahead, minor: i64) -> BillId {
    let id = order(ada, backend, RAIL_IN, &come(minor)).await;
    order(ada, backend, RAIL_END, &RailEnd { bill: id }).await;
    clock.pass(backend, 5, 1).await;
    assert_eq!(bill(ada, id).await.state, BillState::CalledBack, "it is called off");
    id
}

#[test]
fn what_is_paid_after_its_end_becomes_the_persons_by_an_act() {
    on_each(&silent(), |backend, clock| async move {
        let mut ada = newcomer(&backend, "ada", 0).await;
        let olga = newcomer(&backend, "olga", 0).await;
        let id = ended(&mut ada, &backend, &clock, 20_000).await;
        hear(&backend, Some(OpId(id.0)), Happened::Succeeded(cny(20_000))).await;
        assert_eq!(service(&backend, "suspense/sim"), 20_000, "it lies aside");
        let line = only(&backend);
        assert_eq!((line.why, line.aside), (Odd::AfterEnd, Some(cny(20_000))), "and says so");
        let act = SeeTo::of(&line, RailWay::Settle);
        let other = SeeTo { aside: Some(cny(20_001)), ..act.clone() };
        assert_eq!(decide(&backend, &olga, &other), "error.bank.act_changed", "as it was seen");
        let whose = SeeTo { person: Some(olga.id), ..act.clone() };
        assert_eq!(decide(&backend, &olga, &whose), "error.bank.act_changed", "and whose");
        assert_eq!(decide(&backend, &olga, &act), "applied", "it is hers");
        assert_eq!(ada.balance().await, 20_000, "all of it");
        assert_eq!(service(&backend, "suspense/sim"), 0, "and nothing lies aside");
        assert_eq!(decide(&backend, &olga, &act), "error.bank.line_done", "once");
        assert_eq!(rails(&backend).seen[0].way, Some(RailWay::Settle), "and it is kept");
        let back = RailBack { bill: id, rail: "sim".to_owned(), amount: cny(5_000) };
        let sent = ada.act(&backend, RAIL_BACK, &back).await;
        assert!(sent.is_ok_and(|done| key(&Ok(done)).contains("Applied")), "it may go back");
        hear(&backend, Some(OpId(id.0)), Happened::Returned(cny(20_000))).await;
        let held = ada.balance().await;
        assert_eq!(held, 5_000, "what the rail takes back is taken; her own refund is held");
    });
}

#[test]
fn what_was_too_much_goes_back_by_hand_and_the_rail_may_tell_of_it() {
    on_each(&silent(), |backend, _| async move {
        let mut ada = newcomer(&backend, "ada", 0).await;
        let olga = newcomer(&backend, "olga", 0).await;
        let id = order(&mut ada, &backend, RAIL_IN, &come(20_000)).await;
        hear(&backend, Some(OpId(id.0)), Happened::Succeeded(cny(25_000))).await;
        assert_eq!(ada.balance().await, 19_900, "what was ordered");
        let line = only(&backend);
        assert_eq!((line.why, line.aside), (Odd::TooMuch, Some(cny(5_000))), "the rest lies aside");
        assert_eq!(see(&backend, &olga, &line, RailWay::SentBack), "applied", "it was sent back");
        assert_eq!(service(&backend, "suspense/sim"), 0, "nothing lies aside");
        hear(&backend, Some(OpId(id.0)), Happened::Returned(cny(5_000))).await;
        assert_eq!(ada.balance().await, 19_900, "the rail tells of it, and nothing moves");
        assert!(rails(&backend).open.is_empty(), "nor is it odd");
    });
}

#[test]
fn an_unknown_payment_is_taken_for_an_order_of_its_amount() {
    on_each(&silent(), |backend, _| async move {
        let mut ada = newcomer(&backend, "ada", 0).await;
        let olga = newcomer(&backend, "olga", 0).await;
        let id = order(&mut ada, &backend, RAIL_IN, &come(20_000)).await;
        let small = order(&mut ada, &backend, RAIL_IN, &come(19_999)).await;
        hear(&backend, None, Happened::Succeeded(cny(20_000))).await;
        let line = only(&backend);
        let maybe: Vec<OpId> = line.maybe.iter().map(|order| order.id).collect();
        assert_eq!(maybe, [OpId(id.0)], "the one of this amount is offered");
        let wrong = RailWay::Belongs { order: OpId(small.0) };
        assert_eq!(see(&backend, &olga, &line, wrong), "error.bank.act_changed", "no other");
        let right = RailWay::Belongs { order: OpId(id.0) };
        assert_eq!(see(&backend, &olga, &line, right), "applied", "it is that one");
        assert_eq!(ada.balance().await, 19_900, "less the fee");
        assert_eq!(bill(&mut ada, id).await.state, BillState::Settled, "her bill says so");
        assert!(rails(&backend).open.is_empty(), "nothing is left");
    });
}

#[test]
fn what_nobody_gets_is_set_aside_with_a_reason() {
    on_each(&silent(), |backend, clock| async move {
        let mut ada = newcomer(&backend, "ada", 0).await;
        let olga = newcomer(&backend, "olga", 0).await;
        let id = ended(&mut ada, &backend, &clock, 20_000).await;
        hear(&backend, Some(OpId(id.0)), Happened::Succeeded(cny(20_000))).await;
        let line = only(&backend);
        let no_reason = RailWay::SetAside { why: " ".to_owned() };
        assert_eq!(see(&backend, &olga, &line, no_reason), "error.bank.why", "a reason is needed");
        let belongs = RailWay::Belongs { order: OpId(id.0) };
        assert_eq!(see(&backend, &olga, &line, belongs), "error.bank.line_way", "it is known");
        assert_eq!(see(&backend, &olga, &line, set_aside()), "applied", "it is the service's");
        assert_eq!(service(&backend, "charges/sim"), 20_000, "which has it");
        hear(&backend, Some(OpId(id.0)), Happened::Returned(cny(20_000))).await;
        let line = only(&backend);
        let missing = (Odd::Short, Some(cny(-20_000)));
        assert_eq!((line.why, line.aside), missing, "the rail took it back: it is missing");
        assert_eq!(see(&backend, &olga, &line, set_aside()), "applied", "out of what it was");
        assert_eq!(service(&backend, "charges/sim"), 0, "the service has nothing of it");
        assert_eq!(service(&backend, "suspense/sim"), 0, "and nothing is missing");
        assert_eq!(ada.balance().await, 0, "nor was it ever hers");
    });
}

#[test]
fn what_left_although_it_had_failed_is_taken_from_the_person_if_they_have_it() {
    on_each(&silent(), |backend, _| async move {
        let mut ada = newcomer(&backend, "ada", 10_000).await;
        let olga = newcomer(&backend, "olga", 0).await;
        let id = order(&mut ada, &backend, RAIL_OUT, &go(8_000)).await;
        hear(&backend, Some(OpId(id.0)), Happened::Failed(Reason::NoAccount)).await;
        assert_eq!(ada.balance().await, 10_000, "all of it is hers again");
        hear(&backend, Some(OpId(id.0)), Happened::Succeeded(cny(7_920))).await;
        let line = only(&backend);
        assert_eq!((line.why, line.aside), (Odd::LeftAfterFailure, Some(cny(-7_920))), "it left");
        let rest = order(&mut ada, &backend, RAIL_OUT, &go(9_000)).await;
        let cannot = see(&backend, &olga, &line, RailWay::Settle);
        assert_eq!(cannot, "error.wallet.too_little", "nobody is overdrawn");
        hear(&backend, Some(OpId(rest.0)), Happened::Failed(Reason::NoAccount)).await;
        assert_eq!(see(&backend, &olga, &line, RailWay::Settle), "applied", "now she has it");
        assert_eq!(ada.balance().await, 2_080, "what left is taken");
        assert_eq!(service(&backend, "suspense/sim"), 0, "and nothing is missing");
        assert_eq!(order_of(&backend, id).aside, 0, "the order knows");
    });
}
