//! What is counted of short videos, and which of them are offered. `lot` is where a video stands among
//! those that are tried; `recent` are likes in millionths, as they counted at `since`.

use crate::db::{DbError, Row, Sql, Value, any_of};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::{NoteId, PersonId};

/// The table.
pub(crate) const CREATE: &str = "
    CREATE TABLE feed_films (
        note TEXT PRIMARY KEY REFERENCES feed_notes (id),
        lot BIGINT NOT NULL,
        shown BIGINT NOT NULL,
        recent BIGINT NOT NULL,
        since BIGINT NOT NULL
    );
    CREATE INDEX feed_films_by_lot ON feed_films (lot) WHERE shown < 100;";

/// What is counted of a short video.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counted {
    /// How often it was watched.
    pub(crate) shown: i64,
    /// Likes that count less the older they are, in millionths.
    pub(crate) recent: i64,
    /// When they counted as much.
    pub(crate) since: Timestamp,
}

/// Begins to count, unless that is so already.
pub(crate) fn begin(sql: &mut dyn Sql, note: NoteId, lot: i64) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO feed_films (note, lot, shown, recent, since) VALUES ($1, $2, 0, 0, 0)
         ON CONFLICT (note) DO NOTHING",
        &params![note, lot],
    )
    .map(drop)
}

/// What is counted of these.
pub(crate) fn counted(
    sql: &mut dyn Sql,
    notes: &[NoteId],
) -> Result<Vec<(NoteId, Counted)>, DbError> {
    let mut all = Vec::with_capacity(notes.len());
    for (list, values) in any_of(notes.iter().map(Value::from).collect()) {
        let query =
            format!("SELECT note, shown, recent, since FROM feed_films WHERE note IN {list}");
        for row in sql.query(&query, &values)? {
            let (shown, recent) = (row.int("shown")?, row.int("recent")?);
            all.push((row.parse("note")?, Counted { shown, recent, since: row.time("since")? }));
        }
    }
    Ok(all)
}

/// Counts that one was watched.
pub(crate) fn count_shown(sql: &mut dyn Sql, note: NoteId) -> Result<(), DbError> {
    let update = "UPDATE feed_films SET shown = shown + 1 WHERE note = $1";
    sql.execute(update, &params![note]).map(drop)
}

/// Writes what likes count of late.
pub(crate) fn set_recent(
    sql: &mut dyn Sql,
    note: NoteId,
    (recent, since): (i64, Timestamp),
) -> Result<(), DbError> {
    let update = "UPDATE feed_films SET recent = $2, since = $3 WHERE note = $1";
    sql.execute(update, &params![note, recent, since]).map(drop)
}

/// A short video that everybody may see, with its rank.
pub(crate) type Offer = (NoteId, i64);

/// Short videos that everybody may see, in an order, out of these tables. `CROSS JOIN` has SQLite begin
/// with the first one, which narrows.
macro_rules! offers {
    ($from:literal, $where:literal, $order:literal) => {
        concat!(
            "SELECT n.id, n.ranked FROM ",
            $from,
            " WHERE ",
            $where,
            "n.state = 1 AND n.audience = 'everybody' AND n.made IS NOT NULL ORDER BY ",
            $order
        )
    };
}

/// The latest ones.
pub(crate) fn latest(sql: &mut dyn Sql, most: i64) -> Result<Vec<Offer>, DbError> {
    let query = offers!("feed_notes n", "", "n.published DESC, n.id DESC LIMIT $1");
    read_all(sql, query, &params![most])
}

/// Those of most interest.
pub(crate) fn popular(sql: &mut dyn Sql, most: i64) -> Result<Vec<Offer>, DbError> {
    let query = offers!("feed_notes n", "", "n.ranked DESC, n.id DESC LIMIT $1");
    read_all(sql, query, &params![most])
}

/// The latest ones of accounts that somebody follows.
pub(crate) fn followed(
    sql: &mut dyn Sql,
    person: PersonId,
    most: i64,
) -> Result<Vec<Offer>, DbError> {
    let query = offers!(
        "feed_follows f CROSS JOIN feed_notes n",
        "n.account = f.account AND f.person = $1 AND ",
        "n.published DESC, n.id DESC LIMIT $2"
    );
    read_all(sql, query, &params![person, most])
}

/// Those that are few people's yet, from a place among them on, and around.
pub(crate) fn untried(sql: &mut dyn Sql, from: i64, most: i64) -> Result<Vec<Offer>, DbError> {
    let behind = offers!(
        "feed_films f CROSS JOIN feed_notes n",
        "n.id = f.note AND f.shown < 100 AND f.lot >= $1 AND ",
        "f.lot LIMIT $2"
    );
    let before = offers!(
        "feed_films f CROSS JOIN feed_notes n",
        "n.id = f.note AND f.shown < 100 AND f.lot < $1 AND ",
        "f.lot LIMIT $2"
    );
    let mut found = read_all(sql, behind, &params![from, most])?;
    let left = most - found.len() as i64;
    if left > 0 {
        found.extend(read_all(sql, before, &params![from, left])?);
    }
    Ok(found)
}

/// Those whom liking one of these speaks for, what speaks most first.
pub(crate) fn similar(
    sql: &mut dyn Sql,
    liked: &[NoteId],
    most: i64,
) -> Result<Vec<Offer>, DbError> {
    let mut all: Vec<(i64, Offer)> = Vec::new();
    for (list, mut values) in any_of(liked.iter().map(Value::from).collect()) {
        let limit = values.len() + 1;
        let query = format!(
            "SELECT n.id, n.ranked, CAST(SUM(b.weight) AS BIGINT) AS speaks
             FROM feed_neighbours b CROSS JOIN feed_notes n
             WHERE n.id = b.note AND b.other IN {list} AND b.weight > 0 AND n.state = 1
                 AND n.audience = 'everybody' AND n.made IS NOT NULL
             GROUP BY n.id, n.ranked ORDER BY speaks DESC, n.id LIMIT ${limit}"
        );
        values.push(most.into());
        for row in sql.query(&query, &values)? {
            all.push((row.int("speaks")?, offer(&row)?));
        }
    }
    all.sort_by_key(|(speaks, _)| std::cmp::Reverse(*speaks));
    let most = usize::try_from(most).unwrap_or_default();
    Ok(all.into_iter().map(|(_, offer)| offer).take(most).collect())
}

/// The short videos that somebody liked last.
pub(crate) fn liked_by(
    sql: &mut dyn Sql,
    person: PersonId,
    most: i64,
) -> Result<Vec<NoteId>, DbError> {
    sql.query(
        "SELECT f.note FROM feed_likes l CROSS JOIN feed_films f
         WHERE f.note = l.target AND l.person = $1 ORDER BY l.at DESC LIMIT $2",
        &params![person, most],
    )?
    .iter()
    .map(|row| row.parse("note"))
    .collect()
}

fn read_all(sql: &mut dyn Sql, query: &str, values: &[Value]) -> Result<Vec<Offer>, DbError> {
    sql.query(query, values)?.iter().map(offer).collect()
}

fn offer(row: &Row) -> Result<Offer, DbError> {
    Ok((row.parse("id")?, row.int("ranked")?))
}
