//! Paying: with and without PIN, online and not, twice at once, refused, and tried again.

use crate::double::Trouble;
use crate::double::desk::{Desk, op};
use crate::double::world::{PIN, baker, cny};
use sampan_protocol::device::{DiscardWaiting, WaitingState};
use sampan_protocol::wallet::BillState;
use sampan_protocol::{Code, Error};

const PUSH: &str = "/v1/sync/push";
const AUTHORIZE: &str = "/v1/sync/authorize";

fn key<T>(result: Result<T, Error>) -> String {
    result.err().map(|error| error.key).expect("an error")
}

#[tokio::test]
async fn a_payment_is_settled_when_it_is_confirmed() {
    let desk = Desk::with(5_000).await;
    let receipt = desk.pay(1, 1_200, Some(PIN)).await.expect("paid");
    assert!(receipt.settled(), "the ledger has moved it");
    assert_eq!(receipt.bill.other, Some(baker()), "to whom it was sent");
    assert_eq!(desk.money().await, (3_800, 3_800), "it is gone");
    desk.check_done("after paying").await;
}

#[tokio::test]
async fn pressing_twice_pays_once() {
    let desk = Desk::with(5_000).await;
    let (first, second) =
        tokio::join!(desk.pay(1, 1_000, Some(PIN)), desk.pay(1, 1_000, Some(PIN)));
    assert_eq!(first.expect("paid").bill.id, second.expect("paid").bill.id, "the same payment");
    let third = desk.pay(1, 1_000, Some(PIN)).await.expect("still the same");
    assert!(third.settled(), "later, too");
    assert_eq!(desk.service.world().balance, 4_000, "once");
    desk.check_done("after pressing often").await;
}

#[tokio::test]
async fn a_wrong_pin_leaves_the_payment_waiting_for_the_right_one() {
    let desk = Desk::with(5_000).await;
    let error = desk.pay(1, 1_000, Some("314159")).await.expect_err("the wrong PIN");
    assert_eq!(error.code, Code::WrongPin, "it says so");
    assert_eq!(desk.waiting().await[0].state, WaitingState::NeedsPin, "it waits for the right one");
    assert_eq!(desk.money().await, (4_000, 5_000), "what waits cannot be spent again");
    let receipt = desk.pay(1, 1_500, Some(PIN)).await.expect("paid");
    assert_eq!(receipt.bill.amount, cny(-1_500), "what was changed before it was sent counts");
    desk.check_done("after the right PIN").await;
}

#[tokio::test]
async fn offline_it_waits_for_the_pin_and_holds_nobody_up() {
    let desk = Desk::with(5_000).await;
    desk.service.cut(true);
    for (number, pin) in [(1, None), (2, Some(PIN))] {
        let receipt = desk.pay(number, 1_000, pin).await.expect("it waits");
        assert_eq!(receipt.bill.state, BillState::NeedsPin, "it waits for the PIN");
    }
    let receipt = desk.top_up(3, 700).await.expect("it waits, too");
    assert_eq!(receipt.bill.state, BillState::Pending, "it needs no PIN");
    assert_eq!(desk.money().await, (3_000, 5_000), "what comes in is not there yet");
    desk.check("offline").await;
    let desk = desk.reopen().await;
    desk.service.cut(false);
    desk.sync().await.expect("back online");
    assert_eq!(desk.service.world().balance, 5_700, "the top-up went ahead");
    assert_eq!(key(desk.retry(op(1), None).await), "error.device.pin_needed", "a PIN is needed");
    for number in [1, 2] {
        desk.retry(op(number), Some(PIN)).await.expect("confirmed");
    }
    desk.check_done("after confirming").await;
    assert_eq!(desk.money().await.0, 3_700, "both are paid");
}

#[tokio::test]
async fn a_payment_cut_off_is_found_confirmed_later() {
    for trouble in [Trouble::LostBefore, Trouble::LostAfter] {
        let desk = Desk::with(5_000).await;
        desk.service.next(PUSH, trouble.clone());
        let receipt = desk.pay(1, 1_000, Some(PIN)).await.expect("on its way");
        assert_eq!(receipt.bill.state, BillState::Pending, "{trouble:?}: not known yet");
        desk.check("cut off").await;
        let discard = DiscardWaiting { op: op(1) };
        desk.service.cut(true);
        let refused = desk.client.discard_waiting(discard.clone()).await;
        assert_eq!(key(refused), "error.device.discard_offline", "it may have arrived");
        desk.service.cut(false);
        let desk = desk.reopen().await;
        desk.sync().await.expect("back online");
        desk.check_done("after coming back").await;
        assert_eq!(desk.service.world().balance, 4_000, "{trouble:?}: paid once");
        let again = desk.pay(1, 1_000, Some(PIN)).await.expect("known");
        assert!(again.settled(), "pressed again, it is the same payment");
    }
}

#[tokio::test]
async fn what_has_happened_cannot_be_dropped() {
    let desk = Desk::with(5_000).await;
    desk.service.next(PUSH, Trouble::LostAfter);
    desk.pay(1, 1_000, Some(PIN)).await.expect("on its way");
    let discard = DiscardWaiting { op: op(1) };
    let told = desk.client.discard_waiting(discard.clone()).await;
    assert_eq!(key(told), "error.device.already_done", "it asks first, and it has happened");
    desk.check_done("after asking").await;
    desk.client.discard_waiting(discard).await.expect("nothing waits under this name any more");
}

#[tokio::test]
async fn the_line_breaks_while_the_pin_is_checked() {
    for trouble in [Trouble::LostBefore, Trouble::LostAfter] {
        let desk = Desk::with(5_000).await;
        desk.service.next(AUTHORIZE, trouble);
        let receipt = desk.pay(1, 1_000, Some(PIN)).await.expect("it waits");
        assert_eq!(receipt.bill.state, BillState::NeedsPin, "not sent without an answer");
        let receipt = desk.pay(1, 1_000, Some(PIN)).await.expect("paid");
        assert!(receipt.settled(), "the next try goes through");
        desk.check_done("after the second try").await;
    }
}

#[tokio::test]
async fn an_approval_that_ran_out_asks_for_the_pin_again() {
    let desk = Desk::with(5_000).await;
    desk.service.next(PUSH, Trouble::LostBefore);
    desk.pay(1, 1_000, Some(PIN)).await.expect("on its way");
    desk.service.world().approvals.clear();
    desk.sync().await.expect("synchronised");
    assert_eq!(desk.waiting().await[0].state, WaitingState::NeedsPin, "it needs the PIN again");
    let discard = DiscardWaiting { op: op(1) };
    let soon = desk.client.discard_waiting(discard.clone()).await;
    assert_eq!(key(soon), "error.device.discard_wait", "a copy may still be on its way");
    desk.clock.turn(121);
    desk.client.discard_waiting(discard).await.expect("now it cannot arrive any more");
    desk.check_done("after dropping it").await;
    assert_eq!(desk.service.world().balance, 5_000, "nothing was paid");
}

#[tokio::test]
async fn a_copied_profile_goes_on_from_the_services_counters() {
    let desk = Desk::with(5_000).await;
    let copy = tempfile::tempdir().expect("a folder");
    for entry in std::fs::read_dir(desk.folder.path()).expect("readable").flatten() {
        if entry.path().is_file() {
            std::fs::copy(entry.path(), copy.path().join(entry.file_name())).expect("copied");
        }
    }
    desk.pay(1, 1_000, Some(PIN)).await.expect("paid by the original");
    let (service, clock) = (desk.service.clone(), desk.clock.clone());
    let run = sampan_client::Run::ByHand;
    let config = crate::double::desk::config(copy.path(), service.clone(), clock.clone(), run);
    let client = sampan_client::Client::open(config).await.expect("opened");
    let twin = Desk { folder: copy, service, clock, client };
    let receipt = twin.pay(2, 500, Some(PIN)).await.expect("paid by the copy");
    assert!(receipt.settled(), "place and counter are taken from the service");
    twin.check_done("after the copy paid").await;
    assert_eq!(twin.service.world().balance, 3_500, "each paid once");
}
