//! The words by which messages on this device are found.
//!
//! Each stands under the key of the row in which its message stands, and is written with that row: so
//! whatever becomes of the row (another message takes its place, it is recalled or taken away, the chat
//! is left) becomes of the words.

use crate::db::{Connection, Fault, Transaction, params};
use sampan_protocol::Timestamp;
use sampan_protocol::search::Query;

/// Schema.
pub(crate) const SCHEMA: &str = include_str!("word.sql");

/// The most messages that are told: the latest ones.
const MOST: u32 = 1_000;

/// Has the message in a row be found by these words only.
pub(crate) fn replace<'a>(
    tx: &Transaction<'_>,
    (key, sent): (&str, Timestamp),
    terms: impl Iterator<Item = &'a str>,
) -> Result<(), Fault> {
    forget(tx, key)?;
    let sql = "INSERT INTO message_word (term, key, sent) VALUES (?1, ?2, ?3)";
    let mut insert = tx.prepare_cached(sql)?;
    for term in terms {
        insert.execute(params![term, key, sent.micros()])?;
    }
    Ok(())
}

/// Has what is in a row not be found any more.
pub(crate) fn forget(tx: &Transaction<'_>, key: &str) -> Result<(), Fault> {
    tx.prepare_cached("DELETE FROM message_word WHERE key = ?1")?.execute([key])?;
    Ok(())
}

/// Has nothing of a chat be found any more.
pub(crate) fn forget_chat(tx: &Transaction<'_>, chat: &str) -> Result<(), Fault> {
    // Keys are `<chat>/<slot>`, and `0` comes behind `/`.
    let (from, to) = (format!("{chat}/"), format!("{chat}0"));
    let sql = "DELETE FROM message_word WHERE key >= ?1 AND key < ?2";
    tx.prepare_cached(sql)?.execute([from, to])?;
    Ok(())
}

/// Has nothing be found any more.
pub(crate) fn clear(tx: &Transaction<'_>) -> Result<(), Fault> {
    tx.execute("DELETE FROM message_word", [])?;
    Ok(())
}

/// The keys of rows whose messages have all of these words, the latest first.
pub(crate) fn with_all(db: &Connection, query: &Query) -> Result<Vec<String>, Fault> {
    let mut bounds = Vec::with_capacity(2 * query.words.len());
    let mut each = Vec::with_capacity(query.words.len());
    for wanted in &query.words {
        // An unfinished word is every one that begins so.
        let last = match wanted.begins {
            true => format!("{}{}", wanted.term, char::MAX),
            false => wanted.term.clone(),
        };
        let at = bounds.len() + 1;
        bounds.extend([wanted.term.clone(), last]);
        each.push(format!(
            "SELECT DISTINCT key, sent FROM message_word WHERE term BETWEEN ?{at} AND ?{}",
            at + 1
        ));
    }
    if each.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("{} ORDER BY sent DESC, key LIMIT {MOST}", each.join(" INTERSECT "));
    let mut found = db.prepare_cached(&sql)?;
    let keys = found.query_map(rusqlite::params_from_iter(bounds), |row| row.get(0))?;
    Ok(keys.collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sampan_protocol::search::{Kind, terms};

    fn put(tx: &Transaction<'_>, key: &str, at: i64, words: &str) {
        let terms = terms(Kind::Message, "", words);
        let sent = Timestamp::from_seconds(at);
        replace(tx, (key, sent), terms.keys().map(String::as_str)).expect("written");
    }

    fn found(db: &Connection, typed: &str) -> Vec<String> {
        with_all(db, &Query::new(typed)).expect("found")
    }

    #[test]
    fn messages_are_found_by_all_words_the_last_of_them_unfinished() {
        let mut db = Connection::open_in_memory().expect("it opens");
        db.execute_batch(SCHEMA).expect("the table is made");
        let tx = db.transaction().expect("it begins");
        put(&tx, "a/1", 1, "Tickets for the harbour tour");
        put(&tx, "a/2", 2, "The tour was wonderful, tourists everywhere");
        put(&tx, "b/1", 3, "上海咖啡馆");
        assert_eq!(found(&tx, "tour"), ["a/2", "a/1"], "the latest first, each once");
        assert_eq!(found(&tx, "TOUR tick"), ["a/1"], "all words have to be there");
        assert_eq!(found(&tx, "harb tour"), [""; 0], "only the last one is unfinished");
        assert_eq!(found(&tx, "咖啡馆"), ["b/1"], "pairs of characters");
        assert_eq!(found(&tx, "馆"), ["b/1"], "the last character");
        assert_eq!(found(&tx, "—"), [""; 0], "nothing is looked for");
    }

    #[test]
    fn what_was_replaced_forgotten_or_left_is_not_found() {
        let mut db = Connection::open_in_memory().expect("it opens");
        db.execute_batch(SCHEMA).expect("the table is made");
        let tx = db.transaction().expect("it begins");
        put(&tx, "a/1", 1, "first words");
        put(&tx, "a/1", 2, "second words");
        assert_eq!(found(&tx, "first"), [""; 0], "another message took its place");
        assert_eq!(found(&tx, "second"), ["a/1"], "that one is found");
        put(&tx, "a/2", 3, "third words");
        put(&tx, "ab/1", 4, "other words");
        forget(&tx, "a/1").expect("forgotten");
        assert_eq!(found(&tx, "words"), ["ab/1", "a/2"], "one is gone");
        forget_chat(&tx, "a").expect("left");
        assert_eq!(found(&tx, "words"), ["ab/1"], "of this chat only");
        clear(&tx).expect("cleared");
        assert_eq!(found(&tx, "words"), [""; 0], "all are gone");
    }

    #[test]
    fn words_are_looked_up_not_gone_through() {
        let db = Connection::open_in_memory().expect("it opens");
        db.execute_batch(SCHEMA).expect("the table is made");
        let sql = "EXPLAIN QUERY PLAN SELECT DISTINCT key, sent FROM message_word
            WHERE term BETWEEN 'a' AND 'b'";
        let plan: String = db
            .prepare(sql)
            .and_then(|mut plan| plan.query_row([], |row| row.get(3)))
            .expect("a plan");
        assert!(plan.starts_with("SEARCH message_word USING PRIMARY KEY"), "by the word: {plan}");
    }
}
