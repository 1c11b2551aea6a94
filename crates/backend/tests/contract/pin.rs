//! The PIN: wrong ones are counted, and lock for longer and longer.

use crate::world::{PIN, on_each};
use sampan_protocol::sync::Authorize;
use sampan_protocol::{Arg, Clock, Code, Error};

fn authorize(pin: &str) -> Authorize {
    Authorize { digest: "0".repeat(64), pin: pin.to_owned() }
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_pins_lock_for_longer_and_longer() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        for left in [4, 3, 2, 1] {
            let error = mei.device.ask(&authorize("000001")).await.expect_err("it is wrong");
            assert_eq!(error.code, Code::WrongPin, "it says so");
            assert_eq!(error.args.get("left"), Some(&Arg::Count(left)), "and what is left");
        }
        for seconds in [60, 120, 240] {
            let error = mei.device.ask(&authorize("000001")).await.expect_err("it locks");
            let until = world.clock.now().plus_seconds(seconds);
            assert_eq!(error.code, Code::PinLocked, "locked");
            assert_eq!(error.args.get("until"), Some(&Arg::Time(until)), "for {seconds} s");
            let right = mei.device.ask(&authorize(PIN)).await.expect_err("even the right one");
            assert_eq!(right.args.get("until"), Some(&Arg::Time(until)), "waits, no longer");
            world.clock.forward(seconds);
        }
        mei.device.ask(&authorize(PIN)).await.expect("then the right one is taken");
        let error = mei.device.ask(&authorize("000001")).await.expect_err("it is wrong");
        assert_eq!(error.args.get("left"), Some(&Arg::Count(4)), "and all is forgotten");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_at_once_is_no_faster_than_in_a_row() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let guesses: Vec<_> = (0..20)
            .map(|n| {
                let body = serde_json::to_vec(&authorize(&format!("00000{}", n % 10)));
                mei.device.signed("POST", "/v1/sync/authorize", body.expect("it is JSON"))
            })
            .collect();
        let tries = guesses.into_iter().map(|signed| {
            let backend = world.backend.clone();
            tokio::spawn(async move {
                use sampan_protocol::sync::SyncProtocol;
                let answer = backend.send(signed).await.expect("in process");
                let error: Error = serde_json::from_slice(&answer.body).expect("an error");
                error.code
            })
        });
        let mut wrong = 0;
        for fate in tries.collect::<Vec<_>>() {
            wrong += u32::from(fate.await.expect("it ends") == Code::WrongPin);
        }
        assert!(wrong <= 4, "{wrong} guesses were answered as wrong; the fifth one locks");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pin_is_never_kept_as_it_is() {
    on_each(async |world| {
        world.someone("mei", "Mei").await;
        let dump = world
            .blocking(|backend| {
                let mut text = String::new();
                backend.db().dump(|_, row| {
                    text.push_str(&format!("{row:?}\n"));
                    Ok(())
                })?;
                Ok(text)
            })
            .await;
        assert!(dump.contains("$argon2id$"), "it is kept as argon2id");
        assert!(!dump.contains(PIN), "and nowhere as it is");
    })
    .await;
}
