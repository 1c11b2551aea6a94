//! Collect codes: genuine ones pay once, all others pay nothing.

use super::engines::on_each;
use super::somebody::{self, newcomer, op};
use super::town::{SERVICE, Town, cny, device, id, key, key_of, pay};
use ed25519_dalek::Signer;
use sampan_protocol::auth::from_hex;
use sampan_protocol::wallet::code::{Terms, attach, signing_bytes};
use sampan_protocol::wallet::{CheckCode, ops};
use uuid::Uuid;

fn terms(town: &Town, minor: Option<i64>) -> Terms {
    Terms {
        person: id(2),
        device: device(2),
        name: "Person 2".to_owned(),
        mcc: None,
        service_id: SERVICE.to_owned(),
        currency: cny(0).currency,
        minor,
        note: String::new(),
        reference: Uuid::from_u128(42),
        expires: Some(town.now().plus_seconds(600)),
    }
}

fn signed(terms: &Terms, by: u128) -> String {
    let unsigned = terms.unsigned().expect("the terms can be written");
    attach(&unsigned, &key(by).sign(&signing_bytes(&unsigned)).to_bytes())
}

#[test]
fn a_code_with_an_amount_is_paid_once() {
    on_each(|db| {
        let town = Town::new(db);
        let code = Some(signed(&terms(&town, Some(700)), 2));
        let act = |op, minor| {
            let args = ops::Transfer { code: code.clone(), ..pay(2, cny(minor)) };
            key_of(town.act(1, op, ops::TRANSFER, &args))
        };
        assert_eq!(act(1, 701), "error.wallet.code_amount", "exactly what it says");
        assert_eq!(act(2, 700), "applied", "as it says");
        assert_eq!(act(3, 700), "error.wallet.code_used", "once only");
        assert_eq!(town.balance(2, "CNY"), Some(700), "the money moved once");
        town.is_whole();
    });
}

#[test]
fn a_refused_payment_does_not_use_its_code_up() {
    on_each(|db| {
        let town = Town::new(db);
        let code = Some(signed(&terms(&town, Some(700)), 2));
        let args = ops::Transfer { code, ..pay(2, cny(700)) };
        let poor = key_of(town.act(3, 1, ops::TRANSFER, &args));
        assert_eq!(poor, "error.wallet.too_little", "3 has nothing");
        assert_eq!(key_of(town.act(1, 2, ops::TRANSFER, &args)), "applied", "1 may still pay it");
    });
}

#[test]
fn a_code_without_amount_is_paid_again_and_again() {
    on_each(|db| {
        let town = Town::new(db);
        let code = Some(signed(&terms(&town, None), 2));
        for (op, minor) in [(1, 300), (2, 500)] {
            let args = ops::Transfer { code: code.clone(), ..pay(2, cny(minor)) };
            assert_eq!(key_of(town.act(1, op, ops::TRANSFER, &args)), "applied", "{minor}");
        }
        assert_eq!(town.balance(2, "CNY"), Some(800), "both payments arrived");
    });
}

#[test]
fn a_code_that_is_not_genuine_pays_nothing() {
    on_each(|db| {
        let town = Town::new(db);
        let good = terms(&town, Some(700));
        let with = |change: fn(&mut Terms), by| {
            let mut terms = good.clone();
            change(&mut terms);
            signed(&terms, by)
        };
        let tampered = signed(&good, 2).replacen("Person 2", "Person 3", 1);
        // The signature of one code under another, which asks for more, with a checksum that fits.
        let cheap = terms(&town, Some(1)).unsigned().expect("it can be written");
        let dear = good.unsigned().expect("it can be written");
        let moved = attach(&dear, &key(2).sign(&signing_bytes(&cheap)).to_bytes());
        let cases = [
            (moved, "error.wallet.code_forged"),
            (with(|_| {}, 3), "error.wallet.code_forged"),
            (with(|t| t.device = device(3), 3), "error.wallet.code_forged"),
            (with(|t| (t.person, t.device) = (id(6), device(6)), 6), "error.wallet.code_forged"),
            (with(|t| t.device = device(55), 5), "error.wallet.code_forged"),
            (with(|t| t.service_id = "00000000".to_owned(), 2), "error.wallet.code_other_service"),
            (
                with(|t| t.expires = t.expires.map(|e| e.plus_seconds(-601)), 2),
                "error.wallet.code_expired",
            ),
            (with(|t| (t.person, t.device) = (id(3), device(3)), 3), "error.wallet.code_payee"),
            (tampered, "error.wallet.code_unreadable"),
            ("000201".to_owned(), "error.wallet.code_unreadable"),
        ];
        for (n, (code, expected)) in (1..).zip(cases) {
            let args = ops::Transfer { code: Some(code), ..pay(2, cny(700)) };
            assert_eq!(key_of(town.act(1, n, ops::TRANSFER, &args)), expected, "case {n}");
        }
        assert_eq!(town.balance(2, "CNY"), Some(0), "no money has moved");
    });
}

#[test]
fn a_code_is_checked_before_it_is_paid() {
    somebody::on_each(|backend| async move {
        let mut payer = newcomer(&backend, "payer", 10_000).await;
        let payee = newcomer(&backend, "payee", 0).await;
        let terms = Terms {
            person: payee.id,
            device: payee.device.id,
            name: "payee".to_owned(),
            mcc: None,
            service_id: service_id(&backend).await,
            currency: cny(0).currency,
            minor: Some(900),
            note: String::new(),
            reference: op(&backend).0,
            expires: Some(backend.now().plus_seconds(600)),
        };
        let unsigned = terms.unsigned().expect("it can be written");
        let signature = from_hex(&payee.device.sign(&signing_bytes(&unsigned)));
        let signature = signature.expect("hexadecimal").try_into().expect("64 bytes");
        let payload = attach(&unsigned, &signature);
        let check = CheckCode { payload: payload.clone() };
        let found = payer.device.ask(&check).await.expect("it is genuine");
        assert_eq!(found.id, payee.id, "it says whom it pays");
        let args = ops::Transfer { code: Some(payload), ..somebody::pay(payee.id, cny(900)) };
        payer.act(&backend, ops::TRANSFER, &args).await.expect("it is paid");
        let again = payer.device.ask(&check).await.expect_err("it is paid already");
        assert_eq!(again.key, "error.wallet.code_used", "and says so");
        let garbage = payer.device.ask(&CheckCode { payload: "hello".to_owned() }).await;
        assert_eq!(garbage.expect_err("no code").key, "error.wallet.code_unreadable", "no code");
    });
}

async fn service_id(backend: &crate::backend::Backend) -> String {
    let info = backend.blocking(crate::service::info).await;
    info.expect("it presents itself").service_id
}
