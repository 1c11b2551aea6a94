//! What people feel about posts and comments, and whom what they write names.

use crate::communities::{act, answer, comments, done, found, refused, see, write};
use crate::world::{Someone, World, on_each};
use sampan_protocol::communities::{Joining, React, Reaction, Reactions, Target, ops, rows};
use sampan_protocol::ids::PostId;
use sampan_protocol::messages::{SCOPE as MESSAGES, ops as messages};
use sampan_protocol::moderation::{Mute, Target as About, Veil, ops as moderate};
use sampan_protocol::notices::{Notice, rows::NOTICE};
use sampan_protocol::sync::Outcome;
use serde::Serialize;

async fn feel(who: &mut Someone, target: Target, reaction: Option<Reaction>) {
    done(who, ops::REACT, &ops::React { target, reaction }).await;
}

fn felt(counts: &[(Reaction, i64)], mine: Option<Reaction>) -> Reactions {
    Reactions { counts: counts.iter().copied().collect(), mine }
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_feels_one_thing_about_something() {
    use Reaction::{Clap, Heart, Wow};
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let mut lea = world.someone("lea", "Lea").await;
        let food = found(&world, &mut mei, "Food", Joining::Open).await;
        let post = write(&world, &mut mei, food, "Bread").await;
        let said = answer(&world, &mut mei, post, None, "Rye").await;
        let other = answer(&world, &mut mei, post, None, "Spelt").await;
        let (on, under) = (Target::Post(post), Target::Comment(said));
        assert_eq!(see(&mut otto, post).await.reactions, Reactions::default(), "nobody yet");
        feel(&mut otto, on, Some(Heart)).await;
        feel(&mut lea, on, Some(Heart)).await;
        feel(&mut otto, under, Some(Clap)).await;
        assert_eq!(see(&mut lea, post).await.reactions, felt(&[(Heart, 2)], Some(Heart)), "two");
        feel(&mut otto, on, Some(Wow)).await;
        feel(&mut otto, on, Some(Wow)).await;
        let seen = see(&mut otto, post).await;
        assert_eq!(seen.reactions, felt(&[(Heart, 1), (Wow, 1)], Some(Wow)), "instead, and once");
        assert_eq!((seen.up, seen.down), (1, 0), "it is no vote");
        let told = comments(&mut lea, post).await;
        let of = |id| told.iter().find(|one| one.id == id).map(|one| one.reactions.clone());
        assert_eq!(of(said), Some(felt(&[(Clap, 1)], None)), "of the comment");
        assert_eq!(of(other), Some(Reactions::default()), "and of no other one");
        let row = otto.rows("communities", rows::REACTION).await;
        let row: Vec<React> =
            row.into_iter().map(|row| serde_json::from_value(row).expect("a reaction")).collect();
        assert!(row.contains(&React { target: on, reaction: Wow }), "his devices know: {row:?}");
        // The same operation again, as after a connection that was cut.
        let (op, scope) = (lea.new_op(), lea.scope("communities"));
        for _ in 0..3 {
            let back = ops::React { target: on, reaction: None };
            let outcome = lea.device.act(op, &scope, ops::REACT, &back, None).await;
            assert!(matches!(outcome, Ok(Outcome::Applied { .. })), "{outcome:?}");
        }
        assert_eq!(see(&mut lea, post).await.reactions, felt(&[(Wow, 1)], None), "taken back once");
        assert!(lea.rows("communities", rows::REACTION).await.is_empty(), "on her devices, too");
        done(&mut mei, ops::REMOVE, &ops::Remove { target: under }).await;
        let late = ops::React { target: under, reaction: Some(Heart) };
        let told = refused(&mut lea, ops::REACT, &late).await;
        assert_eq!(
            told, "error.communities.no_comment",
            "nobody feels anything about what is gone"
        );
        let closed = found(&world, &mut mei, "Family", Joining::Invitation).await;
        let inside = Target::Post(write(&world, &mut mei, closed, "Ours").await);
        let hidden = ops::React { target: inside, reaction: None };
        let told = refused(&mut lea, ops::REACT, &hidden).await;
        assert_eq!(told, "error.communities.unknown", "nor about what is not for them");
    })
    .await;
}

/// Where somebody was told that a text names them.
async fn named(who: &mut Someone) -> Vec<String> {
    let rows = who.rows("notices", NOTICE).await;
    let read = |row| serde_json::from_value::<Notice>(row).expect("a notice");
    let told = rows.into_iter().map(read).filter(|told| told.kind == "communities.mention");
    told.map(|told| told.link).collect()
}

async fn elsewhere(who: &mut Someone, scope: &str, name: &str, args: &impl Serialize) {
    let (op, scope) = (who.new_op(), who.scope(scope));
    let outcome = who.device.act(op, &scope, name, args, None).await;
    assert!(matches!(outcome, Ok(Outcome::Applied { .. })), "{name}: {outcome:?}");
}

async fn post(world: &World, who: &mut Someone, place: ops::NewPost) -> PostId {
    let post = place.post;
    assert!(matches!(act(who, ops::POST, &place).await, Ok(Outcome::Applied { .. })), "it is said");
    world.clock.forward(1);
    post
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_named_and_may_read_it_is_told() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let mut lea = world.someone("lea", "Lea").await;
        let food = found(&world, &mut mei, "Food", Joining::Open).await;
        done(&mut otto, ops::JOIN, &ops::Join { community: food }).await;
        let said = |body: &str| ops::Said {
            title: "Bread".into(),
            body: body.into(),
            ..ops::Said::default()
        };
        let new = ops::NewPost {
            post: PostId(mei.new_op().0),
            community: food,
            said: said("Ask @Otto, @nobody_here, @mei or `@lea`"),
        };
        let first = post(&world, &mut mei, new).await;
        assert_eq!(named(&mut otto).await, [format!("/communities/post/{first}")], "he is");
        assert!(named(&mut mei).await.is_empty(), "nobody is told of their own doing");
        assert!(named(&mut lea).await.is_empty(), "code names nobody");
        let comment = answer(&world, &mut otto, first, None, "@mei @lea: 26 degrees").await;
        let link = format!("/communities/post/{first}?comment={comment}");
        assert_eq!(named(&mut lea).await, [link], "it leads to the comment");
        assert!(named(&mut mei).await.is_empty(), "whoever is answered is told that");
        // Who wants nothing of somebody is not told by them; nor who may not read it.
        let block = messages::Block { person: otto.id() };
        elsewhere(&mut lea, MESSAGES, messages::BLOCK, &block).await;
        answer(&world, &mut otto, first, None, "@lea again").await;
        assert_eq!(named(&mut lea).await.len(), 1, "blocked");
        let veil = Veil::Target(About::new("person", mei.id()));
        let mute = moderate::SetMute { mute: Mute { veil, label: "Mei".into() }, on: true };
        elsewhere(&mut otto, "moderation", moderate::MUTE, &mute).await;
        answer(&world, &mut mei, first, Some(comment), "@otto and @lea").await;
        assert_eq!(named(&mut otto).await.len(), 1, "muted");
        assert_eq!(named(&mut lea).await.len(), 2, "others are told");
        let closed = found(&world, &mut mei, "Family", Joining::Invitation).await;
        let new = ops::NewPost {
            post: PostId(mei.new_op().0),
            community: closed,
            said: said("@lea is not here"),
        };
        post(&world, &mut mei, new).await;
        assert_eq!(named(&mut lea).await.len(), 2, "what she may not read tells her nothing");
    })
    .await;
}
