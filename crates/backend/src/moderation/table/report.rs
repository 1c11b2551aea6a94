//! What people reported.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::PersonId;
use sampan_protocol::moderation::Reason;

/// The table.
pub(crate) const CREATE: &str = "
    CREATE TABLE moderation_reports (
        target TEXT NOT NULL,
        reporter TEXT NOT NULL,
        reason TEXT NOT NULL,
        said TEXT NOT NULL,
        at BIGINT NOT NULL,
        open BIGINT NOT NULL,
        decision TEXT NOT NULL,
        PRIMARY KEY (target, reporter)
    );";

/// A report, without who made it.
pub(crate) struct Report {
    pub(crate) reason: Reason,
    pub(crate) said: String,
}

/// Keeps what somebody reported; what they say now takes the place of what they said before.
pub(crate) fn put(
    sql: &mut dyn Sql,
    target: &str,
    reporter: PersonId,
    report: &Report,
    at: Timestamp,
) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO moderation_reports (target, reporter, reason, said, at, open, decision)
         VALUES ($1, $2, $3, $4, $5, 1, '')
         ON CONFLICT (target, reporter) DO UPDATE SET reason = excluded.reason,
             said = excluded.said, at = excluded.at, open = 1",
        &params![target, reporter, report.reason.word(), &report.said, at],
    )
    .map(drop)
}

/// Takes back what somebody reported, while nobody has decided; says whether there was something.
pub(crate) fn withdraw(
    sql: &mut dyn Sql,
    target: &str,
    reporter: PersonId,
) -> Result<bool, DbError> {
    let delete = "DELETE FROM moderation_reports WHERE target = $1 AND reporter = $2 AND open = 1";
    Ok(sql.execute(delete, &params![target, reporter])? > 0)
}

/// What is open about something, the first report first.
pub(crate) fn open(sql: &mut dyn Sql, target: &str) -> Result<Vec<Report>, DbError> {
    sql.query(
        "SELECT reason, said FROM moderation_reports WHERE target = $1 AND open = 1
         ORDER BY at, reporter",
        &params![target],
    )?
    .iter()
    .map(|row| {
        let reason = Reason::from_word(row.text("reason")?).unwrap_or_default();
        Ok(Report { reason, said: row.text("said")?.to_owned() })
    })
    .collect()
}

/// Closes what is open about something by a decision; answers who had reported it.
pub(crate) fn close(
    sql: &mut dyn Sql,
    target: &str,
    decision: &str,
) -> Result<Vec<PersonId>, DbError> {
    sql.query(
        "UPDATE moderation_reports SET open = 0, decision = $2 WHERE target = $1 AND open = 1
         RETURNING reporter",
        &params![target, decision],
    )?
    .iter()
    .map(|row| row.parse("reporter"))
    .collect()
}

/// Who had reported what a decision is about.
pub(crate) fn reporters(sql: &mut dyn Sql, decision: &str) -> Result<Vec<PersonId>, DbError> {
    sql.query(
        "SELECT reporter FROM moderation_reports WHERE decision = $1 AND open = 0",
        &params![decision],
    )?
    .iter()
    .map(|row| row.parse("reporter"))
    .collect()
}
