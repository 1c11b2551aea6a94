//! Who may not take part where, what nobody may comment on, and where everybody is slowed.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::{OpId, PersonId};
use sampan_protocol::moderation::Action;

/// The tables.
pub(crate) const CREATE: &str = "
    CREATE TABLE moderation_restraints (
        decision TEXT PRIMARY KEY,
        person TEXT NOT NULL,
        place TEXT NOT NULL,
        action TEXT NOT NULL,
        until BIGINT NOT NULL
    );
    CREATE INDEX moderation_restraints_by_person ON moderation_restraints (person, place);
    CREATE TABLE moderation_locks (
        target TEXT PRIMARY KEY,
        decision TEXT NOT NULL
    );
    CREATE TABLE moderation_slow (
        place TEXT PRIMARY KEY,
        seconds BIGINT NOT NULL
    );";

/// By which decision everybody is slowed in a place, and the order in which what is in force is told.
pub(crate) const SECOND: &str = "
    ALTER TABLE moderation_slow ADD COLUMN decision TEXT NOT NULL DEFAULT '';
    UPDATE moderation_slow SET decision = COALESCE(
        (SELECT d.id FROM moderation_decisions d
         WHERE d.place = moderation_slow.place AND d.action = 'slow_mode'
         ORDER BY d.at DESC, d.id DESC LIMIT 1), '');
    CREATE INDEX moderation_decisions_by_place ON moderation_decisions (place, at, id);";

/// No end.
pub(crate) const FOR_GOOD: Timestamp = Timestamp(i64::MAX);

/// Restrains somebody in a place until a time.
pub(crate) fn put(
    sql: &mut dyn Sql,
    decision: OpId,
    person: PersonId,
    (place, action): (&str, Action),
    until: Timestamp,
) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO moderation_restraints (decision, person, place, action, until)
         VALUES ($1, $2, $3, $4, $5)",
        &params![decision, person, place, action.word(), until],
    )
    .map(drop)
}

/// How somebody is restrained in a place or in the whole service: a ban before a mute, the longest
/// first.
pub(crate) fn on(
    sql: &mut dyn Sql,
    person: PersonId,
    place: &str,
    now: Timestamp,
) -> Result<Option<(Action, Timestamp)>, DbError> {
    let row = sql.query_opt(
        "SELECT action, until FROM moderation_restraints
         WHERE person = $1 AND (place = $2 OR place = '') AND until > $3
         ORDER BY action, until DESC LIMIT 1",
        &params![person, place, now],
    )?;
    row.map(|row| {
        let action = Action::from_word(row.text("action")?);
        let action = action.ok_or_else(|| DbError::Decode("a restraint".to_owned()))?;
        Ok((action, row.time("until")?))
    })
    .transpose()
}

/// Ends what a decision imposed; says whether there was anything.
pub(crate) fn lift(sql: &mut dyn Sql, decision: OpId, now: Timestamp) -> Result<bool, DbError> {
    let unlock = "DELETE FROM moderation_locks WHERE decision = $1";
    let hurry = "UPDATE moderation_slow SET seconds = 0 WHERE decision = $1 AND seconds > 0";
    let free = "DELETE FROM moderation_restraints WHERE decision = $1 AND until > $2";
    let ended = sql.execute(unlock, &params![decision])?
        + sql.execute(hurry, &params![decision])?
        + sql.execute(free, &params![decision, now])?;
    Ok(ended > 0)
}

/// Has nobody comment on something; says whether people could until now.
pub(crate) fn lock(sql: &mut dyn Sql, target: &str, decision: OpId) -> Result<bool, DbError> {
    let added = sql.execute(
        "INSERT INTO moderation_locks (target, decision) VALUES ($1, $2)
         ON CONFLICT (target) DO NOTHING",
        &params![target, decision],
    )?;
    Ok(added == 1)
}

/// Whether nobody may comment on something.
pub(crate) fn is_locked(sql: &mut dyn Sql, target: &str) -> Result<bool, DbError> {
    let query = "SELECT decision FROM moderation_locks WHERE target = $1";
    Ok(sql.query_opt(query, &params![target])?.is_some())
}

/// Slows everybody in a place by a decision; 0 for nobody.
pub(crate) fn slow(
    sql: &mut dyn Sql,
    place: &str,
    seconds: i64,
    decision: OpId,
) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO moderation_slow (place, seconds, decision) VALUES ($1, $2, $3)
         ON CONFLICT (place) DO UPDATE SET seconds = excluded.seconds,
             decision = excluded.decision",
        &params![place, seconds, decision],
    )
    .map(drop)
}

/// How many seconds have to lie between two posts of one person in a place; 0 for none.
pub(crate) fn seconds(sql: &mut dyn Sql, place: &str) -> Result<i64, DbError> {
    let query = "SELECT seconds FROM moderation_slow WHERE place = $1";
    sql.query_opt(query, &params![place])?.map_or(Ok(0), |row| row.int("seconds"))
}
