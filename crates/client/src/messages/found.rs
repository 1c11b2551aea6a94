//! What was said in one's chats, for who looks for it: chats are one's own, so this device alone is
//! looked through, with a connection or without.

use super::table::word;
use super::{SCOPE, own};
use crate::core::Core;
use crate::db::{Connection, Fault, Transaction};
use crate::pages::at_hand;
use crate::table::row;
use crate::view::View;
use sampan_protocol::Error;
use sampan_protocol::ids::ChatId;
use sampan_protocol::messages::{AskOlder, Chat, Content, Message, ops, overlay, rows, rule};
use sampan_protocol::search::{Hit, Kind, Query, plain, terms};
use std::collections::BTreeMap;

/// Messages of my chats that may be what is looked for: those on this device that have the words, what
/// was read of older ones, and what waits.
///
/// # Errors
/// `Refused` before there is a person, or that the cache cannot be read.
pub(crate) async fn found(core: &Core, query: &Query) -> Result<Vec<Hit>, Error> {
    let query = query.clone();
    core.view(SCOPE, move |db, view| hits(db, view, &query)).await
}

/// Keeps the words of a message up to date with its row.
pub(super) fn project(tx: &Transaction<'_>, key: &str, value: Option<&str>) -> Result<(), Fault> {
    let message = value.and_then(|value| serde_json::from_str::<Message>(value).ok());
    match message.and_then(|message| Some((said(&message.content)?, message.sent))) {
        Some((words, sent)) => {
            let terms = terms(Kind::Message, "", &plain(&words));
            word::replace(tx, (key, sent), terms.keys().map(String::as_str))
        }
        None => word::forget(tx, key),
    }
}

fn hits(db: &Connection, view: &View, query: &Query) -> Result<Vec<Hit>, Fault> {
    let chats = own::chats(db, view)?.into_iter().map(|(chat, _)| (chat.id, chat));
    let chats: BTreeMap<ChatId, Chat> = chats.collect();
    let mut all: BTreeMap<ChatId, Vec<Message>> = BTreeMap::new();
    for key in word::with_all(db, query)? {
        if let Some(message) = row::get::<Message>(db, &view.scope, rows::MESSAGE, &key)? {
            all.entry(message.chat).or_default().push(message);
        }
    }
    // What the rows have, they know better than a part that was told before.
    for message in at_hand::<AskOlder>(db)? {
        let is_older =
            |chat: &Chat| !rule::is_kept(message.seq, chat.last) && message.seq > chat.cleared;
        if chats.get(&message.chat).is_some_and(is_older) {
            all.entry(message.chat).or_default().push(message);
        }
    }
    let mut hits = Vec::new();
    for (id, messages) in all {
        // Who left a chat has nothing of it any more.
        let Some(chat) = chats.get(&id) else { continue };
        let messages = own::changed(view, chat, messages);
        hits.extend(messages.into_iter().filter_map(|message| hit(chat, message)));
    }
    for waiting in view.waiting.iter().filter(|waiting| waiting.name == ops::SEND) {
        let Some(send) = waiting.args::<ops::Send>() else { continue };
        let Some(chat) = chats.get(&send.place.chat(view.me.id)) else { continue };
        hits.extend(hit(chat, overlay::sent(&send, &view.me, &[], waiting.at)));
    }
    Ok(hits)
}

/// By which words a message is found; none where it has none, or was taken back.
fn said(content: &Content) -> Option<String> {
    match content {
        Content::Text(text) => Some(text.clone()),
        Content::Card(card) => Some(format!("{} {}", card.title, card.text)),
        Content::Pictures(_) | Content::Voice(_) | Content::Line(_) | Content::Recalled => None,
    }
}

fn hit(chat: &Chat, message: Message) -> Option<Hit> {
    let text = said(&message.content)?;
    let (title, picture) = match &chat.other {
        Some(other) => (other.name.clone(), other.avatar.clone()),
        None => (chat.name.clone(), chat.picture.clone()),
    };
    Some(Hit {
        kind: Kind::Message,
        link: format!("/messages/{}?message={}", overlay::place(chat), message.id),
        id: message.id.to_string(),
        title,
        text,
        by: message.sender,
        place: String::new(),
        inside: None,
        picture,
        at: Some(message.sent),
        count: None,
        verified: false,
    })
}
