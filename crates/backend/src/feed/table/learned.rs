//! What was learned of likes: which short videos speak for which, how much what is popular counts, and
//! when that is learned anew.

use crate::db::{DbError, Sql, Value, any_of};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::NoteId;

/// The tables; of `feed_learned` there is one row.
pub(crate) const CREATE: &str = "
    CREATE TABLE feed_neighbours (
        note TEXT NOT NULL,
        other TEXT NOT NULL,
        weight BIGINT NOT NULL,
        PRIMARY KEY (note, other)
    );
    CREATE INDEX feed_neighbours_by_other ON feed_neighbours (other);
    CREATE TABLE feed_learned (
        id BIGINT PRIMARY KEY,
        due BIGINT NOT NULL,
        balance TEXT NOT NULL
    );
    INSERT INTO feed_learned (id, due, balance) VALUES (1, 0, '');";

/// How much liking `other` speaks for `note`, in millionths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Speaks {
    pub(crate) note: NoteId,
    pub(crate) other: NoteId,
    pub(crate) weight: i32,
}

/// When it is learned anew.
pub(crate) fn due(sql: &mut dyn Sql) -> Result<Timestamp, DbError> {
    sql.query_one("SELECT due FROM feed_learned WHERE id = 1", &[])?.time("due")
}

/// Puts learning off until a time; false if somebody else was quicker.
pub(crate) fn claim(sql: &mut dyn Sql, due: Timestamp, again: Timestamp) -> Result<bool, DbError> {
    let update = "UPDATE feed_learned SET due = $2 WHERE id = 1 AND due = $1";
    Ok(sql.execute(update, &params![due, again])? == 1)
}

/// Writes what was learned, in the place of what was learned before.
pub(crate) fn put(sql: &mut dyn Sql, neighbours: &[Speaks], balance: &str) -> Result<(), DbError> {
    sql.execute("DELETE FROM feed_neighbours", &[])?;
    let mut rows = neighbours.iter().map(|one| params![one.note, one.other, one.weight].to_vec());
    sql.insert("INSERT INTO feed_neighbours (note, other, weight)", &mut rows)?;
    let update = "UPDATE feed_learned SET balance = $1 WHERE id = 1";
    sql.execute(update, &params![balance]).map(drop)
}

/// How much what is popular counts: JSON, empty before anything was learned.
pub(crate) fn balance(sql: &mut dyn Sql) -> Result<String, DbError> {
    let row = sql.query_one("SELECT balance FROM feed_learned WHERE id = 1", &[])?;
    Ok(row.text("balance")?.to_owned())
}

/// What speaks for each of these, the strongest first.
pub(crate) fn neighbours(sql: &mut dyn Sql, notes: &[NoteId]) -> Result<Vec<Speaks>, DbError> {
    let mut all = Vec::new();
    for (list, values) in any_of(notes.iter().map(Value::from).collect()) {
        let query = format!(
            "SELECT note, other, weight FROM feed_neighbours WHERE note IN {list}
             ORDER BY weight DESC, other"
        );
        for row in sql.query(&query, &values)? {
            let weight = i32::try_from(row.int("weight")?).unwrap_or_default();
            all.push(Speaks { note: row.parse("note")?, other: row.parse("other")?, weight });
        }
    }
    Ok(all)
}
