//! Messages: each once and in order, seen by members alone, and refused where they are not wanted.

mod chats;
mod groups;
mod money;

use crate::world::{Someone, World, rejection};
use sampan_protocol::Error;
use sampan_protocol::ids::{ChatId, MessageId, OpId, PersonId};
use sampan_protocol::messages::ops::{self, Face};
use sampan_protocol::messages::{Chat, Content, Message, Place, SCOPE, rows};
use sampan_protocol::people;
use sampan_protocol::sync::Outcome;
use serde::Serialize;

async fn act(who: &mut Someone, name: &str, args: &impl Serialize) -> Result<Outcome, Error> {
    let (op, scope) = (who.new_op(), who.scope(SCOPE));
    who.device.act(op, &scope, name, args, None).await
}

pub(crate) async fn done(who: &mut Someone, name: &str, args: &impl Serialize) {
    let outcome = act(who, name, args).await;
    assert!(matches!(outcome, Ok(Outcome::Applied { .. })), "{name}: {outcome:?}");
}

/// What the service says of an operation that it refuses.
async fn refused(who: &mut Someone, name: &str, args: &impl Serialize) -> String {
    match act(who, name, args).await {
        Ok(outcome) => rejection(&outcome).to_owned(),
        Err(error) => error.key,
    }
}

fn text(who: &Someone, place: Place, words: &str) -> ops::Send {
    let (message, content) = (MessageId(who.new_op().0), Content::Text(words.into()));
    ops::Send { place, message, content, answers: None }
}

/// Says something; answers which message it is.
pub(crate) async fn say(world: &World, who: &mut Someone, place: Place, words: &str) -> MessageId {
    let send = text(who, place, words);
    done(who, ops::SEND, &send).await;
    world.clock.forward(1);
    send.message
}

async fn chats(who: &mut Someone) -> Vec<Chat> {
    let rows = who.rows(SCOPE, rows::CHAT).await;
    rows.into_iter().map(|row| serde_json::from_value(row).expect("a chat")).collect()
}

/// What somebody has of chats, in order.
pub(crate) async fn said(who: &mut Someone) -> Vec<Message> {
    let rows = who.rows(SCOPE, rows::MESSAGE).await;
    let mut all: Vec<Message> =
        rows.into_iter().map(|row| serde_json::from_value(row).expect("a message")).collect();
    all.sort_by_key(|message| message.seq);
    all
}

async fn words(who: &mut Someone) -> Vec<String> {
    let all = said(who).await.into_iter();
    let text = |content| match content {
        Content::Text(text) => text,
        other => format!("{other:?}"),
    };
    all.map(|message| text(message.content)).collect()
}

/// Keeps somebody as a contact.
async fn keep(who: &mut Someone, person: PersonId) {
    let contact = people::ops::SetContact { person, note: String::new() };
    who.act("people.set_contact", &contact, None).await.expect("she keeps them");
}

/// A group of these people; answers which.
async fn group(world: &World, maker: &mut Someone, people: &[PersonId]) -> ChatId {
    let chat = ChatId(maker.new_op().0);
    let face = Face { name: "Rowing".into(), picture: None };
    done(maker, ops::CREATE, &ops::Create { chat, face, people: people.to_vec() }).await;
    world.clock.forward(1);
    chat
}

/// Hands the same operation in again.
async fn again(who: &mut Someone, op: OpId, send: &ops::Send) -> Result<Outcome, Error> {
    let scope = who.scope(SCOPE);
    who.device.act(op, &scope, ops::SEND, send, None).await
}
