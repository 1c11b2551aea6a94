//! Chats of two people.

use super::{act, again, chats, done, keep, refused, said, say, text, words};
use crate::world::{key, on_each};
use sampan_protocol::messages::{
    AskOlder, Content, KeepVoice, Message, OlderPart, Place, Read, SCOPE, Voice, ops, rows, rule,
};
use sampan_protocol::page::Part;
use sampan_protocol::sync::{Cursor, Outcome, Pull};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_said_arrives_once_and_in_order() {
    on_each(async |world| {
        let mut ada = world.someone("ada", "Ada").await;
        let mut ben = world.someone("ben", "Ben").await;
        let to_ben = Place::Person(ben.id());
        let (op, send) = (ada.new_op(), text(&ada, to_ben, "one"));
        let first = again(&mut ada, op, &send).await;
        assert!(matches!(first, Ok(Outcome::Applied { .. })), "{first:?}");
        assert_eq!(again(&mut ada, op, &send).await, first, "handed in again it is the same");
        let copy = refused(&mut ada, ops::SEND, &send).await;
        assert_eq!(copy, "error.sync.arguments", "one message has one identifier");
        world.clock.forward(1);
        say(&world, &mut ada, to_ben, "two").await;
        let to_ada = Place::Person(ada.id());
        say(&world, &mut ben, to_ada, "three").await;
        assert_eq!(words(&mut ben).await, ["one", "two", "three"], "in order, each once");
        assert_eq!(said(&mut ada).await, said(&mut ben).await, "both have the same");
        let numbers: Vec<i64> = said(&mut ben).await.iter().map(|m| m.seq).collect();
        assert_eq!(numbers, [1, 2, 3], "numbers have no gaps");

        let mut eve = world.someone("eve", "Eve").await;
        let scope = ben.scope(SCOPE);
        let pull =
            Pull { cursors: vec![Cursor { scope: scope.clone(), epoch: 0, seq: 0 }], limit: 9 };
        let pulled = eve.device.ask(&pull).await.expect("it answers");
        assert_eq!((pulled.scopes.len(), pulled.lost), (0, vec![scope]), "nobody else reads it");
        let chat = chats(&mut ben).await[0].id;
        let list = AskOlder { chat, before: 99 };
        let nosy = eve.device.ask(&OlderPart { list, part: Part::default() }).await;
        assert_eq!(key(nosy), "error.messages.unknown", "not even that it is there");
        let outside = refused(&mut eve, ops::READ, &ops::Read { chat, seq: 1 }).await;
        assert_eq!(outside, "error.messages.unknown", "nor marks it");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_wait_and_reading_is_told_to_whom_one_knows() {
    on_each(async |world| {
        let mut ada = world.someone("ada", "Ada").await;
        let mut ben = world.someone("ben", "Ben").await;
        let (to_ben, to_ada) = (Place::Person(ben.id()), Place::Person(ada.id()));
        say(&world, &mut ada, to_ben, "Hello, you do not know me").await;
        let (hers, his) = (chats(&mut ada).await, chats(&mut ben).await);
        assert!(!hers[0].request && his[0].request, "for him it is a request");
        assert_eq!((rule::unread(&hers[0]), rule::unread(&his[0])), (0, 1), "he has not read it");
        let chat = his[0].id;
        done(&mut ben, ops::READ, &ops::Read { chat, seq: 1 }).await;
        assert!(ada.rows(SCOPE, rows::READ).await.is_empty(), "a stranger learns nothing");
        say(&world, &mut ben, to_ada, "Now I do").await;
        assert!(!chats(&mut ben).await[0].request, "whoever answers accepts");
        done(&mut ada, ops::READ, &ops::Read { chat, seq: 99 }).await;
        let told: Vec<Read> = ben
            .rows(SCOPE, rows::READ)
            .await
            .into_iter()
            .map(|row| serde_json::from_value(row).expect("a mark"))
            .collect();
        assert_eq!(told, [Read { chat, person: ada.id(), seq: 2 }], "to the last, not beyond");
        done(&mut ada, ops::READ, &ops::Read { chat, seq: 1 }).await;
        assert_eq!(chats(&mut ada).await[0].read, 2, "marks do not go back");

        let mut cleo = world.someone("cleo", "Cleo").await;
        keep(&mut cleo, ada.id()).await;
        let to_cleo = Place::Person(cleo.id());
        say(&world, &mut ada, to_cleo, "Hi").await;
        assert!(!chats(&mut cleo).await[0].request, "whom one keeps is no stranger");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_blocked_is_refused_and_not_told_why() {
    on_each(async |world| {
        let mut ada = world.someone("ada", "Ada").await;
        let mut ben = world.someone("ben", "Ben").await;
        let (to_ben, to_ada) = (Place::Person(ben.id()), Place::Person(ada.id()));
        say(&world, &mut ada, to_ben, "Hi").await;
        done(&mut ben, ops::BLOCK, &ops::Block { person: ada.id() }).await;
        let send = text(&ada, to_ben, "Hi?");
        let told = refused(&mut ada, ops::SEND, &send).await;
        assert_eq!(told, "error.messages.refused", "a plain sentence");
        assert_eq!(words(&mut ben).await, ["Hi"], "nothing arrives");
        let send = text(&ben, to_ada, "Bye");
        let told = refused(&mut ben, ops::SEND, &send).await;
        assert_eq!(told, "error.messages.blocked_by_me", "nor does he write to whom he blocked");
        done(&mut ben, ops::UNBLOCK, &ops::Unblock { person: ada.id() }).await;
        say(&world, &mut ada, to_ben, "Again").await;
        assert_eq!(words(&mut ben).await, ["Hi", "Again"], "until he lets her");
        let own = text(&ada, to_ada, "me");
        let own = refused(&mut ada, ops::SEND, &own).await;
        assert_eq!(own, "error.messages.own", "nobody writes to themselves");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_is_recalled_in_time_and_hidden_at_any() {
    on_each(async |world| {
        let mut ada = world.someone("ada", "Ada").await;
        let mut ben = world.someone("ben", "Ben").await;
        let to_ben = Place::Person(ben.id());
        let first = say(&world, &mut ada, to_ben, "secret").await;
        let his = refused(&mut ben, ops::RECALL, &ops::Recall { message: first }).await;
        assert_eq!(his, "error.messages.no_message", "only one's own");
        world.clock.forward(118);
        done(&mut ada, ops::RECALL, &ops::Recall { message: first }).await;
        assert_eq!(said(&mut ben).await[0].content, Content::Recalled, "a line stays");
        let latest = chats(&mut ben).await[0].latest.clone().expect("a line");
        assert_eq!(latest.content, Content::Recalled, "on the list, too");
        let second = say(&world, &mut ada, to_ben, "late").await;
        world.clock.forward(120);
        let late = refused(&mut ada, ops::RECALL, &ops::Recall { message: second }).await;
        assert_eq!(late, "error.messages.recall_late", "two minutes by the service's clock");
        done(&mut ada, ops::HIDE, &ops::Hide { message: second }).await;
        assert_eq!(words(&mut ada).await.len(), 1, "gone for her");
        assert_eq!(words(&mut ben).await[1], "late", "not for him");
        let chat = chats(&mut ben).await[0].id;
        done(&mut ben, ops::CLEAR, &ops::Clear { chat }).await;
        assert!(words(&mut ben).await.is_empty(), "he takes everything away");
        let list = AskOlder { chat, before: 99 };
        let older = ben.device.ask(&OlderPart { list, part: Part::default() }).await;
        assert!(older.expect("his").items.is_empty(), "it does not come back");
        say(&world, &mut ada, to_ben, "new").await;
        assert_eq!(words(&mut ben).await, ["new"], "what is new does");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_device_keeps_the_last_ones_and_asks_for_the_rest() {
    on_each(async |world| {
        let mut ada = world.someone("ada", "Ada").await;
        let mut ben = world.someone("ben", "Ben").await;
        let place = Place::Person(ben.id());
        let count = rule::KEPT + 30;
        for n in 1..=count {
            let send = text(&ada, place, &n.to_string());
            done(&mut ada, ops::SEND, &send).await;
        }
        let kept = said(&mut ben).await;
        let span = (kept.first().map(|m| m.seq), kept.last().map(|m| m.seq));
        assert_eq!(span, (Some(31), Some(count)), "the last ones");
        let before = rule::older_than(count).expect("some are older");
        let list = AskOlder { chat: kept[0].chat, before };
        let (mut all, mut part): (Vec<Message>, _) = (Vec::new(), Part::default());
        loop {
            let page = ben.device.ask(&OlderPart { list: list.clone(), part }).await;
            let page = page.expect("it is his");
            all.extend(page.items);
            let Some(after) = page.next else { break };
            part = Part { after, etag: String::new() };
        }
        let numbers: Vec<i64> = all.iter().map(|message| message.seq).collect();
        let wanted: Vec<i64> = (1..before).rev().collect();
        assert_eq!(numbers, wanted, "all the others, the latest first");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn answers_quote_and_recordings_are_sound() {
    on_each(async |world| {
        let mut ada = world.someone("ada", "Ada").await;
        let ben = world.someone("ben", "Ben").await;
        let mut eve = world.someone("eve", "Eve").await;
        let place = Place::Person(ben.id());
        let first = say(&world, &mut ada, place, "Dinner?").await;
        let answer = ops::Send { answers: Some(first), ..text(&ada, place, "Or lunch?") };
        done(&mut ada, ops::SEND, &answer).await;
        let quote = said(&mut ada).await[1].answers.clone().expect("a quote");
        assert_eq!((quote.id, quote.who.as_str()), (first, "Ada"), "what it answers");
        let other = ops::Send { answers: Some(first), ..text(&eve, place, "I heard") };
        let told = refused(&mut eve, ops::SEND, &other).await;
        assert_eq!(told, "error.messages.no_message", "what others said is not quoted");

        // "OggS … OpusHead", as a recorder writes it.
        let opus = "T2dnUwACAAAAAAAAAAAAAAAAAAAAAAAAAAABE09wdXNIZWFkAQE4AYC7AAAAAAA=";
        let kept = ada.device.ask(&KeepVoice { base64: opus.into() }).await.expect("a recording");
        let voice = Content::Voice(Voice { media: kept.sha256, millis: 2_000 });
        let send = ops::Send { content: voice, ..text(&ada, place, "") };
        done(&mut ada, ops::SEND, &send).await;
        let page = KeepVoice { base64: "PGh0bWw+".into() };
        assert_eq!(key(ada.device.ask(&page).await), "error.messages.voice_format", "no page");
        let none = Content::Pictures(vec!["0".repeat(64)]);
        let send = ops::Send { content: none, ..text(&ada, place, "") };
        let told = refused(&mut ada, ops::SEND, &send).await;
        assert_eq!(told, "error.messages.media_missing", "only what was handed in");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_account_writes_to_few_strangers() {
    on_each(async |world| {
        let mut ada = world.someone("ada", "Ada").await;
        let mut outcomes = Vec::new();
        for n in 0..21 {
            let other = world.someone(&format!("other{n}"), "Other").await;
            let send = text(&ada, Place::Person(other.id()), "Buy this");
            outcomes.push(act(&mut ada, ops::SEND, &send).await.unwrap_or_else(Outcome::Rejected));
        }
        let applied = outcomes.iter().filter(|o| matches!(o, Outcome::Applied { .. })).count();
        assert_eq!(applied, 20, "twenty a day");
        let Outcome::Rejected(error) = &outcomes[20] else { panic!("refused: {outcomes:?}") };
        assert_eq!(error.key, "error.messages.too_many_begun", "and told so");
    })
    .await;
}
