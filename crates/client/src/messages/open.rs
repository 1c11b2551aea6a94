//! Reads one chat: what is on the device, what waits, and what is older.

use super::chats::is_request;
use super::{SCOPE, files, own};
use crate::Client;
use crate::db::{Connection, Fault};
use crate::table::{person, row};
use crate::view::{View, Wait};
use sampan_protocol::ids::ChatId;
use sampan_protocol::messages::{
    AskOlder, Chat, ChatOpen, Content, GetChat, Message, MessageSeen, Place, Read, TELLING_READERS,
    overlay, rows, rule, text,
};
use sampan_protocol::page::{Listed, Standing};
use sampan_protocol::people::ById;
use sampan_protocol::{Error, Reply};
use std::collections::BTreeMap;
use std::path::Path;

impl Client {
    /// Answers [`GetChat`].
    ///
    /// # Errors
    /// `Offline` for somebody whom this device never saw.
    pub async fn get_chat(&self, request: GetChat) -> Reply<GetChat> {
        if let Place::Person(id) = request.place
            && self.core.cached(move |db| person::get(db, id)).await?.is_none()
        {
            let found = self.core.wire.ask(&ById { person: id }).await?;
            self.remember(vec![found]).await;
        }
        let place = request.place;
        let chat = self.core.view(SCOPE, move |db, view| chat_at(db, view, place)).await?;
        let Some(chat) = chat else { return Ok(nowhere()) };
        let older = self.older(&chat, request.parts).await?;
        let folder = self.core.folder.clone();
        let show = move |db: &Connection, view: &View| {
            show_files(&folder, view, chat.id);
            shown(db, view, chat, older)
        };
        self.core.view(SCOPE, show).await
    }

    /// What is older than the device keeps, as far as it was asked for.
    async fn older(&self, chat: &Chat, parts: u32) -> Result<Listed<Message>, Error> {
        let before = rule::older_than(chat.last).filter(|before| *before > chat.cleared);
        let (Some(before), 1..) = (before, parts) else {
            let (items, more) = (Vec::new(), before.is_some());
            return Ok(Listed { items, more, state: Standing::Fresh });
        };
        self.core.listed(AskOlder { chat: chat.id, before }, parts).await
    }
}

fn nowhere() -> ChatOpen {
    let (messages, state) = (Vec::new(), Standing::Fresh);
    ChatOpen { chat: None, messages, more: false, state, blocked: false }
}

/// The chat at a place; one with somebody is there before anything is said.
fn chat_at(db: &Connection, view: &View, place: Place) -> Result<Option<Chat>, Fault> {
    let id = place.chat(view.me.id);
    let found = own::chats(db, view)?.into_iter().map(|(chat, _)| chat).find(|c| c.id == id);
    let other = match place {
        Place::Person(other) if found.is_none() => person::get(db, other)?,
        _ => None,
    };
    let mut chat = found.or_else(|| other.map(|other| overlay::empty_two(id, other)));
    if let Some(chat) = &mut chat {
        chat.request = is_request(db, view, chat)?;
    }
    Ok(chat)
}

fn shown(
    db: &Connection,
    view: &View,
    chat: Chat,
    older: Listed<Message>,
) -> Result<ChatOpen, Fault> {
    let mut by_seq: BTreeMap<i64, Message> =
        older.items.into_iter().map(|message| (message.seq, message)).collect();
    // What is here is newer than what was told before.
    by_seq.extend(own::kept(db, view, chat.id)?.into_iter().map(|m| (m.seq, m)));
    let known = own::changed(view, &chat, by_seq.into_values().collect());
    let reads = readers(db, view, chat.id)?;
    let tells = chat.members <= TELLING_READERS as i64;
    let mut messages: Vec<MessageSeen> = known
        .iter()
        .map(|message| {
            let mine = message.sender.as_ref().is_some_and(|who| who.id == view.me.id);
            let read = reads.iter().filter(|read| read.seq >= message.seq).count();
            MessageSeen {
                pieces: pieces(&message.content),
                mine,
                waits: None,
                error: None,
                readers: (mine && tells).then_some(read as i64),
                message: message.clone(),
            }
        })
        .collect();
    for (send, waiting) in own::unsent(view, chat.id) {
        // What the service has by now is there already.
        if known.iter().any(|message| message.id == send.message) {
            continue;
        }
        let message = overlay::sent(&send, &view.me, &known, waiting.at);
        let error = match &waiting.state {
            Wait::Decision(error) => Some(error.clone()),
            Wait::Backend | Wait::Pin => None,
        };
        messages.push(MessageSeen {
            pieces: pieces(&message.content),
            mine: true,
            waits: Some(waiting.op_id),
            error,
            readers: None,
            message,
        });
    }
    let blocked = chat.other.as_ref().map(|other| other.id);
    let blocked = own::blocked(db, view)?.iter().any(|block| Some(block.person.id) == blocked);
    Ok(ChatOpen { chat: Some(chat), messages, more: older.more, state: older.state, blocked })
}

/// Has the pictures and recordings of what waits served, also after the cache was cleared.
fn show_files(folder: &Path, view: &View, chat: ChatId) {
    for (send, _) in own::unsent(view, chat) {
        match &send.content {
            Content::Pictures(names) => names.iter().for_each(|name| files::show(folder, name)),
            Content::Voice(voice) => files::show(folder, &voice.media),
            _ => {}
        }
    }
}

fn pieces(content: &Content) -> Vec<text::Piece> {
    match content {
        Content::Text(words) => text::pieces(words),
        _ => Vec::new(),
    }
}

/// How far the others have read a chat.
fn readers(db: &Connection, view: &View, chat: ChatId) -> Result<Vec<Read>, Fault> {
    let all: Vec<Read> = row::all(db, &view.scope, rows::READ)?;
    Ok(all.into_iter().filter(|read| read.chat == chat).collect())
}
