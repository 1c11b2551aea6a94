//! What people have done so far, for how far they are trusted, and what they did within a day.

use crate::db::{DbError, Sql};
use crate::params;
use crate::people::table::person;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::PersonId;
use sampan_protocol::moderation::trust::{self, Record};

/// The tables.
pub(crate) const CREATE: &str = "
    CREATE TABLE moderation_records (
        person TEXT PRIMARY KEY,
        written BIGINT NOT NULL,
        taken BIGINT NOT NULL,
        upheld BIGINT NOT NULL,
        votes BIGINT NOT NULL
    );
    CREATE TABLE moderation_votes (
        person TEXT NOT NULL,
        author TEXT NOT NULL,
        votes BIGINT NOT NULL,
        PRIMARY KEY (person, author)
    );
    CREATE TABLE moderation_doings (
        person TEXT NOT NULL,
        doing TEXT NOT NULL,
        place TEXT NOT NULL,
        at BIGINT NOT NULL
    );
    CREATE INDEX moderation_doings_by_person ON moderation_doings (person, doing, at);";

const DAY: i64 = 86_400;

/// Changes what somebody has done: writings, those taken away, reports that were right.
pub(crate) fn add(
    sql: &mut dyn Sql,
    person: PersonId,
    (written, taken, upheld): (i64, i64, i64),
) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO moderation_records (person, written, taken, upheld, votes)
         VALUES ($1, $2, $3, $4, 0)
         ON CONFLICT (person) DO UPDATE SET written = moderation_records.written + excluded.written,
             taken = moderation_records.taken + excluded.taken,
             upheld = moderation_records.upheld + excluded.upheld",
        &params![person, written, taken, upheld],
    )
    .map(drop)
}

/// How far somebody is trusted.
pub(crate) fn level(sql: &mut dyn Sql, person: PersonId, now: Timestamp) -> Result<u8, DbError> {
    let since = person::registered(sql, person)?.unwrap_or(now);
    let row = sql.query_opt(
        "SELECT written, taken, upheld FROM moderation_records WHERE person = $1",
        &params![person],
    )?;
    let days = (now.seconds() - since.seconds()).max(0) / DAY;
    let record = match row {
        None => Record { days, ..Record::default() },
        Some(row) => {
            let (written, taken) = (row.int("written")?, row.int("taken")?);
            Record { days, written, taken, upheld: row.int("upheld")? }
        }
    };
    Ok(trust::level(record))
}

/// Counts a vote; answers how many votes somebody cast, and how many of them for this author.
pub(crate) fn count_vote(
    sql: &mut dyn Sql,
    person: PersonId,
    author: PersonId,
) -> Result<(i64, i64), DbError> {
    let all = sql.query_one(
        "INSERT INTO moderation_records (person, written, taken, upheld, votes)
         VALUES ($1, 0, 0, 0, 1)
         ON CONFLICT (person) DO UPDATE SET votes = moderation_records.votes + 1 RETURNING votes",
        &params![person],
    )?;
    let of = sql.query_one(
        "INSERT INTO moderation_votes (person, author, votes) VALUES ($1, $2, 1)
         ON CONFLICT (person, author) DO UPDATE SET votes = moderation_votes.votes + 1
         RETURNING votes",
        &params![person, author],
    )?;
    Ok((all.int("votes")?, of.int("votes")?))
}

/// Notes that somebody did something, and forgets what is older than a day.
pub(crate) fn note(
    sql: &mut dyn Sql,
    person: PersonId,
    (doing, place): (&str, &str),
    now: Timestamp,
) -> Result<(), DbError> {
    sql.execute(
        "DELETE FROM moderation_doings WHERE person = $1 AND doing = $2 AND at < $3",
        &params![person, doing, now.plus_seconds(-DAY)],
    )?;
    sql.execute(
        "INSERT INTO moderation_doings (person, doing, place, at) VALUES ($1, $2, $3, $4)",
        &params![person, doing, place, now],
    )
    .map(drop)
}

/// How often somebody did something since a time.
pub(crate) fn since(
    sql: &mut dyn Sql,
    person: PersonId,
    doing: &str,
    since: Timestamp,
) -> Result<i64, DbError> {
    sql.query_one(
        "SELECT COUNT(*) AS found FROM moderation_doings
         WHERE person = $1 AND doing = $2 AND at > $3",
        &params![person, doing, since],
    )?
    .int("found")
}

/// When somebody last did something in a place, within a day.
pub(crate) fn last(
    sql: &mut dyn Sql,
    person: PersonId,
    (doing, place): (&str, &str),
) -> Result<Option<Timestamp>, DbError> {
    let row = sql.query_opt(
        "SELECT at FROM moderation_doings WHERE person = $1 AND doing = $2 AND place = $3
         ORDER BY at DESC LIMIT 1",
        &params![person, doing, place],
    )?;
    row.map(|row| row.time("at")).transpose()
}
