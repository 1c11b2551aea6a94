//! Moderation: reports, decisions with reasons, appeals, the public log, rules, and what votes weigh.

use crate::communities::{comments, done, found, refused, vote, write};
use crate::world::{Someone, World, on_each};
use sampan_backend::audit_moderation;
use sampan_backend::db::{Db, Value};
use sampan_protocol::communities::{Joining, Opinion, Role, Target as Voted, ops as talk};
use sampan_protocol::ids::{CommentId, CommunityId, OpId, PostId};
use sampan_protocol::moderation::{
    Act, Action, Appealed, AppealsPart, AskAppeals, AskLog, AskQueue, Basis, Case, Category,
    Decided, Line, LogPart, QueuePart, Reason, SCOPE, State, Step, Target, ops, rows,
};
use sampan_protocol::notices::{Notice, rows::NOTICE};
use sampan_protocol::operate::Sealed;
use sampan_protocol::page::Part;
use sampan_protocol::sync::Outcome;
use serde::Serialize;

pub(crate) async fn act(
    who: &mut Someone,
    name: &str,
    args: &impl Serialize,
) -> (OpId, Option<String>) {
    let (op, scope) = (who.new_op(), who.scope(SCOPE));
    match who.device.act(op, &scope, name, args, None).await {
        Ok(Outcome::Applied { .. }) => (op, None),
        Ok(Outcome::Rejected(error)) | Err(error) => (op, Some(error.key)),
        Ok(other) => panic!("{name}: {other:?}"),
    }
}

pub(crate) async fn mods(who: &mut Someone, name: &str, args: &impl Serialize) -> OpId {
    let (op, refusal) = act(who, name, args).await;
    assert_eq!(refusal, None, "{name} is applied");
    op
}

pub(crate) async fn not(who: &mut Someone, name: &str, args: &impl Serialize) -> String {
    act(who, name, args).await.1.expect("it must be refused")
}

pub(crate) async fn report(who: &mut Someone, target: &Target, text: &str) {
    let (target, label) = (target.clone(), "It".to_owned());
    let report = ops::Report { target, label, reason: Reason::Harassment, text: text.into() };
    mods(who, ops::REPORT, &report).await;
}

pub(crate) fn decide(action: Action, target: &Target, seconds: Option<i64>) -> ops::Act {
    ops::Act {
        act: Act {
            action,
            target: target.clone(),
            everywhere: false,
            seconds,
            basis: Basis::Rule,
            rule: "Be kind.".into(),
            category: Category::CyberViolence,
            facts: "An insult.".into(),
        },
    }
}

pub(crate) async fn queue(who: &mut Someone) -> Vec<Case> {
    let ask = QueuePart { list: AskQueue {}, part: Part::default() };
    who.device.ask(&ask).await.expect("anybody may ask").items
}

pub(crate) async fn appeals(who: &mut Someone) -> Vec<Appealed> {
    let ask = AppealsPart { list: AskAppeals {}, part: Part::default() };
    who.device.ask(&ask).await.expect("anybody may ask").items
}

pub(crate) async fn decided(who: &mut Someone) -> Vec<Decided> {
    let rows = who.rows(SCOPE, rows::DECIDED).await;
    rows.into_iter().map(|row| serde_json::from_value(row).expect("a decision")).collect()
}

async fn said(who: &mut Someone, post: PostId) -> Vec<(String, bool)> {
    let said = comments(who, post).await;
    said.into_iter().map(|comment| (comment.body, comment.removed)).collect()
}

pub(crate) async fn comment(
    world: &World,
    who: &mut Someone,
    post: PostId,
    body: &str,
) -> CommentId {
    let comment = CommentId(who.new_op().0);
    let new = talk::NewComment { comment, post, parent: None, body: body.into() };
    done(who, talk::COMMENT, &new).await;
    world.clock.forward(1);
    comment
}

pub(crate) async fn join(who: &mut Someone, community: CommunityId) {
    done(who, talk::JOIN, &talk::Join { community }).await;
}

pub(crate) async fn whole(world: &World) -> Option<u64> {
    let url = world.config.database.clone();
    let audit = move |_: &_| Ok(audit_moderation(&Db::open_existing(&url)?)?.first_bad);
    world.blocking(audit).await
}

/// Anybody reads every step, and of whom it is told nowhere.
async fn read_log(who: &mut Someone) {
    let ask = LogPart { list: AskLog {}, part: Part::default() };
    let lines: Vec<Sealed> = who.device.ask(&ask).await.expect("anybody reads it").items;
    let steps: Vec<Step> = lines
        .iter()
        .map(|line| serde_json::from_str::<Line>(&line.text).expect("a line").step)
        .collect();
    assert_eq!(steps, [Step::Reversed, Step::Appealed, Step::Decided], "every step is public");
    assert!(lines.iter().all(|line| !line.text.contains(&who.id().to_string())), "of nobody");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_decided_appealed_and_reversed_by_somebody_else() {
    on_each(async |world| {
        let mut mei = world.someone("mei", "Mei").await;
        let mut otto = world.someone("otto", "Otto").await;
        let mut lea = world.someone("lea", "Lea").await;
        let mut max = world.someone("max", "Max").await;
        let food = found(&world, &mut otto, "Food", Joining::Open).await;
        for who in [&mut lea, &mut max] {
            join(who, food).await;
        }
        let promote = talk::SetRole { community: food, person: lea.id(), role: Role::Moderator };
        done(&mut otto, talk::SET_ROLE, &promote).await;
        let post = write(&world, &mut otto, food, "Bread").await;
        let insult = comment(&world, &mut max, post, "You bake like a fool.").await;
        let target = Target::new("comment", insult);
        report(&mut lea, &target, "He insults people").await;
        let hidden = lea.rows(SCOPE, rows::HIDDEN).await;
        assert_eq!(hidden.len(), 1, "who reports it does not see it any more");
        assert!(queue(&mut max).await.is_empty(), "the queue is for moderators");
        let waits = queue(&mut otto).await.remove(0);
        assert_eq!((waits.reports, &*waits.context.body), (1, "You bake like a fool."));
        assert_eq!(waits.context.above, "Bread", "with what it answers");
        assert_eq!(
            (waits.said, waits.reasons),
            (vec!["He insults people".into()], vec![Reason::Harassment])
        );
        let remove = decide(Action::Remove, &target, None);
        let told = not(&mut max, ops::ACT, &remove).await;
        assert_eq!(told, "error.moderation.moderators_only", "members do not decide");
        let plain = talk::Remove { target: Voted::Comment(insult) };
        let told = refused(&mut otto, talk::REMOVE, &plain).await;
        assert_eq!(told, "error.moderation.with_reasons", "nothing is taken away without reasons");
        let decision = mods(&mut otto, ops::ACT, &remove).await;
        assert!(queue(&mut otto).await.is_empty(), "it is decided");
        assert_eq!(said(&mut lea, post).await, [(String::new(), true)], "and gone");
        let mine = decided(&mut max).await.remove(0);
        assert_eq!(
            (mine.state, mine.statement.ground()),
            (State::Stands, "Be kind."),
            "he knows why"
        );
        let notices = max.rows("notices", NOTICE).await;
        let notice: Notice = serde_json::from_value(notices[0].clone()).expect("a notice");
        assert_eq!(notice.kind, "moderation.decided", "and is told");
        let appeal = ops::Appeal { decision, text: "It was a joke among friends.".into() };
        assert_eq!(not(&mut lea, ops::APPEAL, &appeal).await, "error.moderation.no_decision");
        mods(&mut max, ops::APPEAL, &appeal).await;
        assert_eq!(not(&mut max, ops::APPEAL, &appeal).await, "error.moderation.appealed");
        let judge = ops::Judge { decision, uphold: false, text: "They are friends.".into() };
        let told = not(&mut otto, ops::JUDGE, &judge).await;
        assert_eq!(told, "error.moderation.judge_own", "not by who decided");
        assert_eq!(not(&mut max, ops::JUDGE, &judge).await, "error.moderation.judge_own");
        assert!(appeals(&mut otto).await.is_empty(), "nor is it shown to them");
        assert_eq!(appeals(&mut lea).await.len(), 1, "another moderator sees it");
        assert_eq!(appeals(&mut mei).await.len(), 1, "and who runs the service");
        mods(&mut lea, ops::JUDGE, &judge).await;
        assert_eq!(not(&mut mei, ops::JUDGE, &judge).await, "error.moderation.judged");
        let back = said(&mut lea, post).await;
        assert_eq!(back, [("You bake like a fool.".into(), false)], "the comment is back");
        assert_eq!(decided(&mut max).await.remove(0).state, State::Reversed, "he sees it");
        read_log(&mut max).await;
        assert_eq!(whole(&world).await, None, "and whole");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_that_was_altered_is_found() {
    on_each(async |world| {
        let mut otto = world.someone("otto", "Otto").await;
        let mut max = world.someone("max", "Max").await;
        let food = found(&world, &mut otto, "Food", Joining::Open).await;
        join(&mut max, food).await;
        for title in ["one", "two", "three"] {
            let post = write(&world, &mut max, food, title).await;
            let target = Target::new("post", post);
            mods(&mut otto, ops::ACT, &decide(Action::Warn, &target, None)).await;
        }
        assert_eq!(whole(&world).await, None, "as it was written");
        let run = async |sql: &'static str, value: Value| {
            let url = world.config.database.clone();
            let change = move |_: &_| {
                let db = Db::open_existing(&url)?;
                db.write(|tx| tx.execute(sql, std::slice::from_ref(&value)))?;
                Ok(())
            };
            world.blocking(change).await;
        };
        let state = "UPDATE moderation_decisions SET state = $1";
        run(state, "reversed".into()).await;
        assert_eq!(whole(&world).await, Some(0), "a decision stands otherwise");
        run(state, "stands".into()).await;
        run("UPDATE moderation_head SET seq = $1", Value::Int(2)).await;
        assert_eq!(whole(&world).await, Some(4), "the end does not fit");
        run("UPDATE moderation_head SET seq = $1", Value::Int(3)).await;
        let edit = "UPDATE moderation_log SET line = REPLACE(line, 'insult', $1) WHERE seq = 2";
        run(edit, "kindness".into()).await;
        assert_eq!(whole(&world).await, Some(2), "a line was altered");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_muted_banned_or_too_fast_is_told_so() {
    on_each(async |world| {
        let mut ada = world.someone("ada", "Ada").await;
        let mut otto = world.someone("otto", "Otto").await;
        let mut max = world.someone("max", "Max").await;
        let food = found(&world, &mut otto, "Food", Joining::Open).await;
        join(&mut max, food).await;
        let post = write(&world, &mut max, food, "first").await;
        let target = Target::new("post", post);
        let try_post = async |who: &mut Someone, title: &str| {
            let said = talk::Said { title: title.into(), ..talk::Said::default() };
            let post = PostId(who.new_op().0);
            refused(who, talk::POST, &talk::NewPost { post, community: food, said }).await
        };
        let slow = decide(Action::SlowMode, &Target::new("community", food), Some(600));
        assert_eq!(not(&mut max, ops::ACT, &slow).await, "error.moderation.moderators_only");
        mods(&mut otto, ops::ACT, &slow).await;
        assert_eq!(
            try_post(&mut max, "second").await,
            "error.moderation.slow",
            "one in ten minutes"
        );
        write(&world, &mut otto, food, "of the owner").await;
        world.clock.forward(600);
        write(&world, &mut max, food, "second").await;
        mods(&mut otto, ops::ACT, &decide(Action::Mute, &target, Some(3_600))).await;
        world.clock.forward(700);
        assert_eq!(try_post(&mut max, "third").await, "error.moderation.muted", "he may read");
        vote(&mut max, Voted::Post(post), Opinion::Up).await;
        world.clock.forward(3_600);
        write(&world, &mut max, food, "third").await;
        mods(&mut otto, ops::ACT, &decide(Action::Lock, &target, None)).await;
        let on = talk::NewComment {
            comment: CommentId(max.new_op().0),
            post,
            parent: None,
            body: "x".into(),
        };
        assert_eq!(refused(&mut max, talk::COMMENT, &on).await, "error.moderation.locked");
        let everywhere = |ban: ops::Act| ops::Act { act: Act { everywhere: true, ..ban.act } };
        let ban = everywhere(decide(Action::Ban, &target, None));
        let told = not(&mut otto, ops::ACT, &ban).await;
        assert_eq!(told, "error.moderation.moderators_only", "operators only");
        let decision = mods(&mut ada, ops::ACT, &ban).await;
        let cast = talk::Vote { target: Voted::Post(post), opinion: Opinion::None };
        let told = refused(&mut max, talk::VOTE, &cast).await;
        assert_eq!(told, "error.moderation.banned_for_good", "he takes no part");
        let appeal = ops::Appeal { decision, text: "Why me?".into() };
        mods(&mut max, ops::APPEAL, &appeal).await;
        let judge = ops::Judge { decision, uphold: false, text: "Too hard.".into() };
        let told = not(&mut otto, ops::JUDGE, &judge).await;
        assert_eq!(told, "error.moderation.moderators_only", "a ban everywhere is for operators");
        let mine = decide(Action::Warn, &Target::new("post", post), None);
        assert_eq!(not(&mut max, ops::ACT, &mine).await, "error.moderation.moderators_only");
        assert_eq!(whole(&world).await, None, "the log is whole");
    })
    .await;
}
