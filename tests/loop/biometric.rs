//! Fingerprint or face instead of the PIN, with a platform that is played: no phone is here.

use crate::house::{Device, House, PIN, Way, cny, new_op};
use sampan_client::Presence;
use sampan_protocol::biometric::{Biometric, GetBiometric, SetBiometric, UseBiometric};
use sampan_protocol::device::{PinProof, SetPin};
use sampan_protocol::wallet::{Pay, TakeMoney};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A phone that recognises whoever is said to hold it.
struct Played(Arc<AtomicBool>);

impl Presence for Played {
    fn is_available(&self) -> bool {
        true
    }

    fn is_owner(&self, _: &str) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

/// Ada's phone, which knows her finger, and whether it is hers that touches it.
async fn phone(house: &House) -> (Device, Arc<AtomicBool>) {
    let ada = house.person("ada", 1_000_000).await;
    let hers = Arc::new(AtomicBool::new(true));
    ada.client.use_presence(Arc::new(Played(hers.clone())));
    (ada, hers)
}

async fn stands(device: &Device) -> Biometric {
    device.client.get_biometric(GetBiometric {}).await.expect("it is known")
}

async fn switch(device: &Device, pin: Option<&str>) -> Result<(), sampan_protocol::Error> {
    let pin = pin.map(str::to_owned);
    let request = SetBiometric { op: new_op(), pin, reason: "to pay".to_owned() };
    device.client.set_biometric(request).await
}

async fn touch(device: &Device) -> Result<String, sampan_protocol::Error> {
    device.client.use_biometric(UseBiometric { reason: "to pay".to_owned() }).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_touch_pays_and_is_used_up() {
    let house = House::new(Way::Http).await;
    let ben = house.person("ben", 0).await.me().await;
    let (ada, hers) = phone(&house).await;
    assert_eq!(stands(&ada).await, Biometric { available: true, on: false }, "off at first");
    assert!(touch(&ada).await.is_err(), "nothing stands for the PIN yet");
    let wrong = switch(&ada, Some("000001")).await.expect_err("the PIN is needed");
    assert_eq!(wrong.key, "error.pin.wrong", "and has to be right");
    assert!(!stands(&ada).await.on, "it stays off");
    switch(&ada, Some(PIN)).await.expect("switched on");
    assert!(stands(&ada).await.on, "on");

    let pass = touch(&ada).await.expect("it is her finger");
    let pay = Pay { pin: Some(pass.clone()), ..ada.payment(&ben, 2_500) };
    assert!(ada.client.pay(pay).await.expect("paid").settled(), "without the PIN");
    let again = Pay { pin: Some(pass), ..ada.payment(&ben, 2_500) };
    let told = ada.client.pay(again.clone()).await.expect_err("used up");
    assert_eq!(told.key, "error.biometric.over", "said so");
    let pay = Pay { pin: Some(PIN.to_owned()), ..again };
    assert!(ada.client.pay(pay).await.expect("paid").settled(), "the same one, by the PIN");
    hers.store(false, Ordering::SeqCst);
    let told = touch(&ada).await.expect_err("somebody else's finger");
    assert_eq!(told.key, "error.biometric.refused", "not recognised");
    assert_eq!(ada.money().await, (995_000, 995_000), "two payments");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_touch_may_not_do_the_pin_does() {
    let house = House::new(Way::InProcess).await;
    let ben = house.person("ben", 0).await.me().await;
    let (ada, _) = phone(&house).await;
    switch(&ada, Some(PIN)).await.expect("switched on");
    let pass = touch(&ada).await.expect("it is her finger");
    let take = |pin: &str| TakeMoney {
        op: new_op(),
        amount: cny(100),
        rail: "sandbox".to_owned(),
        bank: None,
        pin: Some(pin.to_owned()),
    };
    let told = ada.client.take_money(take(&pass)).await.expect_err("taking out is not paying");
    assert_eq!(told.key, "error.biometric.pin_only", "said so");
    let pass = touch(&ada).await.expect("it is her finger");
    let rent = Pay { pin: Some(pass), ..ada.payment(&ben, 200_001) };
    let told = ada.client.pay(rent.clone()).await.expect_err("beyond the cap");
    assert_eq!(told.key, "error.wallet.biometric_over", "the service holds to its cap");
    let rent = Pay { pin: Some(PIN.to_owned()), ..rent };
    assert!(ada.client.pay(rent).await.expect("paid").settled(), "the PIN goes beyond it");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_pin_ends_it_and_it_is_switched_on_anew() {
    let house = House::new(Way::InProcess).await;
    let ben = house.person("ben", 0).await.me().await;
    let (ada, _) = phone(&house).await;
    switch(&ada, Some(PIN)).await.expect("switched on");
    let new = "314159";
    let by = PinProof::Pin(PIN.to_owned());
    let change = SetPin { op: new_op(), by, pin: new.to_owned() };
    ada.client.set_pin(change).await.expect("another PIN");
    let pass = touch(&ada).await.expect("it is her finger");
    let pay = Pay { pin: Some(pass), ..ada.payment(&ben, 100) };
    let told = ada.client.pay(pay).await.expect_err("the key is gone");
    assert_eq!(told.key, sampan_protocol::biometric::OFF, "said so");
    assert!(!stands(&ada).await.on, "and the switch shows it");
    switch(&ada, Some(new)).await.expect("switched on anew");
    let pass = touch(&ada).await.expect("it is her finger");
    let pay = Pay { pin: Some(pass), ..ada.payment(&ben, 100) };
    assert!(ada.client.pay(pay).await.expect("paid").settled(), "it pays again");
    switch(&ada, None).await.expect("switched off, without PIN");
    assert!(!stands(&ada).await.on, "off");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_that_cannot_ask_offers_nothing() {
    let house = House::new(Way::InProcess).await;
    let ada = house.person("ada", 0).await;
    assert_eq!(stands(&ada).await, Biometric::default(), "as on every desktop");
    let told = switch(&ada, Some(PIN)).await.expect_err("there is nobody to ask");
    assert_eq!(told.key, "error.biometric.unavailable", "said so");
}
