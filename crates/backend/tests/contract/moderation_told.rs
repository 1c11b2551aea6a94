//! Who is told of what was held back, once a moderator lets it out: as if it had come out then, once.

use crate::communities::{done, found, write};
use crate::moderation::{decide, join, mods};
use crate::world::{Someone, World, on_each};
use sampan_protocol::communities::{Joining, Role, Target as On, ops as talk};
use sampan_protocol::ids::{CommentId, CommunityId, OpId, PostId};
use sampan_protocol::moderation::{Action, Effect, Rule, Target, What, ops};
use sampan_protocol::notices::{Notice, ops as notices, rows::NOTICE};
use sampan_protocol::{Arg, Clock};

/// Of what somebody was told, and where it leads, the first first.
async fn told(who: &mut Someone) -> Vec<(String, String)> {
    let rows = who.rows("notices", NOTICE).await;
    let read = |row| serde_json::from_value::<Notice>(row).expect("a notice");
    let mut all: Vec<Notice> = rows.into_iter().map(read).collect();
    all.sort_by_key(|notice| notice.at);
    let of_talk = all.into_iter().filter(|notice| notice.kind.starts_with("communities."));
    of_talk.map(|notice| (notice.kind, notice.link)).collect()
}

/// Who keeps a place, in which a word waits for them, and three who write there.
async fn square(world: &World) -> ([Someone; 5], CommunityId) {
    let ada = world.someone("ada", "Ada").await;
    let mut otto = world.someone("otto", "Otto").await;
    let food = found(world, &mut otto, "Food", Joining::Open).await;
    let mut others = [
        world.someone("lea", "Lea").await,
        world.someone("max", "Max").await,
        world.someone("mei", "Mei").await,
    ];
    for who in &mut others {
        join(who, food).await;
    }
    let rule = Rule { what: What::Word("casino".into()), effect: Effect::Hold };
    let rules = ops::SetRules { place: format!("community/{food}"), rules: vec![rule] };
    mods(&mut otto, ops::SET_RULES, &rules).await;
    let [lea, max, mei] = others;
    ([ada, otto, lea, max, mei], food)
}

fn said(body: &str) -> talk::Said {
    talk::Said { title: "Friday".into(), body: body.into(), ..talk::Said::default() }
}

async fn post(world: &World, who: &mut Someone, community: CommunityId, body: &str) -> PostId {
    let post = PostId(who.new_op().0);
    done(who, talk::POST, &talk::NewPost { post, community, said: said(body) }).await;
    world.clock.forward(1);
    post
}

async fn answer(
    world: &World,
    who: &mut Someone,
    (post, parent): (PostId, Option<CommentId>),
    body: &str,
) -> CommentId {
    let comment = CommentId(who.new_op().0);
    let new = talk::NewComment { comment, post, parent, body: body.into() };
    done(who, talk::COMMENT, &new).await;
    world.clock.forward(1);
    comment
}

async fn act(world: &World, who: &mut Someone, action: Action, target: &Target) -> OpId {
    let made = mods(who, ops::ACT, &decide(action, target, None)).await;
    world.clock.forward(1);
    made
}

fn at(post: PostId) -> String {
    format!("/communities/post/{post}")
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_a_held_post_names_is_told_when_it_comes_out_and_once() {
    on_each(async |world| {
        let ([_, mut otto, mut lea, mut max, mut mei], food) = square(&world).await;
        let held = post(&world, &mut max, food, "To the casino, @lea and @max?").await;
        assert!(told(&mut lea).await.is_empty(), "nobody is told of what nobody reads");
        // It names somebody else, too, before it comes out.
        let edit = talk::Edit::Post { post: held, said: said("To the casino, @lea and @mei?") };
        done(&mut max, talk::EDIT, &edit).await;
        assert!(told(&mut mei).await.is_empty(), "it still waits");
        let target = Target::new("post", held);
        act(&world, &mut otto, Action::Keep, &target).await;
        let mention = ("communities.mention".to_owned(), at(held));
        for who in [&mut lea, &mut mei] {
            assert_eq!(
                told(who).await,
                std::slice::from_ref(&mention),
                "as if it had come out now"
            );
        }
        assert!(told(&mut max).await.is_empty(), "nobody is told of what they wrote");
        let notices = lea.rows("notices", NOTICE).await;
        let notice: Notice = serde_json::from_value(notices[0].clone()).expect("a notice");
        assert_eq!(notice.args.get("who"), Some(&Arg::from("Max")), "by who wrote it");

        // What was out before, and is held for what it says now, tells nobody again.
        let clear = notices::Clear { until: world.clock.now() };
        let (op, scope) = (mei.new_op(), mei.scope("notices"));
        mei.device.act(op, &scope, notices::CLEAR, &clear, None).await.expect("cleared");
        assert!(told(&mut mei).await.is_empty(), "she has read it");
        let edit = talk::Edit::Post { post: held, said: said("The casino it is, @lea and @mei.") };
        done(&mut max, talk::EDIT, &edit).await;
        act(&world, &mut otto, Action::Keep, &target).await;
        let decision = act(&world, &mut otto, Action::Remove, &target).await;
        reverse(&mut max, &mut lea, &mut otto, (food, decision)).await;
        assert!(told(&mut mei).await.is_empty(), "she was told once");
    })
    .await;
}

/// Whoever it is about appeals, and another moderator takes it back.
async fn reverse(
    author: &mut Someone,
    judge: &mut Someone,
    owner: &mut Someone,
    (community, decision): (CommunityId, OpId),
) {
    let promote = talk::SetRole { community, person: judge.id(), role: Role::Moderator };
    done(owner, talk::SET_ROLE, &promote).await;
    let appeal = ops::Appeal { decision, text: "It was nothing bad.".into() };
    mods(author, ops::APPEAL, &appeal).await;
    let judged = ops::Judge { decision, uphold: false, text: "So it is.".into() };
    mods(judge, ops::JUDGE, &judged).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_a_held_comment_answers_or_names_is_told_when_it_comes_out() {
    on_each(async |world| {
        let ([mut ada, mut otto, mut lea, mut max, mut mei], food) = square(&world).await;
        let on = write(&world, &mut mei, food, "Where on Friday?").await;
        let first = answer(&world, &mut lea, (on, None), "Somewhere near").await;
        let before = told(&mut mei).await.len();
        let text = "The casino, @mei and @lea";
        let held = answer(&world, &mut max, (on, Some(first)), text).await;
        assert!(told(&mut lea).await.is_empty(), "nobody is told of what nobody reads");
        let target = Target::new("comment", held);
        act(&world, &mut otto, Action::Keep, &target).await;
        let link = format!("{}?comment={held}", at(on));
        let reply = ("communities.reply".to_owned(), link.clone());
        assert_eq!(told(&mut lea).await, [reply], "who is answered is told that, once");
        let mention = ("communities.mention".to_owned(), link);
        assert_eq!(told(&mut mei).await[before..], [mention], "who is named is told");
        // One that is taken away at once comes out only when that is taken back.
        let other = answer(&world, &mut max, (on, None), "A casino @lea").await;
        let target = Target::new("comment", other);
        let decision = act(&world, &mut otto, Action::Remove, &target).await;
        assert_eq!(told(&mut lea).await.len(), 1, "it never came out");
        let appeal = ops::Appeal { decision, text: "It was nothing bad.".into() };
        mods(&mut max, ops::APPEAL, &appeal).await;
        let judged = ops::Judge { decision, uphold: false, text: "So it is.".into() };
        mods(&mut ada, ops::JUDGE, &judged).await;
        let link = format!("{}?comment={other}", at(on));
        assert_eq!(told(&mut lea).await[1..], [("communities.mention".to_owned(), link)], "now");
        // A comment under what is gone meanwhile is nothing to tell of.
        let late = answer(&world, &mut max, (on, None), "Casino, @lea!").await;
        done(&mut mei, talk::REMOVE, &talk::Remove { target: On::Post(on) }).await;
        act(&world, &mut otto, Action::Keep, &Target::new("comment", late)).await;
        assert_eq!(told(&mut lea).await.len(), 2, "nobody is led to what is not there");
    })
    .await;
}
