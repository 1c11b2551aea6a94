//! Collect codes from device to device: genuine, forged, spent, and of another service.

use crate::house::{House, Way, cny};
use sampan_protocol::wallet::{Code, MakeCode, Pay, ReadCode};

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_made_offline_read_and_paid_once() {
    let house = House::new(Way::Http).await;
    let (ada, ben) = (house.person("ada", 5_000).await, house.person("ben", 0).await);
    ben.line.cut(true);
    let make = MakeCode { amount: Some(cny(250)), currency: cny(0).currency, note: "tea".into() };
    let made = ben.client.make_code(make).await.expect("a code");
    ben.line.cut(false);
    let read = ada.client.read_code(ReadCode::Text(made.payload.clone())).await.expect("read");
    let Code::Payee { payee, amount, note, code, checked, .. } = read else { panic!("ours") };
    assert_eq!(
        (&payee, amount, note.as_str()),
        (&ben.me().await, Some(cny(250)), "tea"),
        "as made"
    );
    assert!(checked, "the service says that it is genuine");
    let pay = Pay { code: code.clone(), ..ada.payment(&payee, 250) };
    assert!(ada.client.pay(pay).await.expect("paid").settled(), "paid");
    let twice = Pay { code: code.clone(), ..ada.payment(&payee, 250) };
    let told = ada.client.pay(twice).await.expect_err("once only");
    assert_eq!(told.key, "error.wallet.code_used", "it says why");
    let other = Pay { code, ..ada.payment(&payee, 251) };
    let told = ada.client.pay(other).await.expect_err("another amount");
    assert_eq!(told.key, "error.wallet.code_amount", "it says why");
    assert_eq!(ada.money().await, (4_750, 4_750), "once");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_without_amount_is_paid_again_and_again() {
    let house = House::new(Way::InProcess).await;
    let (ada, ben) = (house.person("ada", 5_000).await, house.person("ben", 0).await);
    let make = MakeCode { amount: None, currency: cny(0).currency, note: String::new() };
    let made = ben.client.make_code(make).await.expect("a code");
    assert_eq!(made.expires, None, "it hangs on the wall");
    for amount in [100, 200] {
        let code = Some(made.payload.clone());
        let pay = Pay { code, ..ada.payment(&ben.me().await, amount) };
        assert!(ada.client.pay(pay).await.expect("paid").settled(), "{amount}");
    }
    ben.until("both", || async { ben.money().await.1 == 300 }).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_genuine_is_refused() {
    let house = House::new(Way::InProcess).await;
    let other = House::new(Way::InProcess).await;
    let (ada, ben) = (house.person("ada", 5_000).await, house.person("ben", 0).await);
    let far = other.person("ben", 0).await;
    let make = MakeCode { amount: Some(cny(250)), currency: cny(0).currency, note: String::new() };
    let made = ben.client.make_code(make.clone()).await.expect("a code");
    let read = sampan_protocol::wallet::code::read(&made.payload).expect("ours");
    let mut dearer = read.terms.clone();
    dearer.minor = Some(2_500);
    let forged =
        sampan_protocol::wallet::code::attach(&dearer.unsigned().expect("fits"), &read.signature);
    let key = |text: String| async {
        let read = ada.client.read_code(ReadCode::Text(text)).await;
        read.err().map(|error| error.key).expect("refused")
    };
    assert_eq!(
        key(forged.clone()).await,
        "error.wallet.code_forged",
        "another amount was written in"
    );
    let abroad = far.client.make_code(make).await.expect("a code").payload;
    assert_eq!(key(abroad).await, "error.wallet.code_other_service", "of another service");
    assert_eq!(key(made.payload[..100].into()).await, "error.wallet.code_unreadable", "torn");
    // Offline it cannot be checked; then the backend does, when it is paid.
    ada.line.cut(true);
    let read = ada.client.read_code(ReadCode::Text(forged.clone())).await;
    assert!(
        matches!(read, Ok(Code::Payee { checked: false, .. })),
        "it says that it is not checked"
    );
    ada.line.cut(false);
    let pay = Pay { code: Some(forged), ..ada.payment(&ben.me().await, 2_500) };
    let told = ada.client.pay(pay).await.expect_err("forged");
    assert_eq!(told.key, "error.wallet.code_forged", "no money moves");
    assert_eq!(ada.money().await, (5_000, 5_000), "none at all");
}
