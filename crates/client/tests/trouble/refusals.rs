//! Refusals: before anything is sent, by the ledger, and how the person goes on from there.

use crate::double::Trouble;
use crate::double::desk::{Desk, op, payment};
use crate::double::world::{PIN, cny};
use sampan_protocol::device::{DiscardWaiting, WaitingState};
use sampan_protocol::wallet::{BillState, GetBill, Pay};
use sampan_protocol::{Arg, Error};

const PUSH: &str = "/v1/sync/push";

fn key<T>(result: Result<T, Error>) -> String {
    result.err().map(|error| error.key).expect("an error")
}

#[tokio::test]
async fn too_little_is_refused_when_it_is_certain() {
    let desk = Desk::with(5_000).await;
    let error = desk.pay(1, 6_000, Some(PIN)).await.expect_err("too much");
    assert_eq!(error.key, "error.wallet.too_little", "it says why");
    assert_eq!(error.args.get("missing"), Some(&Arg::Money(cny(1_000))), "and how much is missing");
    assert!(desk.waiting().await.is_empty(), "nothing was made of it");
    desk.service.world().give(2, 3_000);
    let receipt = desk.pay(1, 6_000, Some(PIN)).await.expect("paid");
    assert!(receipt.settled(), "what came in meanwhile is looked up before refusing");
    desk.service.cut(true);
    let receipt = desk.pay(3, 9_000, None).await.expect("who knows");
    assert_eq!(receipt.bill.state, BillState::NeedsPin, "offline nothing is certain");
    desk.check("after all").await;
}

#[tokio::test]
async fn a_refusal_is_told_once_and_the_same_form_can_try_again() {
    let desk = Desk::with(5_000).await;
    // Another device spends it, and this one does not know.
    desk.service.world().give(2, -4_500);
    let error = desk.pay(1, 1_000, Some(PIN)).await.expect_err("refused by the ledger");
    assert_eq!(error.key, "error.wallet.too_little", "the ledger's reason");
    assert!(desk.waiting().await.is_empty(), "the person was told: nothing waits");
    desk.check("after the refusal").await;
    desk.service.world().give(3, 4_500);
    let (first, second) =
        tokio::join!(desk.pay(1, 1_000, Some(PIN)), desk.pay(1, 1_000, Some(PIN)));
    let (first, second) = (first.expect("paid"), second.expect("paid"));
    assert_eq!(first.bill.id, second.bill.id, "one new try, however often it is pressed");
    assert!(first.settled(), "it goes through");
    let id = sampan_protocol::ids::BillId(op(1).0);
    let found = desk.client.get_bill(GetBill { id }).await.expect("found");
    assert_eq!(found.id, first.bill.id, "found by the form's own identifier, too");
    desk.check_done("after the second try").await;
}

#[tokio::test]
async fn a_refusal_in_the_background_waits_for_the_person() {
    let desk = Desk::with(5_000).await;
    desk.service.next(PUSH, Trouble::LostBefore);
    desk.pay(1, 4_000, Some(PIN)).await.expect("on its way");
    desk.service.world().give(2, -3_000);
    desk.service.cut(true);
    desk.top_up(3, 100).await.expect("waits behind it");
    desk.service.cut(false);
    desk.sync().await.expect("synchronised");
    let states: Vec<_> = desk.waiting().await.into_iter().map(|w| w.state).collect();
    assert!(
        matches!(&states[..], [WaitingState::Rejected(_), WaitingState::Halted]),
        "refused, and what follows waits: {states:?}"
    );
    let bills = desk.bills().await;
    assert!(bills.iter().any(|b| matches!(b.state, BillState::Failed(_))), "the bill says so");
    desk.check("refused").await;
    desk.client.discard_waiting(DiscardWaiting { op: op(1) }).await.expect("dropped");
    desk.sync().await.expect("synchronised");
    desk.check_done("after dropping it").await;
    assert_eq!(desk.service.world().balance, 2_100, "what waited behind it went on");
}

#[tokio::test]
async fn a_refused_payment_can_be_sent_again_from_the_list() {
    let desk = Desk::with(5_000).await;
    desk.service.next(PUSH, Trouble::LostBefore);
    desk.pay(1, 4_000, Some(PIN)).await.expect("on its way");
    desk.service.world().give(2, -3_000);
    desk.sync().await.expect("synchronised");
    let again = desk.retry(op(1), Some(PIN)).await.expect_err("still too little");
    assert_eq!(again.key, "error.wallet.too_little", "refused again");
    desk.service.world().give(3, 3_000);
    desk.retry(op(1), Some(PIN)).await.expect("paid");
    desk.check_done("after sending it again").await;
    assert_eq!(desk.service.world().balance, 1_000, "once");
}

#[tokio::test]
async fn what_cannot_be_paid_is_refused_before_it_is_sent() {
    let desk = Desk::with(5_000).await;
    let asked = desk.service.asked().len();
    let me = desk.client.session().await.expect("a session").me.expect("somebody").person;
    let with = |change: fn(&mut Pay)| {
        let mut pay = payment(1, 100, Some(PIN));
        change(&mut pay);
        pay
    };
    for (pay, expected) in [
        (with(|p| p.amount.minor = 0), "error.wallet.not_positive"),
        (with(|p| p.amount.minor = -5), "error.wallet.not_positive"),
        (with(|p| p.amount.minor = 1_000_001), "error.wallet.over_limit"),
        (with(|p| p.note = "x".repeat(201)), "error.wallet.note"),
        (with(|p| p.code = Some("000201".into())), "error.wallet.code_unreadable"),
        (Pay { to: me, ..payment(1, 100, Some(PIN)) }, "error.wallet.own_payment"),
    ] {
        assert_eq!(key(desk.client.pay(pay).await), expected, "it says why");
    }
    assert_eq!(desk.service.asked().len(), asked, "the service is not bothered");
    assert!(desk.waiting().await.is_empty(), "and nothing waits");
}

#[tokio::test]
async fn one_form_cannot_pay_two_different_things() {
    let desk = Desk::with(5_000).await;
    desk.service.next(PUSH, Trouble::LostAfter);
    desk.pay(1, 1_000, Some(PIN)).await.expect("on its way");
    desk.service.cut(true);
    let other = desk.pay(1, 2_000, Some(PIN)).await;
    assert_eq!(key(other), "error.device.sent_already", "it was sent with other details");
    desk.service.cut(false);
    desk.sync().await.expect("synchronised");
    desk.check_done("after all").await;
    assert_eq!(desk.service.world().balance, 4_000, "the first one counts");
}
