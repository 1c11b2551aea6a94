//! Parts of lists that are everybody's, as the service last told them.

use crate::db::{Connection, Fault, OptionalExtension, Row, Transaction, params};
use sampan_protocol::Timestamp;

/// How many bytes of items are kept.
const BUDGET: i64 = 16 << 20;

/// A part of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    /// Its items, JSON.
    pub(crate) items: String,
    /// How the next one is asked for.
    pub(crate) next: Option<String>,
    /// Its tag.
    pub(crate) etag: String,
}

/// A part of a list, by its place from 0.
pub(crate) fn get(db: &Connection, list: &str, place: u32) -> Result<Option<Kept>, Fault> {
    let read =
        |row: &Row<'_>| Ok(Kept { items: row.get(0)?, next: row.get(1)?, etag: row.get(2)? });
    let sql = "SELECT items, next, etag FROM page WHERE list = ?1 AND place = ?2";
    Ok(db.prepare_cached(sql)?.query_row(params![list, place], read).optional()?)
}

/// The items of every list of this word, those that were looked at last first, so many parts at most.
pub(crate) fn of_word(db: &Connection, word: &str, most: u32) -> Result<Vec<String>, Fault> {
    // The rest of a list's name is JSON, and `|` comes behind `{`.
    let sql = "SELECT items FROM page WHERE list >= ?1 AND list < ?2
        ORDER BY used DESC, list, place LIMIT ?3";
    let mut query = db.prepare_cached(sql)?;
    let (from, to) = (format!("{word}/{{"), format!("{word}/|"));
    let items = query.query_map(params![from, to, most], |row| row.get(0))?;
    Ok(items.collect::<Result<_, _>>()?)
}

/// Keeps a part. Where it leads on to another one than before, what was behind it is forgotten.
pub(crate) fn put(
    tx: &Transaction<'_>,
    list: &str,
    place: u32,
    part: &Kept,
    now: Timestamp,
) -> Result<(), Fault> {
    let before = get(tx, list, place)?;
    if before.is_some_and(|before| before.next != part.next) {
        tx.execute("DELETE FROM page WHERE list = ?1 AND place > ?2", params![list, place])?;
    }
    let sql = "INSERT INTO page (list, place, items, next, etag, used)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT (list, place) DO UPDATE SET items = excluded.items, next = excluded.next,
            etag = excluded.etag, used = excluded.used";
    let Kept { items, next, etag } = part;
    tx.prepare_cached(sql)?.execute(params![list, place, items, next, etag, now.micros()])?;
    Ok(())
}

/// Notes that a list is looked at.
pub(crate) fn touch(tx: &Transaction<'_>, list: &str, now: Timestamp) -> Result<(), Fault> {
    tx.prepare_cached("UPDATE page SET used = ?2 WHERE list = ?1")?
        .execute(params![list, now.micros()])?;
    Ok(())
}

/// Forgets a list.
pub(crate) fn forget(tx: &Transaction<'_>, list: &str) -> Result<(), Fault> {
    tx.execute("DELETE FROM page WHERE list = ?1", [list])?;
    Ok(())
}

/// Forgets the lists that were not looked at for the longest time, until the rest fits.
pub(crate) fn fit(tx: &Transaction<'_>) -> Result<(), Fault> {
    fit_into(tx, BUDGET)
}

fn fit_into(tx: &Transaction<'_>, budget: i64) -> Result<(), Fault> {
    let lists = "SELECT list, SUM(LENGTH(items)) FROM page GROUP BY list ORDER BY MAX(used) DESC";
    let mut query = tx.prepare(lists)?;
    let read = |row: &Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?));
    let lists = query.query_map([], read)?.collect::<Result<Vec<_>, _>>()?;
    let mut kept = 0;
    for (list, bytes) in lists {
        kept += bytes;
        if kept > budget {
            forget(tx, &list)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(items: &str, next: Option<&str>) -> Kept {
        Kept { items: items.to_owned(), next: next.map(str::to_owned), etag: items.to_owned() }
    }

    #[test]
    fn what_is_least_used_goes_first_and_what_leads_elsewhere_is_forgotten() {
        let mut db = Connection::open_in_memory().expect("it opens");
        db.execute_batch(include_str!("page.sql")).expect("the table is made");
        let tx = db.transaction().expect("it begins");
        let at = Timestamp::from_seconds;
        put(&tx, "a", 0, &part("[1]", Some("x")), at(1)).expect("kept");
        put(&tx, "a", 1, &part("[2]", None), at(1)).expect("kept");
        put(&tx, "a", 0, &part("[3]", Some("x")), at(2)).expect("kept");
        assert!(get(&tx, "a", 1).expect("read").is_some(), "it leads to the same place");
        put(&tx, "a", 0, &part("[3]", Some("y")), at(2)).expect("kept");
        assert!(get(&tx, "a", 1).expect("read").is_none(), "it leads elsewhere");
        put(&tx, "b", 0, &part("[4]", None), at(3)).expect("kept");
        put(&tx, "c/{1}", 0, &part("[]", None), at(0)).expect("kept");
        put(&tx, "c/d/{1}", 0, &part("[5]", None), at(0)).expect("kept");
        assert_eq!(of_word(&tx, "c", 9).expect("read"), ["[]"], "of this word only");
        touch(&tx, "a", at(4)).expect("touched");
        fit_into(&tx, 3).expect("it fits");
        assert!(get(&tx, "a", 0).expect("read").is_some(), "looked at last");
        assert!(get(&tx, "b", 0).expect("read").is_none(), "gone");
    }
}
