//! How far moderation reaches: notes and what is said to them, messages, gatherings; and who is told.

use crate::feed::{self, open, see, told, write};
use crate::gatherings::{self, Party, plan};
use crate::messages::{done as chat, said, say};
use crate::moderation::{act, decide, mods, not, queue, report};
use crate::operate::desk;
use crate::world::{Someone, World, on_each};
use sampan_protocol::communities::gatherings::{SeatState, ops as meet};
use sampan_protocol::feed::{Category, Liked, ops as life};
use sampan_protocol::ids::{CommentId, OpId};
use sampan_protocol::messages::{Content, Place, ops as messages};
use sampan_protocol::moderation::{Action, Effect, Rule, Target, What, ops};

/// Takes something away in an operator's name.
async fn remove(operator: &mut Someone, target: &Target) -> OpId {
    mods(operator, ops::ACT, &decide(Action::Remove, target, None)).await
}

/// Whoever it is about appeals, and another operator takes it back.
async fn reverse(author: &mut Someone, judge: &mut Someone, decision: OpId) {
    let appeal = ops::Appeal { decision, text: "It was nothing bad.".into() };
    mods(author, ops::APPEAL, &appeal).await;
    let judged = ops::Judge { decision, uphold: false, text: "So it is.".into() };
    mods(judge, ops::JUDGE, &judged).await;
}

/// Two who run the service, and two who do not.
async fn four(world: &World) -> [Someone; 4] {
    let (ada, ben, eve, _) = desk(world).await;
    [ada, ben, eve, world.someone("max", "Max").await]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_is_reported_taken_away_and_comes_back_with_its_likes() {
    on_each(async |world| {
        let [mut ada, mut bob, mut mei, mut max] = four(&world).await;
        let account = open(&mut mei, "Bean Bar", Category::Food).await;
        let note = write(&world, &mut mei, account, "Flat white", None).await;
        let like = life::Like { target: Liked::Note(note), likes: true };
        feed::done(&mut max, life::LIKE, &like).await;
        let target = Target::new("note", note);
        report(&mut max, &target, "An advertisement").await;
        assert!(told(&mut ada).await.contains(&"moderation.case".to_owned()), "operators are told");
        assert_eq!(queue(&mut ada).await.remove(0).context.above, "Bean Bar", "with whose it is");
        assert!(queue(&mut mei).await.is_empty(), "for operators alone");
        let decision = remove(&mut ada, &target).await;
        assert!(
            told(&mut max).await.contains(&"moderation.acted".to_owned()),
            "so is who reported"
        );
        see(&mut max, note).await.expect_err("nobody reads it any more");
        let counts = feed::look(&mut max, account).await;
        assert_eq!((counts.notes, counts.likes), (0, 0), "nor is it counted");
        reverse(&mut mei, &mut bob, decision).await;
        let back = see(&mut max, note).await.expect("it is there again");
        assert_eq!((back.title.as_str(), back.likes, back.removed), ("Flat white", 1, false));
        let counts = feed::look(&mut max, account).await;
        assert_eq!((counts.notes, counts.likes), (1, 1), "and counted once");
        let own = life::Remove { target: Liked::Note(note) };
        feed::done(&mut mei, life::REMOVE, &own).await;
        let told = act(&mut ada, ops::ACT, &decide(Action::Remove, &target, None)).await.1;
        assert_eq!(told.as_deref(), Some("error.moderation.gone"), "what its author took away");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn words_wait_and_the_banned_are_silent_on_notes_too() {
    on_each(async |world| {
        let [mut ada, _, mut mei, mut max] = four(&world).await;
        let account = open(&mut mei, "Bean Bar", Category::Food).await;
        let note = write(&world, &mut mei, account, "Flat white", None).await;
        let rule = Rule { what: What::Word("casino".into()), effect: Effect::Hold };
        let rules = ops::SetRules { place: String::new(), rules: vec![rule] };
        mods(&mut ada, ops::SET_RULES, &rules).await;
        let waits = write(&world, &mut mei, account, "Casino night", None).await;
        see(&mut max, waits).await.expect_err("it waits for a moderator");
        assert!(see(&mut mei, waits).await.expect("it is hers").held, "as she sees");
        let say = |who: &mut Someone, body: &str| {
            let comment = CommentId(who.new_op().0);
            life::Comment { comment, note, answers: None, body: body.into() }
        };
        let comment = say(&mut max, "See you at the casino");
        feed::done(&mut max, life::COMMENT, &comment).await;
        assert_eq!(see(&mut mei, note).await.expect("hers").comments, 0, "it is not counted");
        for target in [Target::new("note", waits), Target::new("note-comment", comment.comment)] {
            mods(&mut ada, ops::ACT, &decide(Action::Keep, &target, None)).await;
        }
        assert!(!see(&mut max, waits).await.expect("let through").held, "it is out");
        assert_eq!(see(&mut mei, note).await.expect("hers").comments, 1, "and so is the comment");
        assert_eq!(feed::look(&mut max, account).await.notes, 2, "both are counted");
        let mute = decide(Action::Mute, &Target::new("person", max.id()), Some(3_600));
        mods(&mut ada, ops::ACT, &mute).await;
        let again = say(&mut max, "And again");
        let refusal = feed::refused(&mut max, life::COMMENT, &again).await;
        assert_eq!(refusal, "error.moderation.muted", "whoever is muted says nothing");
        let lock = decide(Action::Lock, &Target::new("note", note), None);
        mods(&mut ada, ops::ACT, &lock).await;
        let last = say(&mut mei, "Thank you all");
        let refusal = feed::refused(&mut mei, life::COMMENT, &last).await;
        assert_eq!(refusal, "error.moderation.locked", "nobody does under what is locked");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_reported_by_who_got_it_and_shown_to_operators_alone() {
    on_each(async |world| {
        let [mut ada, mut bob, mut mei, mut max] = four(&world).await;
        let sent = say(&world, &mut max, Place::Person(mei.id()), "You will regret this").await;
        let target = Target::new("message", sent);
        let stranger = ops::Report {
            target: target.clone(),
            label: "It".into(),
            reason: sampan_protocol::moderation::Reason::Harassment,
            text: String::new(),
        };
        let refusal = not(&mut bob, ops::REPORT, &stranger).await;
        assert_eq!(refusal, "error.moderation.unknown", "who is not in the chat learns nothing");
        report(&mut mei, &target, "He threatens me").await;
        let case = queue(&mut ada).await.remove(0);
        assert_eq!(case.context.body, "You will regret this", "what was reported");
        let decision = remove(&mut ada, &target).await;
        for who in [&mut mei, &mut max] {
            assert_eq!(said(who).await[0].content, Content::Recalled, "it is gone for both");
        }
        reverse(&mut max, &mut bob, decision).await;
        let text = Content::Text("You will regret this".into());
        for who in [&mut mei, &mut max] {
            assert_eq!(said(who).await[0].content, text, "and back");
        }
        let recall = messages::Recall { message: sent };
        chat(&mut max, messages::RECALL, &recall).await;
        let told = act(&mut ada, ops::ACT, &decide(Action::Remove, &target, None)).await.1;
        assert_eq!(told.as_deref(), Some("error.moderation.gone"), "what was recalled is gone");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gathering_that_is_taken_away_is_called_off() {
    on_each(async |world| {
        let mut ada = world.someone("ada", "Ada").await;
        let mut party = Party::of(&world, plan(None, 2), 2).await;
        let wish = party.wish(0, None);
        gatherings::done(&mut party.people[0], meet::SIGN_UP, &wish).await;
        let target = Target::new("gathering", party.id);
        report(&mut party.people[1], &target, "There is no such place").await;
        remove(&mut ada, &target).await;
        assert!(party.look_as_host().await.off, "it is off");
        assert_eq!(party.state(0).await.0, SeatState::Left, "nobody has a place any more");
        let late = gatherings::refused(&mut party.people[1], meet::SIGN_UP, &wish).await;
        assert_eq!(late, "error.gatherings.off", "nor gets one");
    })
    .await;
}
