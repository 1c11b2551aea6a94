//! Operations: each once, in order, approved where it must be.

use crate::world::{PIN, Someone, on_each, rejection};
use sampan_protocol::people::{ops, rows};
use sampan_protocol::sync::{Authorize, Operation, Outcome, Push, Scope, SignedOperation};
use sampan_protocol::wallet::ops as wallet;
use sampan_protocol::{Arg, Code, Currency, Error, Money};

fn cny(minor: i64) -> Money {
    Money::new(minor, Currency::new("CNY").expect("listed"))
}

fn rename(someone: &mut Someone, name: &str) -> SignedOperation {
    let (op, scope) = (someone.new_op(), someone.scope("person"));
    let update = ops::Update {
        name: name.into(),
        avatar: None,
    };
    someone
        .device
        .operation(op, &scope, "people.update", &update)
        .expect("it is signed")
}

fn top_up(someone: &mut Someone, minor: i64) -> SignedOperation {
    let (op, scope) = (someone.new_op(), someone.scope("wallet"));
    let args = wallet::TopUp {
        amount: cny(minor),
        rail: "sandbox".into(),
    };
    someone
        .device
        .operation(op, &scope, wallet::TOP_UP, &args)
        .expect("it is signed")
}

fn withdraw(someone: &mut Someone, minor: i64) -> SignedOperation {
    let (op, scope) = (someone.new_op(), someone.scope("wallet"));
    let args = wallet::Withdraw {
        amount: cny(minor),
        rail: "sandbox".into(),
    };
    someone
        .device
        .operation(op, &scope, wallet::WITHDRAW, &args)
        .expect("it is signed")
}

/// The same operation, altered and signed again.
fn altered(
    someone: &Someone,
    signed: &SignedOperation,
    alter: impl FnOnce(&mut Operation),
) -> SignedOperation {
    let mut op: Operation = serde_json::from_str(&signed.body).expect("an operation");
    alter(&mut op);
    someone.device.sign_operation(&op).expect("it is signed")
}

async fn push_one(someone: &mut Someone, signed: SignedOperation) -> Outcome {
    let mut outcomes = someone
        .device
        .push(vec![signed])
        .await
        .expect("the push is taken");
    outcomes.pop().expect("one outcome")
}

async fn approve(someone: &mut Someone, signed: &SignedOperation) {
    let approval = Authorize {
        digest: signed.digest(),
        pin: PIN.into(),
    };
    someone.device.ask(&approval).await.expect("it is approved");
}

fn applied(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Applied { .. })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_operation_is_answered_and_not_repeated() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let first = rename(&mut mei, "Mei A");
        let outcome = push_one(&mut mei, first.clone()).await;
        assert!(applied(&outcome), "it is done");
        let second = rename(&mut mei, "Mei B");
        push_one(&mut mei, second).await;
        assert_eq!(
            push_one(&mut mei, first.clone()).await,
            outcome,
            "the same answer again"
        );
        let requeued = altered(&mei, &first, |op| op.client_seq = 77);
        assert_eq!(
            push_one(&mut mei, requeued).await,
            outcome,
            "from another place as well"
        );
        let me = &mei.rows("person", rows::ME).await[0];
        assert_eq!(me["person"]["name"], "Mei B", "the later one stands");

        let twice = rename(&mut mei, "Mei C");
        let outcomes = mei
            .device
            .push(vec![twice.clone(), twice])
            .await
            .expect("taken");
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
        assert_eq!(
            rejection(&refused),
            "error.sync.op_reused",
            "another thing is another op"
        );
        let op: Operation = serde_json::from_str(&first.body).expect("an operation");
        let stolen = rename(&mut otto, "Mei A");
        let stolen = altered(&otto, &stolen, |o| o.op_id = op.op_id);
        let refused = push_one(&mut otto, stolen).await;
        assert_eq!(
            rejection(&refused),
            "error.sync.op_reused",
            "another person learns nothing"
        );
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
        let Outcome::Rejected(error) = &outcomes[1] else {
            panic!("it comes too late")
        };
        assert_eq!(
            (error.code, error.key.as_str()),
            (Code::Replayed, "error.sync.out_of_order"),
            "told"
        );
        assert_eq!(
            error.args.get("next"),
            Some(&Arg::Count(3)),
            "and where to go on"
        );
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
        assert!(
            matches!(outcomes[0], Outcome::Rejected(_)),
            "an empty wallet gives nothing"
        );
        assert_eq!(
            outcomes[1],
            Outcome::Halted,
            "what follows in the wallet is not tried"
        );
        assert_eq!(rejection(&outcomes[2]), "error.people.name", "no name");
        assert!(applied(&outcomes[3]), "people go on");
        assert_eq!(
            outcomes[4],
            Outcome::Halted,
            "the wallet stays halted in this push"
        );
        let outcomes = mei.device.push(vec![after, later]).await.expect("taken");
        assert!(
            outcomes.iter().all(applied),
            "what was halted comes again: {outcomes:?}"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approval_is_for_one_operation_once_and_soon() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let fill = top_up(&mut mei, 1_000);
        assert!(
            applied(&push_one(&mut mei, fill).await),
            "the sandbox gives"
        );
        let (one, other) = (withdraw(&mut mei, 100), withdraw(&mut mei, 200));
        assert_eq!(
            push_one(&mut mei, one.clone()).await,
            Outcome::NeedsApproval,
            "no approval"
        );
        approve(&mut mei, &one).await;
        let halted = mei.device.push(vec![other.clone()]).await.expect("taken");
        assert_eq!(
            halted,
            [Outcome::NeedsApproval],
            "the approval is for another one"
        );
        assert!(applied(&push_one(&mut mei, one.clone()).await), "this one");
        assert!(
            applied(&push_one(&mut mei, one).await),
            "is answered again without one"
        );

        approve(&mut mei, &other).await;
        world.clock.forward(120);
        assert_eq!(
            push_one(&mut mei, other.clone()).await,
            Outcome::NeedsApproval,
            "too late"
        );
        approve(&mut mei, &other).await;
        world.clock.forward(119);
        assert!(applied(&push_one(&mut mei, other.clone()).await), "in time");

        let signed = withdraw(&mut mei, 300);
        approve(&mut mei, &signed).await;
        let requeued = altered(&mei, &signed, |op| op.client_seq += 10);
        assert_eq!(
            push_one(&mut mei, requeued.clone()).await,
            Outcome::NeedsApproval,
            "other body"
        );
        approve(&mut mei, &requeued).await;
        assert!(
            applied(&push_one(&mut mei, requeued).await),
            "signed anew, approved anew"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_approval_is_of_one_device() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let fill = top_up(&mut mei, 1_000);
        push_one(&mut mei, fill).await;
        let payment = withdraw(&mut mei, 100);
        approve(&mut otto, &payment).await;
        let outcome = push_one(&mut mei, payment).await;
        assert_eq!(
            outcome,
            Outcome::NeedsApproval,
            "his PIN does not open her wallet"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_genuine_is_rejected_and_leaves_no_trace() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let good = rename(&mut mei, "Mei B");
        let mut forged = good.clone();
        forged.body = forged.body.replace("Mei B", "Mallory");
        assert_eq!(
            rejection(&push_one(&mut mei, forged).await),
            "error.sync.forged",
            "forged"
        );
        let foreign = push_one(&mut otto, good.clone()).await;
        assert_eq!(
            rejection(&foreign),
            "error.sync.other_device",
            "another one's device"
        );
        let scope = mei.scope("person");
        for (alter, wanted) in [
            (
                Box::new(|op: &mut Operation| op.scope = Scope("person:".into()))
                    as Box<dyn Fn(&mut Operation)>,
                "error.sync.not_yours",
            ),
            (
                Box::new(|op| op.scope = Scope("moon:1".into())),
                "error.sync.unknown_scope",
            ),
            (
                Box::new(|op| op.scope = Scope(String::new())),
                "error.sync.unknown_scope",
            ),
            (
                Box::new(|op| op.name = "wallet.top_up".into()),
                "error.sync.unknown_operation",
            ),
            (
                Box::new(|op| op.name = "people.fly".into()),
                "error.sync.unknown_operation",
            ),
            (
                Box::new(|op| op.args = serde_json::json!([1])),
                "error.sync.arguments",
            ),
            (Box::new(|op| op.schema = 2), "error.sync.schema"),
            (
                Box::new(|op| op.client_seq = u64::MAX),
                "error.sync.malformed",
            ),
        ] {
            let genuine = rename(&mut otto, "Otto B");
            let op = altered(&otto, &genuine, |op| {
                op.device = otto.device.id;
                alter(op);
            });
            assert_eq!(
                rejection(&push_one(&mut otto, op).await),
                wanted,
                "{wanted}"
            );
        }
        let genuine = rename(&mut otto, "Otto B");
        let theirs = altered(&otto, &genuine, |op| op.scope = scope.clone());
        let theirs = push_one(&mut otto, theirs).await;
        assert_eq!(
            rejection(&theirs),
            "error.sync.not_yours",
            "a scope has its owner"
        );
        assert!(
            applied(&push_one(&mut mei, good).await),
            "the genuine one is taken"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_push_that_is_none_is_refused_as_a_whole() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let good = rename(&mut mei, "Mei B");
        let mut push = async |operations: Vec<SignedOperation>| -> Error {
            mei.device
                .ask(&Push { operations })
                .await
                .expect_err("it is none")
        };
        for body in ["", "{}", "null", "\u{0}", &"[".repeat(10_000)] {
            let bad = SignedOperation {
                body: body.into(),
                signature: "00".into(),
            };
            let error = push(vec![good.clone(), bad]).await;
            assert_eq!(
                error.key, "error.sync.malformed",
                "{body:.20} is no operation"
            );
        }
        let long = SignedOperation {
            body: "x".repeat(70_000),
            signature: String::new(),
        };
        assert_eq!(
            push(vec![long]).await.key,
            "error.request.too_large",
            "too long"
        );
        let many = vec![good.clone(); 501];
        assert_eq!(push(many).await.key, "error.request.too_large", "too many");
        assert_eq!(
            mei.device.push(Vec::new()).await,
            Ok(Vec::new()),
            "nothing is fine"
        );
        assert!(
            applied(&push_one(&mut mei, good).await),
            "and the good one was not tried"
        );
    })
    .await;
}
