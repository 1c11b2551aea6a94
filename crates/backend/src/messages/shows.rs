//! Which pictures and recordings messages and groups show. What somebody sends is known to whom they
//! told; the picture of a card is of something elsewhere, which may be for few.

use super::Messages;
use super::table::{chat, member, message};
use crate::db::{DbError, Sql};
use crate::media::{Part, Reader, Shown, Shows, uses_changed};
use crate::module::Context;
use sampan_protocol::ids::{ChatId, MessageId};
use sampan_protocol::messages::Content;
use std::collections::BTreeSet;

/// A message.
pub(super) const MESSAGE: &str = "message";
/// A group.
pub(super) const CHAT: &str = "chat";
/// How many messages are looked through at once for those that show something: most say words.
const LOOKED: i64 = 1_000;

impl Shows for Messages {
    fn kinds(&self) -> &'static [&'static str] {
        &[MESSAGE, CHAT]
    }

    fn shown(&self, sql: &mut dyn Sql, (kind, id): (&str, &str)) -> Result<Shown, DbError> {
        if kind == CHAT {
            let Ok(id) = id.parse::<ChatId>() else { return Ok(Shown::default()) };
            return Ok(Shown::open(chat::find(sql, id)?.and_then(|chat| chat.face.picture)));
        }
        let Some(stored) = find(sql, id)? else { return Ok(Shown::default()) };
        let now = files(&stored.content);
        if !now.is_empty() {
            let is_open = !matches!(stored.content, Content::Card(_));
            return Ok(Shown { what: now, is_open });
        }
        // What a moderator took away is kept, for an appeal.
        let taken = message::taken(sql, stored.id)?;
        let what = taken.as_ref().map(files).unwrap_or_default();
        Ok(Shown { what, is_open: false })
    }

    fn after(
        &self,
        sql: &mut dyn Sql,
        kind: &str,
        after: &str,
        most: usize,
    ) -> Result<Part, DbError> {
        if kind == CHAT {
            return Ok(Part::of(chat::ids(sql, after, most as i64)?, most));
        }
        let found = message::ids(sql, after, LOOKED)?;
        let is_last = (found.len() as i64) < LOOKED;
        let last = found.last().map(|(id, _)| id.clone());
        let ids: Vec<String> =
            found.into_iter().filter(|(_, shows)| *shows).map(|(id, _)| id).collect();
        if ids.len() <= most {
            return Ok(Part { ids, next: last.filter(|_| !is_last) });
        }
        let ids: Vec<String> = ids.into_iter().take(most).collect();
        Ok(Part::of(ids, most))
    }

    fn sees(
        &self,
        sql: &mut dyn Sql,
        reader: &Reader<'_>,
        (kind, id): (&str, &str),
    ) -> Result<bool, DbError> {
        if kind == CHAT {
            return Ok(false);
        }
        let Some(stored) = find(sql, id)? else { return Ok(false) };
        if stored.content == Content::Recalled {
            return reader.operates(sql);
        }
        let member = member::find(sql, stored.chat, reader.person)?;
        Ok(member.is_some_and(|member| member.sees(stored.seq)) || reader.operates(sql)?)
    }

    /// How a group looked stands in the chats of whoever was in it.
    fn lets_go(&self, kind: &str) -> bool {
        kind != CHAT
    }
}

/// Takes note of what a message shows, if it can show something.
///
/// # Errors
/// What the database says.
pub(super) fn said(cx: &mut Context<'_>, id: MessageId, content: &Content) -> Result<(), DbError> {
    match files(content).is_empty() {
        true => Ok(()),
        false => uses_changed(cx, MESSAGE, id),
    }
}

fn find(sql: &mut dyn Sql, id: &str) -> Result<Option<message::Stored>, DbError> {
    match id.parse::<MessageId>() {
        Ok(id) => message::find(sql, id),
        Err(_) => Ok(None),
    }
}

/// The files of what is said.
fn files(content: &Content) -> BTreeSet<String> {
    match content {
        Content::Pictures(pictures) => pictures.iter().cloned().collect(),
        Content::Voice(voice) => BTreeSet::from([voice.media.clone()]),
        Content::Card(card) => card.picture.iter().cloned().collect(),
        Content::Text(_) | Content::Line(_) | Content::Recalled => BTreeSet::new(),
    }
}
