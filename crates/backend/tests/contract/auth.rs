//! Who may ask: signatures, counters, versions.

use crate::world::{World, on_each};
use sampan_backend::LocalDevice;
use sampan_protocol::auth::Signed;
use sampan_protocol::request::Request;
use sampan_protocol::service::WhoAmI;
use sampan_protocol::sync::SyncProtocol;
use sampan_protocol::{Arg, Code, Error};

/// Sends what is signed to a world; what is wrong, if it is refused.
async fn fate(world: &World, signed: Signed) -> Result<(), Error> {
    let answer = world.backend.send(signed).await.expect("it is in process");
    match answer.status {
        200 => Ok(()),
        _ => Err(serde_json::from_slice(&answer.body).expect("an error is JSON")),
    }
}

fn who_am_i(device: &LocalDevice, counter: u64) -> Signed {
    device.signed_with(counter, "POST", WhoAmI::PATH, b"{}".to_vec())
}

fn code(result: Result<(), Error>) -> Code {
    result.expect_err("it must be refused").code
}

#[tokio::test(flavor = "multi_thread")]
async fn only_what_a_device_signed_is_answered() {
    on_each(async |world| {
        let mei = world.someone("mei", "Mei").await;
        let good = who_am_i(&mei.device, 100);
        let mut forged = Vec::new();
        forged.push(Signed { body: b"{ }".to_vec(), ..good.clone() });
        forged.push(Signed { path: format!("{}?x", WhoAmI::PATH), ..good.clone() });
        forged.push(Signed { counter: 101, ..good.clone() });
        forged.push(Signed { signature: "0".repeat(128), ..good.clone() });
        forged.push(Signed { signature: String::new(), ..good.clone() });
        forged.push(Signed { device: world.device().id, ..good.clone() });
        let otto = world.someone("otto", "Otto").await;
        forged.push(Signed { device: otto.device.id, ..good.clone() });
        for (at, forgery) in forged.into_iter().enumerate() {
            let refused = code(fate(&world, forgery).await);
            assert_eq!(refused, Code::Unauthorized, "forgery {at} is nobody's");
        }
        assert_eq!(fate(&world, good).await, Ok(()), "and none of them used the counter up");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_taken_once_even_after_a_restart() {
    on_each(async |mut world| {
        let mei = world.someone("mei", "Mei").await;
        let request = who_am_i(&mei.device, 50);
        assert_eq!(fate(&world, request.clone()).await, Ok(()), "it is new");
        assert_eq!(code(fate(&world, request.clone()).await), Code::Replayed, "it was used");
        assert_eq!(fate(&world, who_am_i(&mei.device, 49)).await, Ok(()), "order is free");

        world.reopen();
        let error = fate(&world, request).await.expect_err("it was used before the restart");
        assert_eq!(error.code, Code::Replayed, "the device is told to go on");
        let Some(Arg::Count(next)) = error.args.get("next") else {
            panic!("where to go on is told: {error}");
        };
        let next = u64::try_from(*next).expect("counters are positive");
        assert!(next > 50, "{next} was never used");
        assert_eq!(fate(&world, who_am_i(&mei.device, next)).await, Ok(()), "there it goes on");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_server_processes_take_a_request_once() {
    on_each(async |world| {
        let mei = world.someone("mei", "Mei").await;
        let other = world.another();
        let mut taken = 0;
        for counter in (1..=3_000).step_by(7) {
            let request = who_am_i(&mei.device, counter);
            let first = world.backend.send(request.clone()).await.expect("in process").status;
            let second = other.send(request).await.expect("in process").status;
            assert!(first != 200 || second != 200, "{counter} was taken twice");
            taken += u32::from(first == 200) + u32::from(second == 200);
        }
        assert!(taken > 0, "some are taken");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn counters_behind_the_window_and_beyond_all_measure_are_refused() {
    on_each(async |world| {
        let mei = world.someone("mei", "Mei").await;
        for counter in [5_000, 3_977] {
            assert_eq!(fate(&world, who_am_i(&mei.device, counter)).await, Ok(()), "{counter}");
        }
        for counter in [3_976, 5_000, u64::MAX, 1 << 60] {
            let refused = code(fate(&world, who_am_i(&mei.device, counter)).await);
            assert_eq!(refused, Code::Replayed, "{counter} cannot be taken");
        }
        assert_eq!(fate(&world, who_am_i(&mei.device, 5_001)).await, Ok(()), "it goes on");
    })
    .await;
}
