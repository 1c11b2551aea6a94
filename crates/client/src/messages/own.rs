//! One's chats and messages as they will be once what waits is done.

use crate::db::{Connection, Fault};
use crate::table::{person, row};
use crate::view::{View, Wait, Waiting};
use sampan_protocol::ids::ChatId;
use sampan_protocol::messages::ops;
use sampan_protocol::messages::{Block, Chat, Message, Place, overlay, rows, rule};
use std::collections::BTreeMap;

/// Messages that wait, or were refused, of a chat; the first first.
pub(super) fn unsent(view: &View, chat: ChatId) -> impl Iterator<Item = (ops::Send, &Waiting)> {
    let sent = view.waiting.iter().filter(|waiting| waiting.name == ops::SEND);
    let sent = sent.filter_map(|waiting| Some((waiting.args::<ops::Send>()?, waiting)));
    sent.filter(move |(send, _)| send.place.chat(view.me.id) == chat)
}

/// My chats with what waits, each with its last message that waits or was refused.
pub(super) fn chats(db: &Connection, view: &View) -> Result<Vec<(Chat, Option<Wait>)>, Fault> {
    let rows: Vec<Chat> = row::all(db, &view.scope, rows::CHAT)?;
    let mut all: BTreeMap<ChatId, (Chat, Option<Wait>)> =
        rows.into_iter().map(|chat| (chat.id, (chat, None))).collect();
    for waiting in &view.waiting {
        match waiting.name.as_str() {
            ops::SEND => {
                let Some(send) = waiting.args::<ops::Send>() else { continue };
                let id = send.place.chat(view.me.id);
                if let Place::Person(other) = send.place
                    && !all.contains_key(&id)
                    && let Some(other) = person::get(db, other)?
                {
                    all.insert(id, (overlay::empty_two(id, other), None));
                }
                if let Some((chat, wait)) = all.get_mut(&id) {
                    let known: Vec<Message> = chat.latest.clone().into_iter().collect();
                    let message = overlay::sent(&send, &view.me, &known, waiting.at);
                    *chat = overlay::with_latest(chat.clone(), &message);
                    *wait = Some(waiting.state.clone());
                }
            }
            _ if waiting.is_open() => step(&mut all, waiting),
            _ => {}
        }
    }
    Ok(all.into_values().collect())
}

/// What an operation that waits makes of one's chats.
fn step(all: &mut BTreeMap<ChatId, (Chat, Option<Wait>)>, waiting: &Waiting) {
    match waiting.name.as_str() {
        ops::CREATE => {
            if let Some(new) = waiting.args::<ops::Create>() {
                all.entry(new.chat).or_insert((overlay::new_group(&new), None));
            }
        }
        ops::LEAVE => {
            if let Some(ops::Leave { chat }) = waiting.args() {
                all.remove(&chat);
            }
        }
        ops::READ => {
            if let Some(ops::Read { chat, seq }) = waiting.args()
                && let Some((chat, _)) = all.get_mut(&chat)
            {
                chat.read = rule::read_up_to(chat.read, seq, chat.last);
            }
        }
        ops::SET => {
            if let Some(ops::Set { chat, muted, pinned }) = waiting.args()
                && let Some((chat, _)) = all.get_mut(&chat)
            {
                (chat.muted, chat.pinned) = (muted, pinned);
            }
        }
        ops::ACCEPT => {
            if let Some(ops::Accept { chat }) = waiting.args()
                && let Some((chat, _)) = all.get_mut(&chat)
            {
                chat.request = false;
            }
        }
        ops::CLEAR => {
            if let Some(ops::Clear { chat }) = waiting.args()
                && let Some((chat, _)) = all.get_mut(&chat)
            {
                (chat.cleared, chat.read, chat.latest) = (chat.last, chat.last, None);
            }
        }
        ops::UPDATE => {
            if let Some(ops::Update { chat, face }) = waiting.args()
                && let Some((chat, _)) = all.get_mut(&chat)
            {
                (chat.name, chat.picture) = (face.name, face.picture);
            }
        }
        ops::RECALL => {
            if let Some(ops::Recall { message }) = waiting.args() {
                for (chat, _) in all.values_mut() {
                    let latest = chat.latest.take();
                    chat.latest = latest.map(|one| match one.id == message {
                        true => overlay::recalled(one),
                        false => one,
                    });
                }
            }
        }
        _ => {}
    }
}

/// The messages of a chat that are on this device, by number, without those that wait to be taken away.
pub(super) fn kept(db: &Connection, view: &View, chat: ChatId) -> Result<Vec<Message>, Fault> {
    let mut messages = Vec::new();
    for slot in 0..rule::KEPT {
        let key = rule::slot_key(chat, slot);
        messages.extend(row::get::<Message>(db, &view.scope, rows::MESSAGE, &key)?);
    }
    Ok(messages)
}

/// These messages with what waits about them.
pub(super) fn changed(view: &View, chat: &Chat, mut messages: Vec<Message>) -> Vec<Message> {
    let gone: Vec<_> = view.done::<ops::Hide>(ops::HIDE).map(|(hide, _)| hide.message).collect();
    let back: Vec<_> =
        view.done::<ops::Recall>(ops::RECALL).map(|(recall, _)| recall.message).collect();
    messages.retain(|message| message.seq > chat.cleared && !gone.contains(&message.id));
    messages
        .into_iter()
        .map(|message| match back.contains(&message.id) {
            true => overlay::recalled(message),
            false => message,
        })
        .collect()
}

/// Whom I let write no longer, with what waits.
pub(super) fn blocked(db: &Connection, view: &View) -> Result<Vec<Block>, Fault> {
    let mut all: Vec<Block> = row::all(db, &view.scope, rows::BLOCK)?;
    for waiting in view.waiting.iter().filter(|waiting| waiting.is_open()) {
        match waiting.name.as_str() {
            ops::BLOCK => {
                if let Some(person) = waiting.other.clone()
                    && !all.iter().any(|block| block.person.id == person.id)
                {
                    all.push(Block { person, at: waiting.at });
                }
            }
            ops::UNBLOCK => {
                if let Some(ops::Unblock { person }) = waiting.args() {
                    all.retain(|block| block.person.id != person);
                }
            }
            _ => {}
        }
    }
    all.sort_by_cached_key(|block| (block.person.name.to_lowercase(), block.person.id));
    Ok(all)
}
