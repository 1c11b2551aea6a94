//! Trouble on the line to the real backend: lost answers, killed apps, and all at once.

use crate::house::{House, PIN, Way, cny, new_op};
use sampan_client::Run;
use sampan_protocol::device::{ListWaiting, RetryWaiting, WaitingState};
use sampan_protocol::wallet::{AddMoney, BillState, Pay};

#[tokio::test(flavor = "multi_thread")]
async fn whatever_answer_is_lost_the_payment_is_made_once() {
    for lost in ["/v1/sync/authorize", "/v1/sync/push", "/v1/sync/pull"] {
        for kill in [false, true] {
            let house = House::new(Way::InProcess).await;
            let ben = house.person("ben", 0).await;
            let mut ada = house.device_that(Run::ByHand).await;
            ada.onboard("ada").await;
            ada.top_up(5_000).await;
            let payment = ada.payment(&ben.me().await, 500);
            ada.line.lose(lost);
            let receipt = ada.client.pay(payment.clone()).await.expect("on its way");
            assert_ne!(receipt.bill.state, BillState::Settled, "{lost}: it is not known yet");
            if kill {
                ada = ada.restart().await;
            }
            let again = ada.client.pay(payment).await.expect("paid");
            assert!(again.settled(), "{lost} {kill}: pressed again, it is the same one");
            assert_eq!(
                (ada.money().await, ada.waiting().await),
                ((4_500, 4_500), 0),
                "{lost}: once"
            );
            ben.until("the money", || async { ben.money().await.1 == 500 }).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_double_click_on_two_threads_pays_once() {
    let house = House::new(Way::Http).await;
    let (ada, ben) = (house.person("ada", 5_000).await, house.person("ben", 0).await);
    let payment = ada.payment(&ben.me().await, 500);
    let tasks: Vec<_> = (0..6)
        .map(|_| {
            let (client, payment) = (ada.client.clone(), payment.clone());
            tokio::spawn(async move { client.pay(payment).await })
        })
        .collect();
    for task in tasks {
        assert!(task.await.expect("joined").expect("paid").settled(), "each says that it is paid");
    }
    assert_eq!((ada.money().await, ada.waiting().await), ((4_500, 4_500), 0), "once");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_devices_of_one_person_cannot_spend_the_same_money() {
    let house = House::new(Way::InProcess).await;
    let ben = house.person("ben", 0).await;
    let phone = house.device().await;
    let phrase = phone.onboard("ada").await;
    phone.top_up(1_000).await;
    let laptop = house.device().await;
    let recover =
        sampan_protocol::device::RecoverAccount { handle: "ada".into(), phrase, pin: PIN.into() };
    laptop.client.recover_account(recover).await.expect("recovered");
    laptop.until("the wallet", || async { laptop.money().await.1 == 1_000 }).await;
    let to = ben.me().await;
    let pay = |payment: Pay| payment;
    let (first, second) = tokio::join!(
        phone.client.pay(pay(phone.payment(&to, 800))),
        laptop.client.pay(pay(laptop.payment(&to, 800)))
    );
    assert!(first.is_ok() != second.is_ok(), "one of them: {first:?} {second:?}");
    let refused = first.err().or(second.err()).expect("one refusal");
    assert_eq!(refused.key, "error.wallet.too_little", "the other one is told why");
    ben.until("the money", || async { ben.money().await.1 == 800 }).await;
    for device in [&phone, &laptop] {
        device.sync().await.expect("synchronised");
        assert_eq!((device.money().await, device.waiting().await), ((200, 200), 0), "both agree");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_day_offline_is_caught_up_in_order() {
    let house = House::new(Way::Http).await;
    let (mut ada, ben) = (house.person("ada", 1_000).await, house.person("ben", 0).await);
    let to = ben.me().await;
    ada.line.cut(true);
    for amount in 1..=30 {
        let add = AddMoney { op: new_op(), amount: cny(amount), rail: "sandbox".into() };
        ada.client.add_money(add).await.expect("waits");
        if amount % 10 == 0 {
            ada.client.pay(Pay { pin: None, ..ada.payment(&to, 100) }).await.expect("waits");
        }
    }
    assert_eq!(ada.money().await, (700, 1_000), "what leaves is taken off, what comes is not");
    ada = ada.restart().await;
    ada.until("all top-ups", || async { ada.waiting().await == 3 }).await;
    assert_eq!(ada.money().await.1, 1_465, "they came in");
    for waiting in ada.client.list_waiting(ListWaiting {}).await.expect("listed") {
        assert_eq!(waiting.state, WaitingState::NeedsPin, "only what needs the PIN is left");
        let retry = RetryWaiting { op: waiting.op, pin: Some(PIN.into()) };
        ada.client.retry_waiting(retry).await.expect("confirmed");
    }
    assert_eq!((ada.money().await, ada.waiting().await), ((1_165, 1_165), 0), "all of it");
    assert_eq!(ada.bills().await.len(), 34, "each once");
}
