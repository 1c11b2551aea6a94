//! What pictures look like in a few bytes.

use crate::db::{Connection, Fault, OptionalExtension, Transaction, params};
use sampan_protocol::Timestamp;

/// For how many seconds the service is not asked again about what it knew nothing of: it may see later what
/// an old picture looks like.
const PATIENCE: i64 = 86_400;

/// What is known of a picture: its hash, or that there is none (empty); none where the service is to be asked.
pub(crate) fn get(db: &Connection, sha256: &str, now: Timestamp) -> Result<Option<String>, Fault> {
    let sql = "SELECT hash FROM thumb WHERE sha256 = ?1 AND (hash <> '' OR at > ?2)";
    let since = now.plus_seconds(-PATIENCE).micros();
    let mut query = db.prepare_cached(sql)?;
    Ok(query.query_row(params![sha256, since], |row| row.get(0)).optional()?)
}

/// Remembers it.
pub(crate) fn put(
    tx: &Transaction<'_>,
    sha256: &str,
    hash: &str,
    now: Timestamp,
) -> Result<(), Fault> {
    let sql = "INSERT INTO thumb (sha256, hash, at) VALUES (?1, ?2, ?3)
        ON CONFLICT (sha256) DO UPDATE SET hash = excluded.hash, at = excluded.at";
    tx.prepare_cached(sql)?.execute(params![sha256, hash, now.micros()])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_knew_is_asked_again_after_a_day() {
        let mut db = Connection::open_in_memory().expect("it opens");
        db.execute_batch(include_str!("thumb.sql")).expect("the table is made");
        let tx = db.transaction().expect("it begins");
        let at = Timestamp::from_seconds;
        put(&tx, "known", "abc", at(0)).expect("kept");
        put(&tx, "unknown", "", at(0)).expect("kept");
        let known = |name: &str, now: i64| get(&tx, name, at(now)).expect("read");
        assert_eq!(known("unknown", 10).as_deref(), Some(""), "the service was asked just now");
        assert_eq!(known("unknown", 86_401), None, "it may know by now");
        assert_eq!(known("known", 9_999_999).as_deref(), Some("abc"), "a picture never changes");
        assert_eq!(known("other", 0), None, "nobody asked for it");
    }
}
