//! What is said in chats, and what of it somebody took away for themselves.

use crate::db::{DbError, Row, Sql};
use crate::page::{After, ITEMS};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::{ChatId, MessageId, PersonId};
use sampan_protocol::messages::{Content, Quote};
use std::collections::BTreeSet;

/// The tables.
pub(crate) const CREATE: &str = include_str!("message.sql");
/// What moderators took away is kept for an appeal.
pub(crate) const KEEP_TAKEN: &str = "ALTER TABLE messages ADD COLUMN taken TEXT;";

/// A message as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stored {
    pub(crate) id: MessageId,
    pub(crate) chat: ChatId,
    pub(crate) seq: i64,
    pub(crate) sender: Option<PersonId>,
    pub(crate) content: Content,
    pub(crate) answers: Option<Quote>,
    pub(crate) sent: Timestamp,
}

const COLUMNS: &str = "id, chat, seq, sender, content, answers, sent";

/// Adds a message; says whether its identifier was free.
pub(crate) fn insert(sql: &mut dyn Sql, message: &Stored) -> Result<bool, DbError> {
    let Stored { id, chat, seq, sender, content, answers, sent } = message;
    let answers = answers.as_ref().map(write).transpose()?;
    let added = sql.execute(
        "INSERT INTO messages (id, chat, seq, sender, content, answers, sent)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (id) DO NOTHING",
        &params![id, chat, *seq, *sender, write(content)?, answers, *sent],
    )?;
    Ok(added == 1)
}

/// A message.
pub(crate) fn find(sql: &mut dyn Sql, id: MessageId) -> Result<Option<Stored>, DbError> {
    let query = format!("SELECT {COLUMNS} FROM messages WHERE id = $1");
    sql.query_opt(&query, &params![id])?.map(|row| read(&row)).transpose()
}

/// Takes away what a message said.
pub(crate) fn recall(sql: &mut dyn Sql, id: MessageId) -> Result<(), DbError> {
    let query = "UPDATE messages SET content = $2, answers = NULL WHERE id = $1";
    sql.execute(query, &params![id, write(&Content::Recalled)?]).map(drop)
}

/// Takes a message away in a moderator's name: what it said is kept. Says whether it was there.
pub(crate) fn take(sql: &mut dyn Sql, id: MessageId) -> Result<bool, DbError> {
    let query = "UPDATE messages SET taken = content, content = $2
                 WHERE id = $1 AND taken IS NULL AND content <> $2";
    Ok(sql.execute(query, &params![id, write(&Content::Recalled)?])? == 1)
}

/// Gives back what moderators took away. Says whether they had.
pub(crate) fn give_back(sql: &mut dyn Sql, id: MessageId) -> Result<bool, DbError> {
    let query =
        "UPDATE messages SET content = taken, taken = NULL WHERE id = $1 AND taken IS NOT NULL";
    Ok(sql.execute(query, &params![id])? == 1)
}

/// What moderators took away of a message.
pub(crate) fn taken(sql: &mut dyn Sql, id: MessageId) -> Result<Option<Content>, DbError> {
    let query = "SELECT taken FROM messages WHERE id = $1";
    let row = sql.query_opt(query, &params![id])?;
    let text = row.map(|row| row.opt_text("taken").map(|text| text.map(str::to_owned)));
    text.transpose()?.flatten().map(|text| parse(&text)).transpose()
}

/// The messages of a chat below one number and above another that a reader has not taken away, the
/// latest first.
pub(crate) fn list(
    sql: &mut dyn Sql,
    chat: ChatId,
    reader: PersonId,
    (above, below): (i64, i64),
    after: Option<&After<MessageId>>,
) -> Result<Vec<(After<MessageId>, Stored)>, DbError> {
    let below = after.map_or(below, |after| below.min(after.rank));
    let query = format!(
        "SELECT {COLUMNS} FROM messages
         WHERE chat = $1 AND seq > $2 AND seq < $3 AND NOT EXISTS (
             SELECT 1 FROM message_hidden h WHERE h.message = messages.id AND h.person = $4)
         ORDER BY seq DESC LIMIT $5"
    );
    let ranked = |row: &Row| {
        let found = read(row)?;
        Ok((After { rank: found.seq, id: found.id }, found))
    };
    let rows = sql.query(&query, &params![chat, above, below, reader, ITEMS as i64 + 1])?;
    rows.iter().map(ranked).collect()
}

/// The identifiers of messages behind this one, so many at most, and whether each shows, or showed,
/// more than words.
pub(crate) fn ids(
    sql: &mut dyn Sql,
    after: &str,
    most: i64,
) -> Result<Vec<(String, bool)>, DbError> {
    let rows = sql.query(
        r#"SELECT id, CASE WHEN content LIKE '{"pictures"%' OR content LIKE '{"voice"%'
             OR content LIKE '{"card"%' OR taken IS NOT NULL THEN 1 ELSE 0 END AS shows
         FROM messages WHERE id > $1 ORDER BY id LIMIT $2"#,
        &params![after, most],
    )?;
    rows.iter().map(|row| Ok((row.text("id")?.to_owned(), row.flag("shows")?))).collect()
}

/// Takes a message away for somebody.
pub(crate) fn hide(sql: &mut dyn Sql, id: MessageId, person: PersonId) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO message_hidden (message, person) VALUES ($1, $2)
         ON CONFLICT (message, person) DO NOTHING",
        &params![id, person],
    )
    .map(drop)
}

/// Who has taken a message away.
pub(crate) fn hidden_by(sql: &mut dyn Sql, id: MessageId) -> Result<BTreeSet<PersonId>, DbError> {
    let rows = sql.query("SELECT person FROM message_hidden WHERE message = $1", &params![id])?;
    rows.iter().map(|row| row.parse("person")).collect()
}

fn read(row: &Row) -> Result<Stored, DbError> {
    let answers = row.opt_text("answers")?.map(parse).transpose()?;
    Ok(Stored {
        id: row.parse("id")?,
        chat: row.parse("chat")?,
        seq: row.int("seq")?,
        sender: row.opt_parse("sender")?,
        content: parse(row.text("content")?)?,
        answers,
        sent: row.time("sent")?,
    })
}

fn write(value: &impl serde::Serialize) -> Result<String, DbError> {
    serde_json::to_string(value).map_err(|error| DbError::Other(format!("a message: {error}")))
}

fn parse<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, DbError> {
    serde_json::from_str(text).map_err(|error| DbError::Decode(format!("a message: {error}")))
}
