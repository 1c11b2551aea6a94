//! Jobs that wait for their time.

use crate::db::{DbError, Row, Sql};
use crate::jobs::{Job, NewJob};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::OpId;

/// The table. `due` is when it is tried next; `wanted` is when it was to be done.
pub(crate) const CREATE: &str = "
    CREATE TABLE jobs (
        id TEXT PRIMARY KEY,
        module TEXT NOT NULL,
        kind TEXT NOT NULL,
        subject TEXT NOT NULL,
        person TEXT NOT NULL,
        wanted BIGINT NOT NULL,
        due BIGINT NOT NULL,
        attempts BIGINT NOT NULL,
        UNIQUE (module, kind, subject)
    );
    CREATE INDEX jobs_by_due ON jobs (due);";

const COLUMNS: &str = "id, module, kind, subject, person, wanted, due, attempts";

/// Puts a job in; one of the same module, kind and subject makes room for it.
pub(crate) fn put(sql: &mut dyn Sql, id: OpId, job: &NewJob<'_>) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO jobs (id, module, kind, subject, person, wanted, due, attempts)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 0)
         ON CONFLICT (module, kind, subject) DO UPDATE SET
            id = excluded.id, person = excluded.person, wanted = excluded.wanted,
            due = excluded.due, attempts = 0",
        &params![id, job.module, job.kind, job.subject, job.person, job.due, job.due],
    )
    .map(drop)
}

/// Takes a job out that is not to be done any more.
pub(crate) fn remove(
    sql: &mut dyn Sql,
    module: &str,
    kind: &str,
    subject: &str,
) -> Result<(), DbError> {
    sql.execute(
        "DELETE FROM jobs WHERE module = $1 AND kind = $2 AND subject = $3",
        &params![module, kind, subject],
    )
    .map(drop)
}

/// The job that has been due longest, as it stands.
pub(crate) fn first_due(sql: &mut dyn Sql, now: Timestamp) -> Result<Option<Job>, DbError> {
    let query = format!("SELECT {COLUMNS} FROM jobs WHERE due <= $1 ORDER BY due, id LIMIT 1");
    sql.query_opt(&query, &params![now])?.map(|row| read(&row)).transpose()
}

/// When the next job is due.
pub(crate) fn next_due(sql: &mut dyn Sql) -> Result<Option<Timestamp>, DbError> {
    let row = sql.query_opt("SELECT due FROM jobs ORDER BY due LIMIT 1", &[])?;
    row.map(|row| row.time("due")).transpose()
}

/// Counts one more try of a job, and says when the next one may be; false if somebody else was
/// quicker.
pub(crate) fn claim(sql: &mut dyn Sql, job: &Job, again: Timestamp) -> Result<bool, DbError> {
    let claimed = sql.query_opt(
        "UPDATE jobs SET attempts = attempts + 1, due = $3
         WHERE id = $1 AND attempts = $2 RETURNING id",
        &params![job.id, job.attempts, again],
    )?;
    Ok(claimed.is_some())
}

/// Locks a job that was claimed; false if it is gone, or claimed by another meanwhile.
pub(crate) fn lock(sql: &mut dyn Sql, job: &Job) -> Result<bool, DbError> {
    let locked = sql.query_opt(
        "UPDATE jobs SET attempts = attempts WHERE id = $1 AND attempts = $2 RETURNING id",
        &params![job.id, job.attempts],
    )?;
    Ok(locked.is_some())
}

/// Takes out a job that was done; what was put in anew in its place stays.
pub(crate) fn done(sql: &mut dyn Sql, id: OpId) -> Result<(), DbError> {
    sql.execute("DELETE FROM jobs WHERE id = $1", &params![id]).map(drop)
}

fn read(row: &Row) -> Result<Job, DbError> {
    Ok(Job {
        id: row.parse("id")?,
        module: row.text("module")?.to_owned(),
        kind: row.text("kind")?.to_owned(),
        subject: row.text("subject")?.to_owned(),
        person: row.parse("person")?,
        due: row.time("wanted")?,
        attempts: row.int("attempts")?,
    })
}
