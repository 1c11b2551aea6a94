//! Operations that are forged, or none at all.

use crate::operations::{altered, applied, push_one, rename};
use crate::world::{on_each, rejection};
use sampan_protocol::Error;
use sampan_protocol::people::rows;
use sampan_protocol::sync::{Operation, Push, Scope, SignedOperation};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_genuine_is_rejected() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let good = rename(&mut mei, "Mei B");
        let mut forged = good.clone();
        forged.body = forged.body.replace("Mei B", "Mallory");
        let forged = push_one(&mut mei, forged).await;
        assert_eq!(rejection(&forged), "error.sync.forged", "forged");
        let foreign = push_one(&mut otto, good.clone()).await;
        assert_eq!(rejection(&foreign), "error.sync.other_device", "another one's device");
        let genuine = rename(&mut otto, "Otto B");
        let theirs = altered(&otto, &genuine, |op| op.scope = mei.scope("person"));
        let theirs = push_one(&mut otto, theirs).await;
        assert_eq!(rejection(&theirs), "error.sync.not_yours", "a scope has its owner");
        assert!(applied(&push_one(&mut mei, good).await), "the genuine one is taken");
    })
    .await;
}

/// What is done to an operation, and how it is refused.
type Spoiled = (fn(&mut Operation), &'static str);

const SPOILED: [Spoiled; 8] = [
    (|op| op.scope = Scope("person:".into()), "error.sync.not_yours"),
    (|op| op.scope = Scope("moon:1".into()), "error.sync.unknown_scope"),
    (|op| op.scope = Scope(String::new()), "error.sync.unknown_scope"),
    (|op| op.name = "wallet.top_up".into(), "error.sync.unknown_operation"),
    (|op| op.name = "people.fly".into(), "error.sync.unknown_operation"),
    (|op| op.args = serde_json::json!([1]), "error.sync.arguments"),
    (|op| op.schema = 2, "error.sync.schema"),
    (|op| op.client_seq = u64::MAX, "error.sync.malformed"),
];

#[tokio::test(flavor = "multi_thread")]
async fn what_makes_no_sense_is_rejected() {
    on_each(async |world| {
        let mut otto = world.someone("otto", "Otto").await;
        for (spoil, wanted) in SPOILED {
            let genuine = rename(&mut otto, "Otto B");
            let spoiled = altered(&otto, &genuine, spoil);
            let outcome = push_one(&mut otto, spoiled).await;
            assert_eq!(rejection(&outcome), wanted, "{wanted}");
        }
        let me = &otto.rows("person", rows::ME).await[0];
        assert_eq!(me["person"]["name"], "Otto", "and nothing was done");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_push_that_is_none_is_refused_as_a_whole() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let good = rename(&mut mei, "Mei B");
        let mut push = async |operations: Vec<SignedOperation>| -> Error {
            mei.device.ask(&Push { operations }).await.expect_err("it is none")
        };
        for body in ["", "{}", "null", "\u{0}", &"[".repeat(10_000)] {
            let bad = SignedOperation { body: body.into(), signature: "00".into() };
            let error = push(vec![good.clone(), bad]).await;
            assert_eq!(error.key, "error.sync.malformed", "{body:.20} is no operation");
        }
        let long = SignedOperation { body: "x".repeat(70_000), signature: String::new() };
        assert_eq!(push(vec![long]).await.key, "error.request.too_large", "too long");
        let many = vec![good.clone(); 501];
        assert_eq!(push(many).await.key, "error.request.too_large", "too many");
        assert_eq!(mei.device.push(Vec::new()).await, Ok(Vec::new()), "nothing is fine");
        assert!(applied(&push_one(&mut mei, good).await), "and the good one was not tried");
    })
    .await;
}
