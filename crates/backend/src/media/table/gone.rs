//! Files that nothing showed any more: what lies in the store of each goes when it is due. Whoever hands
//! the same file in again gets another edition, which lies beside, so that nobody takes it away.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::Timestamp;

/// The table. Where `due` is nothing, nothing is left in the store.
pub(crate) const CREATE: &str = "
    CREATE TABLE media_gone (
        sha256 TEXT NOT NULL,
        edition BIGINT NOT NULL,
        due BIGINT,
        PRIMARY KEY (sha256, edition)
    );
    CREATE INDEX media_gone_by_due ON media_gone (due) WHERE due IS NOT NULL;";

/// An edition of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Gone {
    pub(crate) sha256: String,
    pub(crate) edition: i64,
}

/// Takes a file away, if it is there, and notes that what lies in the store goes.
pub(crate) fn take_away(sql: &mut dyn Sql, sha256: &str, due: Timestamp) -> Result<(), DbError> {
    let delete = "DELETE FROM media WHERE sha256 = $1 RETURNING edition";
    let Some(row) = sql.query_opt(delete, &params![sha256])? else { return Ok(()) };
    sql.execute("DELETE FROM media_hands WHERE sha256 = $1", &params![sha256])?;
    let insert = "INSERT INTO media_gone (sha256, edition, due) VALUES ($1, $2, $3)";
    sql.execute(insert, &params![sha256, row.int("edition")?, due]).map(drop)
}

/// Claims the one that has been due longest, until a time at most.
pub(crate) fn claim(
    sql: &mut dyn Sql,
    (now, until): (Timestamp, Timestamp),
) -> Result<Option<Gone>, DbError> {
    let row = sql.query_opt(
        "SELECT sha256, edition, due FROM media_gone WHERE due <= $1
         ORDER BY due, sha256, edition LIMIT 1",
        &params![now],
    )?;
    let Some(row) = row else { return Ok(None) };
    let gone = Gone { sha256: row.text("sha256")?.to_owned(), edition: row.int("edition")? };
    let claimed = sql.execute(
        "UPDATE media_gone SET due = $3 WHERE sha256 = $1 AND edition = $2 AND due = $4",
        &params![&gone.sha256, gone.edition, until, row.int("due")?],
    )?;
    Ok((claimed == 1).then_some(gone))
}

/// Notes that nothing is left of one.
pub(crate) fn done(sql: &mut dyn Sql, gone: &Gone) -> Result<(), DbError> {
    let update = "UPDATE media_gone SET due = NULL WHERE sha256 = $1 AND edition = $2";
    sql.execute(update, &params![&gone.sha256, gone.edition]).map(drop)
}
