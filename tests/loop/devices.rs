//! A person's devices: let in, taken away, frozen, and recovered by the phrase.

use crate::house::{House, PIN, Way, cny, new_op};
use sampan_client::Run;
use sampan_protocol::Code;
use sampan_protocol::device::{LinkDevice, RecoverAccount};
use sampan_protocol::people::{
    ApproveDevice, DeviceState, FreezeAll, ListDevices, RevokeDevice, Unfreeze,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_second_device_is_let_in_and_taken_away() {
    let house = House::new(Way::Http).await;
    let (phone, laptop) = (house.person("ada", 5_000).await, house.device().await);
    laptop.client.link_device(LinkDevice { handle: "@ada".into() }).await.expect("asked");
    let parts = laptop.client.session().await.expect("a session");
    assert!(parts.waiting_for_approval && parts.me.is_none(), "it waits");
    let devices = || async { phone.client.list_devices(ListDevices {}).await.expect("listed") };
    phone.until("the request", || async { devices().await.devices.len() == 2 }).await;
    let waiting = devices().await.devices[1].clone();
    assert_eq!(waiting.state, DeviceState::Waiting, "it is shown as waiting");
    let approve = |pin: &str| ApproveDevice { op: new_op(), device: waiting.id, pin: pin.into() };
    let wrong = phone.client.approve_device(approve("314159")).await.expect_err("the wrong PIN");
    assert_eq!(wrong.code, Code::WrongPin, "not without the PIN");
    assert_eq!(phone.waiting().await, 0, "and nothing is left of it");
    phone.client.approve_device(approve(PIN)).await.expect("let in");
    laptop
        .until("the wallet", || async {
            laptop.client.session().await.is_ok_and(|s| s.me.is_some())
                && laptop.money().await.1 == 5_000
        })
        .await;
    let ben = house.person("ben", 0).await;
    laptop.client.pay(laptop.payment(&ben.me().await, 500)).await.expect("it may pay");
    phone.until("the payment", || async { phone.money().await.1 == 4_500 }).await;
    let revoke = RevokeDevice { op: new_op(), device: waiting.id };
    phone.client.revoke_device(revoke).await.expect("taken away");
    let told = laptop.sync().await.expect_err("taken away");
    assert_eq!(told.code, Code::Unauthorized, "it is told");
    assert_eq!(laptop.money().await.1, 4_500, "and nothing is deleted");
    let told = laptop.client.pay(laptop.payment(&ben.me().await, 500)).await;
    assert!(told.is_err_and(|e| e.code == Code::Unauthorized), "it cannot pay any more");
    phone.sync().await.expect("synchronised");
    assert_eq!(phone.money().await.1, 4_500, "nothing moved");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_freeze_stops_everything_until_the_pin_ends_it() {
    let house = House::new(Way::InProcess).await;
    let (ada, ben) = (house.person("ada", 5_000).await, house.person("ben", 0).await);
    ada.client.freeze_all(FreezeAll { op: new_op() }).await.expect("frozen");
    assert!(ada.client.list_devices(ListDevices {}).await.expect("read").frozen, "it is shown");
    let payment = ada.payment(&ben.me().await, 500);
    let told = ada.client.pay(payment.clone()).await.expect_err("frozen");
    assert_eq!(told.code, Code::Unauthorized, "nothing can be paid");
    let wrong = Unfreeze { op: new_op(), pin: "314159".into() };
    assert!(ada.client.unfreeze(wrong).await.is_err(), "not without the PIN");
    ada.client.unfreeze(Unfreeze { op: new_op(), pin: PIN.into() }).await.expect("ended");
    ada.sync().await.expect("synchronised");
    assert!(!ada.client.list_devices(ListDevices {}).await.expect("read").frozen, "it is over");
    assert!(ada.client.pay(payment).await.expect("paid").settled(), "and the payment goes through");
    assert_eq!((ada.money().await.1, ada.waiting().await), (4_500, 0), "once");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_phrase_lets_a_new_device_in_when_all_are_lost() {
    let house = House::new(Way::InProcess).await;
    let phone = house.device().await;
    let phrase = phone.onboard("ada").await;
    phone.top_up(5_000).await;
    drop(phone);
    let new = house.device().await;
    let recover = |phrase: &str| RecoverAccount {
        handle: "ada".into(),
        phrase: phrase.into(),
        pin: "161803".into(),
    };
    let other = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon \
        abandon about";
    assert!(new.client.recover_account(recover(other)).await.is_err(), "another's phrase");
    new.client.recover_account(recover(&phrase)).await.expect("recovered");
    new.until("the wallet", || async { new.money().await.1 == 5_000 }).await;
    let ben = house.person("ben", 0).await;
    let mut pay = new.payment(&ben.me().await, 500);
    let told = new.client.pay(pay.clone()).await.expect_err("the old PIN");
    assert_eq!(told.code, Code::WrongPin, "the PIN is another now");
    pay.pin = Some("161803".into());
    assert!(new.client.pay(pay).await.expect("paid").settled(), "with the new one it works");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_device_comes_back_by_the_phrase_with_what_waited() {
    let house = House::new(Way::InProcess).await;
    let phone = house.device().await;
    let phrase = phone.onboard("ada").await;
    let before = phone.client.list_devices(ListDevices {}).await.expect("read").this;
    let recover = RecoverAccount { handle: "ada".into(), phrase, pin: PIN.into() };
    let laptop = house.device().await;
    laptop.client.recover_account(recover.clone()).await.expect("a second device");
    phone.line.cut(true);
    let revoke = RevokeDevice { op: new_op(), device: before };
    laptop.client.revoke_device(revoke).await.expect("taken away");
    let add = sampan_protocol::wallet::AddMoney {
        op: new_op(),
        amount: cny(300),
        rail: "sandbox".into(),
    };
    phone.client.add_money(add).await.expect("waits");
    phone.line.cut(false);
    assert!(phone.sync().await.is_err(), "it is revoked");
    phone.client.recover_account(recover).await.expect("recovered");
    phone.until("what waited", || async { phone.money().await.1 == 300 }).await;
    let after = phone.client.list_devices(ListDevices {}).await.expect("read").this;
    assert_ne!(before, after, "as another device");
    assert_eq!(phone.waiting().await, 0, "nothing waits any more");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guessed_pin_is_locked() {
    let house = House::new(Way::InProcess).await;
    let (ada, ben) = (house.person("ada", 5_000).await, house.person("ben", 0).await);
    let mut pay = ada.payment(&ben.me().await, 500);
    pay.pin = Some("314159".into());
    let mut codes = Vec::new();
    for _ in 0..6 {
        codes.push(ada.client.pay(pay.clone()).await.expect_err("wrong").code);
    }
    assert_eq!(codes[0], Code::WrongPin, "a wrong PIN");
    assert_eq!(codes[5], Code::PinLocked, "then it is locked");
    pay.pin = Some(PIN.into());
    let told = ada.client.pay(pay).await.expect_err("locked");
    assert_eq!(told.code, Code::PinLocked, "for the right one, too");
    assert_eq!((ada.money().await, ada.waiting().await), ((4_500, 5_000), 1), "it waits");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_that_was_turned_away_may_ask_again_or_register() {
    let house = House::new(Way::InProcess).await;
    let (phone, other) = (house.person("ada", 0).await, house.device_that(Run::ByHand).await);
    let link = LinkDevice { handle: "ada".into() };
    let devices =
        || async { phone.client.list_devices(ListDevices {}).await.expect("read").devices };
    for round in 1..=2 {
        other.client.link_device(link.clone()).await.expect("asked");
        phone.until("the request", || async { devices().await.len() == 1 + round }).await;
        let waiting = devices().await.into_iter().find(|d| d.state == DeviceState::Waiting);
        let device = waiting.expect("one waits").id;
        phone.client.revoke_device(RevokeDevice { op: new_op(), device }).await.expect("refused");
        assert!(other.sync().await.is_err(), "turned away");
    }
    other.onboard("eve").await;
    let parts = other.client.session().await.expect("a session");
    assert_eq!(
        parts.me.map(|me| me.person.handle).as_deref(),
        Some("eve"),
        "somebody of their own"
    );
    assert!(!parts.waiting_for_approval, "and does not wait any more");
}
