//! Who belongs to which chat, how far they have read, and how they have it on their list.

use crate::db::{DbError, Row, Sql};
use crate::page::{After, ITEMS};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::{ChatId, PersonId};

/// The table.
pub(crate) const CREATE: &str = include_str!("member.sql");

/// Somebody in a chat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Member {
    pub(crate) person: PersonId,
    /// Whether they decide about a group.
    pub(crate) admin: bool,
    /// Whether they know whoever began it, or have answered.
    pub(crate) accepted: bool,
    /// The last message before they belonged to it: they see what comes after.
    pub(crate) since: i64,
    pub(crate) joined: Timestamp,
    pub(crate) read: i64,
    pub(crate) cleared: i64,
    pub(crate) muted: bool,
    pub(crate) pinned: bool,
}

impl Member {
    /// Somebody who is new in a chat with so many messages.
    pub(crate) const fn new(person: PersonId, last: i64, joined: Timestamp) -> Self {
        Self {
            person,
            admin: false,
            accepted: true,
            since: last,
            joined,
            read: last,
            cleared: last,
            muted: false,
            pinned: false,
        }
    }

    /// Whether they see the message of this number.
    pub(crate) const fn sees(&self, seq: i64) -> bool {
        seq > self.since && seq > self.cleared
    }
}

const COLUMNS: &str = "person, admin, accepted, since, joined, read_to, cleared, muted, pinned";

/// Everybody in a chat, who came first first.
pub(crate) fn all(sql: &mut dyn Sql, chat: ChatId) -> Result<Vec<Member>, DbError> {
    let query =
        format!("SELECT {COLUMNS} FROM message_members WHERE chat = $1 ORDER BY joined, person");
    sql.query(&query, &params![chat])?.iter().map(read).collect()
}

/// Somebody in a chat; none where they do not belong to it.
pub(crate) fn find(
    sql: &mut dyn Sql,
    chat: ChatId,
    person: PersonId,
) -> Result<Option<Member>, DbError> {
    let query = format!("SELECT {COLUMNS} FROM message_members WHERE chat = $1 AND person = $2");
    sql.query_opt(&query, &params![chat, person])?.map(|row| read(&row)).transpose()
}

/// Those in a chat, who came last first.
pub(crate) fn list(
    sql: &mut dyn Sql,
    chat: ChatId,
    after: Option<&After<PersonId>>,
) -> Result<Vec<(After<PersonId>, Member)>, DbError> {
    let (rank, id) = after.map_or((i64::MAX, String::new()), |a| (a.rank, a.id.to_string()));
    let query = format!(
        "SELECT {COLUMNS} FROM message_members
         WHERE chat = $1 AND (joined, person) < ($2, $3)
         ORDER BY joined DESC, person DESC LIMIT $4"
    );
    let ranked = |row: &Row| {
        let member = read(row)?;
        Ok((After { rank: member.joined.micros(), id: member.person }, member))
    };
    sql.query(&query, &params![chat, rank, id, ITEMS as i64 + 1])?.iter().map(ranked).collect()
}

/// Writes how somebody stands in a chat.
pub(crate) fn put(sql: &mut dyn Sql, chat: ChatId, member: &Member) -> Result<(), DbError> {
    let Member { person, admin, accepted, since, joined, read, cleared, muted, pinned } = member;
    sql.execute(
        "INSERT INTO message_members
         (chat, person, admin, accepted, since, joined, read_to, cleared, muted, pinned)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
         ON CONFLICT (chat, person) DO UPDATE SET admin = excluded.admin,
             accepted = excluded.accepted, since = excluded.since, joined = excluded.joined,
             read_to = excluded.read_to, cleared = excluded.cleared, muted = excluded.muted,
             pinned = excluded.pinned",
        &params![
            chat, person, *admin, *accepted, *since, *joined, *read, *cleared, *muted, *pinned
        ],
    )
    .map(drop)
}

/// Takes somebody out of a chat.
pub(crate) fn remove(sql: &mut dyn Sql, chat: ChatId, person: PersonId) -> Result<(), DbError> {
    let query = "DELETE FROM message_members WHERE chat = $1 AND person = $2";
    sql.execute(query, &params![chat, person]).map(drop)
}

fn read(row: &Row) -> Result<Member, DbError> {
    Ok(Member {
        person: row.parse("person")?,
        admin: row.flag("admin")?,
        accepted: row.flag("accepted")?,
        since: row.int("since")?,
        joined: row.time("joined")?,
        read: row.int("read_to")?,
        cleared: row.int("cleared")?,
        muted: row.flag("muted")?,
        pinned: row.flag("pinned")?,
    })
}
