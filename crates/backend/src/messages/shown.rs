//! What members of a chat have of it in their scopes.

use super::table::{chat, member::Member, message};
use super::{Open, scope};
use crate::db::{DbError, Sql};
use crate::module::Context;
use crate::people::Known;
use crate::ports::People;
use sampan_protocol::ids::{ChatId, PersonId};
use sampan_protocol::messages::{
    Chat, Kind, Message, Read, TELLING_READERS, rows, rule, text::brief,
};

impl Known {
    /// A message with who wrote it.
    ///
    /// # Errors
    /// As [`Known::get`].
    pub(super) fn message(
        &mut self,
        sql: &mut dyn Sql,
        people: &dyn People,
        stored: message::Stored,
    ) -> Result<Message, DbError> {
        let sender = stored.sender.map(|id| self.get(sql, people, id)).transpose()?;
        let message::Stored { id, chat, seq, content, answers, sent, .. } = stored;
        Ok(Message { id, chat, seq, sender, content, sent, answers })
    }
}

/// Tells one member how the chat stands for them, with this as their last message.
///
/// # Errors
/// What the database says.
pub(super) fn put_chat(
    cx: &mut Context<'_>,
    open: &Open,
    member: &Member,
    latest: Option<Message>,
) -> Result<(), DbError> {
    let other = match open.chat.kind {
        Kind::Group => None,
        Kind::Two => open.members.iter().find(|one| one.person != member.person),
    };
    let people = cx.ports.people.clone();
    let other = match other {
        Some(other) if other.person == cx.me.id => Some(cx.me.clone()),
        Some(other) => people.person(cx.sql, other.person)?,
        None => None,
    };
    let chat::Stored { id, kind, face, last } = open.chat.clone();
    let row = Chat {
        id,
        kind,
        other,
        name: face.name,
        picture: face.picture,
        members: open.members.len() as i64,
        admin: member.admin,
        last,
        read: member.read,
        cleared: member.cleared,
        muted: member.muted,
        pinned: member.pinned,
        request: !member.accepted,
        latest: latest.map(|latest| Message { content: brief(&latest.content), ..latest }),
    };
    cx.put(&scope(member.person), rows::CHAT, id, &row)
}

/// Tells one member how the chat stands for them, their last message looked up.
///
/// # Errors
/// What the database says.
pub(super) fn put_chat_anew(
    cx: &mut Context<'_>,
    open: &Open,
    member: &Member,
) -> Result<(), DbError> {
    let above = member.since.max(member.cleared);
    let found = message::list(cx.sql, open.chat.id, member.person, (above, i64::MAX), None)?;
    let people = cx.ports.people.clone();
    let latest = found.into_iter().next().map(|(_, stored)| stored);
    let latest = latest
        .map(|stored| Known::default().message(cx.sql, people.as_ref(), stored))
        .transpose()?;
    put_chat(cx, open, member, latest)
}

/// Tells everybody in a chat how it stands for them.
///
/// # Errors
/// What the database says.
pub(super) fn put_chat_to_all(cx: &mut Context<'_>, open: &Open) -> Result<(), DbError> {
    open.members.iter().try_for_each(|member| put_chat_anew(cx, open, member))
}

/// Tells one member of a message.
///
/// # Errors
/// What the change log says.
pub(super) fn put_message(
    cx: &mut Context<'_>,
    person: PersonId,
    message: &Message,
) -> Result<(), DbError> {
    let key = rule::key(message.chat, message.seq);
    cx.put(&scope(person), rows::MESSAGE, key, message)
}

/// Tells the others how far a member has read, where it is told: of who has accepted the chat.
///
/// # Errors
/// What the change log says.
pub(super) fn put_read(cx: &mut Context<'_>, open: &Open, member: &Member) -> Result<(), DbError> {
    if open.members.len() > TELLING_READERS || !member.accepted {
        return Ok(());
    }
    let (chat, person) = (open.chat.id, member.person);
    let row = Read { chat, person, seq: member.read };
    for other in open.members.iter().filter(|other| other.person != person) {
        cx.put(&scope(other.person), rows::READ, read_key(chat, person), &row)?;
    }
    Ok(())
}

/// Takes away everything that somebody had of a chat; the others forget how far they had read.
pub(super) fn purge(cx: &mut Context<'_>, open: &Open, person: PersonId) {
    let (id, own) = (open.chat.id, scope(person));
    cx.delete(&own, rows::CHAT, id);
    forget_messages(cx, person, id);
    for other in open.members.iter().filter(|other| other.person != person) {
        cx.delete(&own, rows::READ, read_key(id, other.person));
        cx.delete(&scope(other.person), rows::READ, read_key(id, person));
    }
}

/// Takes away the messages of a chat that are on somebody's devices.
pub(super) fn forget_messages(cx: &mut Context<'_>, person: PersonId, chat: ChatId) {
    for slot in 0..rule::KEPT {
        cx.delete(&scope(person), rows::MESSAGE, rule::slot_key(chat, slot));
    }
}

fn read_key(chat: ChatId, person: PersonId) -> String {
    format!("{chat}/{person}")
}
