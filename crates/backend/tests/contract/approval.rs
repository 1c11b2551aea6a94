//! Approvals by PIN: for one operation of one device, once, and soon.

use crate::operations::{altered, applied, approve, push_one, top_up, withdraw};
use crate::world::on_each;
use sampan_protocol::sync::Outcome;

#[tokio::test(flavor = "multi_thread")]
async fn an_approval_is_for_one_operation_once_and_soon() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let fill = top_up(&mut mei, 1_000);
        assert!(applied(&push_one(&mut mei, fill).await), "the sandbox gives");
        let (one, other) = (withdraw(&mut mei, 100), withdraw(&mut mei, 200));
        assert_eq!(push_one(&mut mei, one.clone()).await, Outcome::NeedsApproval, "no approval");
        approve(&mut mei, &one).await;
        let halted = mei.device.push(vec![other.clone()]).await.expect("taken");
        assert_eq!(halted, [Outcome::NeedsApproval], "the approval is for another one");
        assert!(applied(&push_one(&mut mei, one.clone()).await), "this one");
        assert!(applied(&push_one(&mut mei, one).await), "is answered again without one");

        approve(&mut mei, &other).await;
        world.clock.forward(120);
        assert_eq!(push_one(&mut mei, other.clone()).await, Outcome::NeedsApproval, "too late");
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
        assert!(applied(&push_one(&mut mei, requeued).await), "signed anew, approved anew");
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
        assert_eq!(outcome, Outcome::NeedsApproval, "his PIN does not open her wallet");
    })
    .await;
}
