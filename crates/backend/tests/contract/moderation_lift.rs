//! What moderators impose is lifted before its time: by whom, with what they say, and what comes of it.

use crate::communities::{done, found, refused, write};
use crate::feed::told;
use crate::moderation::{appeals, decide, decided, join, mods, not, whole};
use crate::world::{Someone, World, on_each};
use sampan_protocol::communities::{Joining, Role, ops as talk};
use sampan_protocol::ids::{CommentId, CommunityId, OpId, PostId};
use sampan_protocol::moderation::{
    Action, AskInForce, AskLog, AskSlow, InForce, InForcePart, Line, LogPart, Slow, SlowPart,
    State, Step, Target, ops,
};
use sampan_protocol::operate::Sealed;
use sampan_protocol::page::Part;

/// What is in force in a community, or the refusal to tell it.
async fn in_force(who: &mut Someone, community: CommunityId) -> Result<Vec<InForce>, String> {
    let list = AskInForce { place: Target::new("community", community).key() };
    let asked = who.device.ask(&InForcePart { list, part: Part::default() }).await;
    asked.map(|page| page.items).map_err(|error| error.key)
}

/// Whether everybody is slowed in a community, and why.
async fn slow(who: &mut Someone, community: CommunityId) -> Result<Option<Slow>, String> {
    let list = AskSlow { place: Target::new("community", community).key() };
    let asked = who.device.ask(&SlowPart { list, part: Part::default() }).await;
    asked.map(|page| page.items.into_iter().next()).map_err(|error| error.key)
}

fn lift(decision: OpId, text: &str) -> ops::Lift {
    ops::Lift { decision, text: text.into() }
}

async fn try_post(who: &mut Someone, community: CommunityId, title: &str) -> String {
    let said = talk::Said { title: title.into(), ..talk::Said::default() };
    let post = PostId(who.new_op().0);
    refused(who, talk::POST, &talk::NewPost { post, community, said }).await
}

async fn promote(owner: &mut Someone, community: CommunityId, who: &Someone) {
    let role = talk::SetRole { community, person: who.id(), role: Role::Moderator };
    done(owner, talk::SET_ROLE, &role).await;
}

/// Who runs the service, who owns a community, two who moderate it, and a member.
async fn five(world: &World) -> ([Someone; 5], CommunityId) {
    let ada = world.someone("ada", "Ada").await;
    let mut otto = world.someone("otto", "Otto").await;
    let mut lea = world.someone("lea", "Lea").await;
    let mut ben = world.someone("ben", "Ben").await;
    let mut max = world.someone("max", "Max").await;
    let food = found(world, &mut otto, "Food", Joining::Open).await;
    for who in [&mut lea, &mut ben, &mut max] {
        join(who, food).await;
    }
    promote(&mut otto, food, &lea).await;
    promote(&mut otto, food, &ben).await;
    ([ada, otto, lea, ben, max], food)
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_muted_posts_again_once_it_is_lifted() {
    on_each(async |world| {
        let ([_, mut otto, mut lea, _, mut max], food) = five(&world).await;
        let post = write(&world, &mut max, food, "first").await;
        let mute = decide(Action::Mute, &Target::new("post", post), None);
        let decision = mods(&mut otto, ops::ACT, &mute).await;
        assert_eq!(try_post(&mut max, food, "second").await, "error.moderation.muted_for_good");
        let listed = in_force(&mut lea, food).await.expect("she moderates");
        let [one] = &listed[..] else { panic!("one thing is in force: {listed:?}") };
        assert_eq!((one.decision, one.action, one.until), (decision, Action::Mute, None));
        let of = |person: &Option<sampan_protocol::people::Person>| {
            person.as_ref().map(|person| person.id)
        };
        assert_eq!(
            (of(&one.about), of(&one.by)),
            (Some(max.id()), Some(otto.id())),
            "who, by whom"
        );
        assert!(one.mine && one.label == "first", "another moderator may lift it");
        let told_to_max = in_force(&mut max, food).await;
        assert_eq!(told_to_max, Err("error.moderation.moderators_only".into()), "not to members");
        let appeal = ops::Appeal { decision, text: "It was a joke.".into() };
        mods(&mut max, ops::APPEAL, &appeal).await;
        let early = lift(decision, "He has said that he is sorry.");
        assert_eq!(not(&mut max, ops::LIFT, &early).await, "error.moderation.moderators_only");
        let silent = lift(decision, " ");
        assert_eq!(
            not(&mut lea, ops::LIFT, &silent).await,
            "error.moderation.lift",
            "with reasons"
        );
        mods(&mut lea, ops::LIFT, &early).await;
        assert_eq!(
            not(&mut otto, ops::LIFT, &early).await,
            "error.moderation.not_in_force",
            "once"
        );
        write(&world, &mut max, food, "second").await;
        assert_eq!(in_force(&mut lea, food).await, Ok(Vec::new()), "it is over");
        assert!(appeals(&mut lea).await.is_empty(), "the appeal has nothing to wait for");
        let mine = decided(&mut max).await.remove(0);
        assert_eq!((mine.state, &*mine.lifted), (State::Lifted, "He has said that he is sorry."));
        assert!(told(&mut max).await.contains(&"moderation.lifted".to_owned()), "he is told");
        let ask = LogPart { list: AskLog {}, part: Part::default() };
        let lines: Vec<Sealed> = max.device.ask(&ask).await.expect("anybody reads it").items;
        let last: Line = serde_json::from_str(&lines[0].text).expect("a line");
        assert_eq!((last.step, &*last.why), (Step::Lifted, "He has said that he is sorry."));
        assert_eq!(whole(&world).await, None, "the log is whole");
        mods(&mut max, ops::APPEAL, &appeal).await;
        let judge = ops::Judge { decision, uphold: false, text: "A joke.".into() };
        mods(&mut lea, ops::JUDGE, &judge).await;
        assert_eq!(decided(&mut max).await.remove(0).state, State::Reversed, "nothing stays of it");
        assert_eq!(whole(&world).await, None, "and so is that");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_lifts_what_restrains_themselves_or_is_above_them() {
    on_each(async |world| {
        let ([mut ada, mut otto, mut lea, mut ben, _], food) = five(&world).await;
        let post = write(&world, &mut lea, food, "of a moderator").await;
        let mute = decide(Action::Mute, &Target::new("post", post), Some(3_600));
        let decision = mods(&mut otto, ops::ACT, &mute).await;
        let text = lift(decision, "She did nothing.");
        assert_eq!(not(&mut lea, ops::LIFT, &text).await, "error.moderation.lift_own");
        assert_eq!(not(&mut ben, ops::LIFT, &text).await, "error.moderation.outranked");
        let listed = in_force(&mut lea, food).await.expect("she moderates");
        assert!(listed.iter().all(|one| !one.mine), "nor is it offered to her");
        assert_eq!(try_post(&mut lea, food, "more").await, "error.moderation.muted");
        mods(&mut ada, ops::LIFT, &text).await;
        write(&world, &mut lea, food, "more").await;
        let short = decide(Action::Mute, &Target::new("post", post), Some(60));
        let decision = mods(&mut otto, ops::ACT, &short).await;
        world.clock.forward(61);
        let late = lift(decision, "Enough.");
        assert_eq!(not(&mut otto, ops::LIFT, &late).await, "error.moderation.not_in_force");
        assert_eq!(in_force(&mut otto, food).await, Ok(Vec::new()), "what ended is not in force");
        let warn = decide(Action::Warn, &Target::new("post", post), None);
        let decision = mods(&mut otto, ops::ACT, &warn).await;
        let nothing = lift(decision, "Enough.");
        assert_eq!(not(&mut otto, ops::LIFT, &nothing).await, "error.moderation.not_in_force");
        assert_eq!(whole(&world).await, None, "the log is whole");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn locks_and_slow_mode_say_why_and_are_lifted() {
    on_each(async |world| {
        let ([_, mut otto, mut lea, _, mut max], food) = five(&world).await;
        let post = write(&world, &mut max, food, "first").await;
        let (here, target) = (Target::new("community", food), Target::new("post", post));
        let mut silent = decide(Action::SlowMode, &here, Some(600));
        silent.act.facts.clear();
        assert_eq!(not(&mut otto, ops::ACT, &silent).await, "error.moderation.facts");
        mods(&mut otto, ops::ACT, &decide(Action::SlowMode, &here, Some(60))).await;
        world.clock.forward(1);
        let slowed = mods(&mut otto, ops::ACT, &decide(Action::SlowMode, &here, Some(600))).await;
        let told = slow(&mut max, food).await.expect("he may read it").expect("it is slow");
        let facts = told.statement.map(|statement| statement.decision_facts);
        assert_eq!((told.seconds, facts.as_deref()), (600, Some("An insult.")), "and why");
        world.clock.forward(1);
        let locked = mods(&mut otto, ops::ACT, &decide(Action::Lock, &target, None)).await;
        let listed = in_force(&mut lea, food).await.expect("she moderates");
        let listed: Vec<(OpId, i64)> =
            listed.iter().map(|one| (one.decision, one.seconds)).collect();
        assert_eq!(listed, [(locked, 0), (slowed, 600)], "the latest first, each once");
        assert_eq!(try_post(&mut max, food, "second").await, "error.moderation.slow");
        mods(&mut lea, ops::LIFT, &lift(slowed, "It is quiet again.")).await;
        write(&world, &mut max, food, "second").await;
        assert_eq!(slow(&mut max, food).await, Ok(None), "nobody is slowed");
        let comment = CommentId(max.new_op().0);
        let on = talk::NewComment { comment, post, parent: None, body: "x".into() };
        assert_eq!(refused(&mut max, talk::COMMENT, &on).await, "error.moderation.locked");
        mods(&mut lea, ops::LIFT, &lift(locked, "It is quiet again.")).await;
        done(&mut max, talk::COMMENT, &on).await;
        assert_eq!(in_force(&mut lea, food).await, Ok(Vec::new()), "nothing is in force");
        assert_eq!(whole(&world).await, None, "the log is whole");
    })
    .await;
}
