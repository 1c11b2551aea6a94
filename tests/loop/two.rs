//! Two people: one pays, and the other one sees it without asking.

use crate::house::{Device, House, Way, cny, new_op};
use sampan_protocol::people::{FindPeople, ListContacts, SetContact};
use sampan_protocol::wallet::{AskMoney, BillState, CloseRequest, GetWallet, MoneyRequest, Pay};
use std::time::Instant;

async fn requests(device: &Device) -> Vec<MoneyRequest> {
    device.client.get_wallet(GetWallet {}).await.expect("read").requests
}

async fn pays_and_is_seen(way: Way) {
    let house = House::new(way).await;
    let (ada, ben) = (house.person("ada", 5_000).await, house.person("ben", 0).await);
    let to = ben.me().await;
    let receipt = ada.client.pay(ada.payment(&to, 1_200)).await.expect("paid");
    let paid = Instant::now();
    assert!(receipt.settled(), "the ledger has moved it");
    ben.until("the money", || async { ben.money().await == (1_200, 1_200) }).await;
    eprintln!("{way:?}: seen {:?} after the receipt", paid.elapsed());
    let bill = ben.bills().await.pop().expect("a bill");
    assert_eq!(bill.other.map(|p| p.handle).as_deref(), Some("ada"), "it says from whom");
    assert_eq!((bill.amount, bill.note.as_str()), (cny(1_200), "tea"), "and what for");
    assert_eq!(ada.money().await, (3_800, 3_800), "and there it is gone");
    assert_eq!((ada.waiting().await, ben.waiting().await), (0, 0), "nothing waits");
}

#[tokio::test(flavor = "multi_thread")]
async fn in_one_process_a_payment_is_seen() {
    pays_and_is_seen(Way::InProcess).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn over_http_a_payment_is_seen() {
    pays_and_is_seen(Way::Http).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_goes_there_and_the_answer_comes_back() {
    let house = House::new(Way::Http).await;
    let (ada, ben) = (house.person("ada", 5_000).await, house.person("ben", 0).await);
    let (a, b) = (ada.me().await, ben.me().await);
    for amount in [300, 400] {
        let ask =
            AskMoney { op: new_op(), payer: a.clone(), amount: cny(amount), note: "rent".into() };
        ben.client.ask_money(ask).await.expect("asked");
    }
    ada.until("both requests", || async { requests(&ada).await.len() == 2 }).await;
    let asked = requests(&ada).await;
    let [pay, decline] = [400, 300]
        .map(|minor| asked.iter().find(|r| r.amount == cny(minor)).cloned().expect("asked for"));
    let payment = Pay { request: Some(pay.id), ..ada.payment(&b, 400) };
    ada.client.pay(payment).await.expect("paid");
    let close = CloseRequest { op: new_op(), request: decline.id };
    ada.client.close_request(close).await.expect("declined");
    assert!(requests(&ada).await.is_empty(), "answered at once here");
    ben.until("both answers", || async { requests(&ben).await.is_empty() }).await;
    assert_eq!(ben.money().await.1, 400, "one was paid");
    let late = Pay { request: Some(decline.id), ..ada.payment(&b, 300) };
    let told = ada.client.pay(late).await.expect_err("declined");
    assert_eq!(told.key, "error.wallet.request_declined", "it says why not");
    assert_eq!(ada.waiting().await, 0, "who was told has nothing to decide");
}

#[tokio::test(flavor = "multi_thread")]
async fn offline_everything_can_be_read_and_asked_for() {
    let house = House::new(Way::Http).await;
    let (ada, ben) = (house.person("ada", 5_000).await, house.person("ben", 0).await);
    let (a, b) = (ada.me().await, ben.me().await);
    let found = ada.client.find_people(FindPeople { text: "@be".into() }).await.expect("found");
    assert_eq!((found.people.len(), found.offline), (1, false), "the service knows ben");
    let contact = SetContact { op: new_op(), person: b.clone(), note: "brother".into() };
    ada.client.set_contact(contact).await.expect("kept");
    ada.line.cut(true);
    let ask = AskMoney { op: new_op(), payer: b.clone(), amount: cny(700), note: "trip".into() };
    ada.client.ask_money(ask).await.expect("asked");
    let receipt = ada.client.pay(ada.payment(&b, 100)).await.expect("waits");
    assert_eq!(receipt.bill.state, BillState::NeedsPin, "it waits for the PIN");
    assert_eq!(ada.money().await, (4_900, 5_000), "what waits cannot be spent again");
    let found = ada.client.find_people(FindPeople { text: "broth".into() }).await.expect("found");
    assert_eq!((found.people.len(), found.offline), (1, true), "the address book answers");
    assert_eq!(ada.client.list_contacts(ListContacts {}).await.expect("read").len(), 1, "kept");
    ada.line.cut(false);
    ada.client.kick();
    ben.until("the request", || async { requests(&ben).await.len() == 1 }).await;
    assert_eq!(requests(&ben).await[0].asker, a, "from ada");
    ada.until("confirmation", || async { ada.waiting().await == 1 }).await;
    let again = Pay { op: sampan_protocol::ids::OpId(receipt.bill.id.0), ..ada.payment(&b, 100) };
    assert!(ada.client.pay(again).await.expect("paid").settled(), "confirmed with the PIN");
    ben.until("the money", || async { ben.money().await.1 == 100 }).await;
}
