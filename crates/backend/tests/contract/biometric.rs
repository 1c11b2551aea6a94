//! Fingerprint or face instead of the PIN: for payments, up to a cap, by a key that can be taken away.

use crate::operations::{applied, approve, push_one, top_up, withdraw};
use crate::world::{PIN, Someone, World, key, on_each, rejection};
use sampan_backend::LocalDevice;
use sampan_protocol::biometric::{
    AuthorizeBiometric, BiometricOff, BiometricOn, OFF, signing_bytes,
};
use sampan_protocol::ids::PersonId;
use sampan_protocol::people::ops::{Freeze, Unfreeze};
use sampan_protocol::pin::ChangePin;
use sampan_protocol::sync::{Outcome, SignedOperation};
use sampan_protocol::wallet::ops;
use sampan_protocol::{Currency, Error, Money};

/// Mei with 6,000.00 in her wallet, and a second key that stands for her finger.
async fn mei(world: &World) -> (Someone, LocalDevice) {
    let mut mei = world.someone("mei", "Mei").await;
    let fill = top_up(&mut mei, 600_000);
    assert!(applied(&push_one(&mut mei, fill).await), "the sandbox gives");
    let finger = world.device();
    switch_on(&mut mei, &finger).await;
    (mei, finger)
}

async fn switch_on(mei: &mut Someone, finger: &LocalDevice) {
    let args = BiometricOn { public_key: finger.public_key() };
    let on = mei.act("people.biometric_on", &args, Some(PIN)).await;
    assert!(applied(&on.expect("it may be switched on")), "with the PIN");
}

fn payment(mei: &mut Someone, to: PersonId, minor: i64) -> SignedOperation {
    let amount = Money::new(minor, Currency::new("CNY").expect("listed"));
    let args =
        ops::Transfer { to, amount, note: String::new(), request: None, code: None, chat: None };
    let (op, scope) = (mei.new_op(), mei.scope("wallet"));
    mei.device.operation(op, &scope, ops::TRANSFER, &args).expect("arguments are plain data")
}

async fn touch(
    mei: &mut Someone,
    finger: &LocalDevice,
    operation: &SignedOperation,
) -> Result<(), Error> {
    let digest = operation.digest();
    let signature = finger.sign(&signing_bytes(mei.device.id, &digest));
    mei.device.ask(&AuthorizeBiometric { digest, signature }).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_finger_pays_once_and_up_to_the_cap() {
    on_each(async |world| {
        let (mut mei, finger) = mei(&world).await;
        let otto = world.someone("otto", "Otto").await.id();
        let coffee = payment(&mut mei, otto, 1_500);
        assert_eq!(push_one(&mut mei, coffee.clone()).await, Outcome::NeedsApproval, "untouched");
        touch(&mut mei, &finger, &coffee).await.expect("it is her finger");
        assert!(applied(&push_one(&mut mei, coffee).await), "it pays");
        let next = payment(&mut mei, otto, 1_500);
        assert_eq!(push_one(&mut mei, next.clone()).await, Outcome::NeedsApproval, "once");
        touch(&mut mei, &finger, &next).await.expect("it is her finger");
        assert!(applied(&push_one(&mut mei, next).await), "touched again");
        let car = payment(&mut mei, otto, 200_001);
        touch(&mut mei, &finger, &car).await.expect("it is her finger");
        let outcome = push_one(&mut mei, car).await;
        assert_eq!(rejection(&outcome), "error.wallet.biometric_over", "too much for a finger");
        for minor in [200_000, 200_000] {
            let rent = payment(&mut mei, otto, minor);
            touch(&mut mei, &finger, &rent).await.expect("it is her finger");
            assert!(applied(&push_one(&mut mei, rent).await), "the cap itself");
        }
        let fifth = payment(&mut mei, otto, 100_000);
        touch(&mut mei, &finger, &fifth).await.expect("it is her finger");
        let outcome = push_one(&mut mei, fifth).await;
        assert_eq!(rejection(&outcome), "error.wallet.biometric_over", "and a day has one, too");
        let fifth = payment(&mut mei, otto, 100_000);
        approve(&mut mei, &fifth).await;
        assert!(applied(&push_one(&mut mei, fifth).await), "the PIN goes beyond it");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_finger_does_nothing_but_pay() {
    on_each(async |world| {
        let (mut mei, finger) = mei(&world).await;
        let out = withdraw(&mut mei, 100);
        touch(&mut mei, &finger, &out).await.expect("it is her finger");
        assert_eq!(
            push_one(&mut mei, out).await,
            Outcome::NeedsApproval,
            "taking out wants the PIN"
        );
        let stranger = world.device();
        let otto = world.someone("otto", "Otto").await.id();
        let coffee = payment(&mut mei, otto, 1_500);
        assert_eq!(key(touch(&mut mei, &stranger, &coffee).await), OFF, "not her finger");
        let args = BiometricOn { public_key: stranger.public_key() };
        let on = mei.act("people.biometric_on", &args, None).await.expect("it is answered");
        assert_eq!(on, Outcome::NeedsApproval, "another key wants the PIN");
        let args = BiometricOn { public_key: "no key".to_owned() };
        let on = mei.act("people.biometric_on", &args, Some(PIN)).await;
        assert_eq!(key(on), "error.sync.arguments", "nonsense is no key");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_key_is_gone_with_the_pin_the_device_and_a_freeze() {
    on_each(async |world| {
        let (mut mei, finger) = mei(&world).await;
        let otto = world.someone("otto", "Otto").await.id();
        let coffee = payment(&mut mei, otto, 1_500);
        let off = mei.act("people.biometric_off", &BiometricOff {}, None).await;
        assert!(applied(&off.expect("it may be switched off")), "without PIN");
        assert_eq!(key(touch(&mut mei, &finger, &coffee).await), OFF, "switched off");

        switch_on(&mut mei, &finger).await;
        touch(&mut mei, &finger, &coffee).await.expect("switched on again");
        mei.act("people.freeze", &Freeze {}, None).await.expect("frozen");
        mei.act("people.unfreeze", &Unfreeze {}, Some(PIN)).await.expect("and not any more");
        assert_eq!(key(touch(&mut mei, &finger, &coffee).await), OFF, "a freeze ends it");

        switch_on(&mut mei, &finger).await;
        let op = mei.new_op();
        let change = ChangePin { op, old: PIN.to_owned(), new: "314159".to_owned() };
        mei.device.ask(&change).await.expect("another PIN");
        assert_eq!(key(touch(&mut mei, &finger, &coffee).await), OFF, "so does another PIN");
    })
    .await;
}
