//! Operations: each once, and in order.

use crate::operations::{altered, applied, approve, push_one, rename, top_up, withdraw};
use crate::world::{on_each, rejection};
use sampan_protocol::people::rows;
use sampan_protocol::sync::{Operation, Outcome};
use sampan_protocol::{Arg, Code};

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_operation_is_answered_and_not_repeated() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let first = rename(&mut mei, "Mei A");
        let outcome = push_one(&mut mei, first.clone()).await;
        assert!(applied(&outcome), "it is done");
        let second = rename(&mut mei, "Mei B");
        push_one(&mut mei, second).await;
        assert_eq!(push_one(&mut mei, first.clone()).await, outcome, "the same answer again");
        let requeued = altered(&mei, &first, |op| op.client_seq = 77);
        assert_eq!(push_one(&mut mei, requeued).await, outcome, "from another place as well");
        let me = &mei.rows("person", rows::ME).await[0];
        assert_eq!(me["person"]["name"], "Mei B", "the later one stands");

        let twice = rename(&mut mei, "Mei C");
        let outcomes = mei.device.push(vec![twice.clone(), twice]).await.expect("taken");
        assert!(applied(&outcomes[0]), "it is done");
        assert_eq!(outcomes[0], outcomes[1], "twice in one push is once");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_identifier_stands_for_one_thing_of_one_person() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let first = rename(&mut mei, "Mei A");
        push_one(&mut mei, first.clone()).await;
        let other = altered(&mei, &first, |op| {
            op.client_seq = 9;
            op.args["name"] = "Mallory".into();
        });
        let refused = push_one(&mut mei, other).await;
        assert_eq!(rejection(&refused), "error.sync.op_reused", "another thing is another op");
        let op: Operation = serde_json::from_str(&first.body).expect("an operation");
        let stolen = rename(&mut otto, "Mei A");
        let stolen = altered(&otto, &stolen, |o| o.op_id = op.op_id);
        let refused = push_one(&mut otto, stolen).await;
        assert_eq!(rejection(&refused), "error.sync.op_reused", "another person learns nothing");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_queue_goes_forward_only() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let early = rename(&mut mei, "Early");
        let late = rename(&mut mei, "Late");
        let outcomes = mei.device.push(vec![late, early]).await.expect("taken");
        assert!(applied(&outcomes[0]), "gaps are allowed");
        let Outcome::Rejected(error) = &outcomes[1] else { panic!("it comes too late") };
        assert_eq!(
            (error.code, error.key.as_str()),
            (Code::Replayed, "error.sync.out_of_order"),
            "told"
        );
        assert_eq!(error.args.get("next"), Some(&Arg::Count(3)), "and where to go on");
        let changes = mei.pull("person", 0, 0, 10).await;
        assert_eq!(changes.last_applied, 2, "what is contained is told");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn money_halts_and_people_do_not() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let too_much = withdraw(&mut mei, 1);
        approve(&mut mei, &too_much).await;
        let (after, later) = (top_up(&mut mei, 100), top_up(&mut mei, 100));
        let (bad, good) = (rename(&mut mei, ""), rename(&mut mei, "Mei B"));
        let all = vec![too_much, after.clone(), bad, good, later.clone()];
        let outcomes = mei.device.push(all).await.expect("taken");
        assert!(matches!(outcomes[0], Outcome::Rejected(_)), "an empty wallet gives nothing");
        assert_eq!(outcomes[1], Outcome::Halted, "what follows in the wallet is not tried");
        assert_eq!(rejection(&outcomes[2]), "error.people.name", "no name");
        assert!(applied(&outcomes[3]), "people go on");
        assert_eq!(outcomes[4], Outcome::Halted, "the wallet stays halted in this push");
        let outcomes = mei.device.push(vec![after, later]).await.expect("taken");
        assert!(outcomes.iter().all(applied), "what was halted comes again: {outcomes:?}");
    })
    .await;
}
