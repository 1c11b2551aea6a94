//! Notices: who is told of what, that it is told once, and that nobody is told what they do not
//! want to hear.

use crate::communities::{answer, done, found, write};
use crate::world::{Someone, key, on_each};
use sampan_protocol::Timestamp;
use sampan_protocol::communities::{Joining, ops as communities};
use sampan_protocol::notices::{Choices, KEPT, Notice, ops, rows};
use serde::Serialize;

async fn notices(who: &mut Someone) -> Vec<Notice> {
    let rows = who.rows("notices", rows::NOTICE).await;
    rows.into_iter().map(|row| serde_json::from_value(row).expect("a notice")).collect()
}

async fn kinds(who: &mut Someone) -> Vec<String> {
    let mut kinds: Vec<_> = notices(who).await.into_iter().map(|notice| notice.kind).collect();
    kinds.sort();
    kinds
}

async fn decide(who: &mut Someone, name: &str, args: &impl Serialize) {
    let (op, scope) = (who.new_op(), who.scope("notices"));
    let outcome = who.device.act(op, &scope, name, args, None).await;
    assert!(
        matches!(outcome, Ok(sampan_protocol::sync::Outcome::Applied { .. })),
        "{name}: {outcome:?}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn people_are_told_what_concerns_them() {
    on_each(async |world| {
        let (mut lea, mut otto) =
            (world.someone("lea", "Lea").await, world.someone("otto", "Otto").await);
        let place = found(&world, &mut lea, "Bread", Joining::Request).await;
        done(&mut otto, communities::JOIN, &communities::Join { community: place }).await;
        assert_eq!(kinds(&mut lea).await, ["communities.asks"], "whoever decides is told");
        assert_eq!(kinds(&mut otto).await, [""; 0], "nobody is told of their own doing");
        let person = otto.id();
        let decided = communities::Decide { community: place, person, let_in: true };
        done(&mut lea, communities::DECIDE, &decided).await;
        assert_eq!(kinds(&mut otto).await, ["communities.let_in"], "whoever waited is told");

        let post = write(&world, &mut lea, place, "Rye").await;
        let first = answer(&world, &mut otto, post, None, "How warm?").await;
        answer(&world, &mut otto, post, None, "And how long?").await;
        let told = kinds(&mut lea).await;
        assert_eq!(told, ["communities.asks", "communities.reply"], "one about one post");
        let said = answer(&world, &mut lea, post, Some(first), "26 degrees").await;
        let told = notices(&mut otto).await;
        let reply = told.iter().find(|n| n.kind == "communities.reply").expect("he is answered");
        let there = format!("/communities/post/{post}?comment={said}");
        assert_eq!(reply.link, there, "it leads to the answer");

        // Whoever has left is not told any more.
        done(&mut otto, communities::LEAVE, &communities::Leave { community: place }).await;
        let before = notices(&mut otto).await;
        answer(&world, &mut lea, post, Some(first), "Or 27").await;
        assert_eq!(notices(&mut otto).await, before, "nothing reaches who has left");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_wanted_is_not_told() {
    on_each(async |world| {
        let (mut lea, mut otto) =
            (world.someone("lea", "Lea").await, world.someone("otto", "Otto").await);
        let place = found(&world, &mut lea, "Bread", Joining::Open).await;
        done(&mut otto, communities::JOIN, &communities::Join { community: place }).await;
        let post = write(&world, &mut lea, place, "Rye").await;
        let kind = "communities.reply".to_owned();
        decide(&mut lea, ops::QUIET, &ops::Quiet { kind: kind.clone(), quiet: true }).await;
        answer(&world, &mut otto, post, None, "How warm?").await;
        assert_eq!(kinds(&mut lea).await, [""; 0], "she did not want to hear of it");
        decide(&mut lea, ops::QUIET, &ops::Quiet { kind, quiet: false }).await;
        answer(&world, &mut otto, post, None, "How long?").await;
        assert_eq!(kinds(&mut lea).await, ["communities.reply"], "now she does");
        let (op, scope) = (lea.new_op(), lea.scope("notices"));
        let unknown = ops::Quiet { kind: "x.y".to_owned(), quiet: true };
        let told = lea.device.act(op, &scope, ops::QUIET, &unknown, None).await;
        assert_eq!(key(told), "error.notices.kind", "there is no such kind");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn notices_are_seen_and_cleared_and_bounded() {
    on_each(async |world| {
        let (mut lea, mut otto) =
            (world.someone("lea", "Lea").await, world.someone("otto", "Otto").await);
        let place = found(&world, &mut lea, "Bread", Joining::Open).await;
        done(&mut otto, communities::JOIN, &communities::Join { community: place }).await;
        let far = Timestamp::from_seconds(i64::from(u32::MAX) * 2);
        decide(&mut lea, ops::SEE, &ops::See { until: far }).await;
        let post = write(&world, &mut lea, place, "Rye").await;
        answer(&world, &mut otto, post, None, "How warm?").await;
        let choices = lea.rows("notices", rows::CHOICES).await.remove(0);
        let choices: Choices = serde_json::from_value(choices).expect("choices");
        let at = notices(&mut lea).await[0].at;
        assert!(choices.seen < at, "what comes later is new, whatever a device's clock said");

        for n in 0..KEPT + 3 {
            // Slowly, for newcomers may not say much in an hour.
            world.clock.forward(1_800);
            let post = write(&world, &mut lea, place, &format!("Loaf {n}")).await;
            answer(&world, &mut otto, post, None, "Nice").await;
        }
        let kept = notices(&mut lea).await;
        assert_eq!(kept.len(), KEPT, "the oldest went");
        assert!(kept.iter().all(|n| n.at > at), "the very first among them");
        let middle = kept.iter().map(|n| n.at).min().expect("some");
        decide(&mut lea, ops::CLEAR, &ops::Clear { until: middle }).await;
        assert_eq!(notices(&mut lea).await.len(), KEPT - 1, "only what was old enough is gone");
    })
    .await;
}
