//! What was decided, why, and how it stands.

use super::restraint::FOR_GOOD;
use crate::db::{DbError, Row, Sql};
use crate::page::{After, ITEMS};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::{OpId, PersonId};
use sampan_protocol::moderation::{Action, Decided, State, Target};

/// The table.
pub(crate) const CREATE: &str = "
    CREATE TABLE moderation_decisions (
        id TEXT PRIMARY KEY,
        place TEXT NOT NULL,
        about TEXT NOT NULL,
        maker TEXT NOT NULL,
        at BIGINT NOT NULL,
        action TEXT NOT NULL,
        target TEXT NOT NULL,
        told TEXT NOT NULL,
        state TEXT NOT NULL,
        appealed BIGINT NOT NULL,
        judge TEXT NOT NULL
    );
    CREATE INDEX moderation_decisions_by_appeal ON moderation_decisions (state, appealed, id);
    CREATE INDEX moderation_decisions_by_about ON moderation_decisions (about, state);";

/// A decision as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stored {
    pub(crate) id: OpId,
    pub(crate) place: String,
    /// Whom it is about; none where nobody is told.
    pub(crate) about: Option<PersonId>,
    /// Who decided.
    pub(crate) maker: PersonId,
    pub(crate) action: Action,
    pub(crate) target: Target,
    /// What it says; none where it takes nothing away. Whoever it is about is told so.
    pub(crate) told: Option<Decided>,
    pub(crate) state: State,
    pub(crate) appealed: Timestamp,
}

/// Adds a decision.
pub(crate) fn insert(sql: &mut dyn Sql, new: &Stored, at: Timestamp) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO moderation_decisions
             (id, place, about, maker, at, action, target, told, state, appealed, judge)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, '')",
        &params![
            new.id,
            &new.place,
            new.about.map(|id| id.to_string()).unwrap_or_default(),
            new.maker,
            at,
            new.action.word(),
            new.target.key(),
            json(new.told.as_ref())?,
            new.state.word(),
        ],
    )
    .map(drop)
}

/// A decision, locked until the end of the transaction.
pub(crate) fn lock(sql: &mut dyn Sql, id: OpId) -> Result<Option<Stored>, DbError> {
    sql.query_opt(
        "UPDATE moderation_decisions SET state = state WHERE id = $1
         RETURNING id, place, about, maker, action, target, told, state, appealed",
        &params![id],
    )?
    .map(|row| read(&row))
    .transpose()
}

/// Writes how a decision stands from now on.
pub(crate) fn stand(
    sql: &mut dyn Sql,
    decision: &Stored,
    judge: Option<PersonId>,
) -> Result<(), DbError> {
    sql.execute(
        "UPDATE moderation_decisions SET state = $2, told = $3, appealed = $4, judge = $5
         WHERE id = $1",
        &params![
            decision.id,
            decision.state.word(),
            json(decision.told.as_ref())?,
            decision.appealed,
            judge.map(|id| id.to_string()).unwrap_or_default(),
        ],
    )
    .map(drop)
}

/// Appeals that wait, in a place or anywhere, the latest first.
pub(crate) fn appeals(
    sql: &mut dyn Sql,
    place: Option<&str>,
    after: Option<&After<OpId>>,
) -> Result<Vec<Stored>, DbError> {
    let (at, id) = after.map_or((i64::MAX, String::new()), |a| (a.rank, a.id.to_string()));
    let rows = sql.query(
        "SELECT id, place, about, maker, action, target, told, state, appealed
         FROM moderation_decisions
         WHERE state = 'appealed' AND ($4 = '' OR place = $4)
           AND (appealed, id) < ($1, $2)
         ORDER BY appealed DESC, id DESC LIMIT $3",
        &params![at, id, ITEMS as i64 + 1, place.unwrap_or_default()],
    )?;
    rows.iter().map(read).collect()
}

/// Whether an appeal waits about something.
pub(crate) fn is_appealed(sql: &mut dyn Sql, target: &str) -> Result<bool, DbError> {
    let query = "SELECT id FROM moderation_decisions
         WHERE state = 'appealed' AND target = $1 LIMIT 1";
    Ok(sql.query_opt(query, &params![target])?.is_some())
}

/// What a decision imposed and that has not ended.
pub(crate) struct Standing {
    pub(crate) made: Stored,
    pub(crate) at: Timestamp,
    /// When it ends; none where nothing says so.
    pub(crate) until: Option<Timestamp>,
    /// How many seconds lie between two posts, where everybody is slowed; or 0.
    pub(crate) seconds: i64,
}

/// What is in force in a place, the latest first.
pub(crate) fn in_force(
    sql: &mut dyn Sql,
    place: &str,
    now: Timestamp,
    after: Option<&After<OpId>>,
) -> Result<Vec<Standing>, DbError> {
    let (at, id) = after.map_or((i64::MAX, String::new()), |a| (a.rank, a.id.to_string()));
    let rows = sql.query(
        "SELECT d.id, d.place, d.about, d.maker, d.at, d.action, d.target, d.told, d.state,
             d.appealed, r.until, s.seconds
         FROM moderation_decisions d
         LEFT JOIN moderation_restraints r ON r.decision = d.id AND r.until > $2
         LEFT JOIN moderation_locks l ON l.target = d.target AND l.decision = d.id
         LEFT JOIN moderation_slow s ON s.place = d.place AND s.decision = d.id AND s.seconds > 0
         WHERE d.place = $1 AND (d.at, d.id) < ($3, $4)
           AND (r.until IS NOT NULL OR l.target IS NOT NULL OR s.seconds IS NOT NULL)
         ORDER BY d.at DESC, d.id DESC LIMIT $5",
        &params![place, now, at, id, ITEMS as i64 + 1],
    )?;
    let standing = |row: &Row| {
        let until = row.opt_int("until")?.map(Timestamp).filter(|until| *until < FOR_GOOD);
        let seconds = row.opt_int("seconds")?.unwrap_or_default();
        Ok(Standing { made: read(row)?, at: row.time("at")?, until, seconds })
    };
    rows.iter().map(standing).collect()
}

/// How many seconds lie between two posts in a place, and what the decision says by which they do;
/// none where nobody is slowed.
pub(crate) fn slowing(
    sql: &mut dyn Sql,
    place: &str,
) -> Result<Option<(i64, Option<Decided>)>, DbError> {
    let row = sql.query_opt(
        "SELECT s.seconds, d.told FROM moderation_slow s
         LEFT JOIN moderation_decisions d ON d.id = s.decision
         WHERE s.place = $1 AND s.seconds > 0",
        &params![place],
    )?;
    let Some(row) = row else { return Ok(None) };
    let is_told = row.opt_text("told")?.is_some_and(|told| !told.is_empty());
    let told = if is_told { Some(row.json("told")?) } else { None };
    Ok(Some((row.int("seconds")?, told)))
}

/// How many decisions about somebody stand.
pub(crate) fn about(sql: &mut dyn Sql, person: PersonId) -> Result<i64, DbError> {
    sql.query_one(
        "SELECT COUNT(*) AS found FROM moderation_decisions
         WHERE about = $1 AND state <> 'reversed'",
        &params![person],
    )?
    .int("found")
}

fn json(told: Option<&Decided>) -> Result<String, DbError> {
    let write = |told| serde_json::to_string(told).map_err(|e| DbError::Other(e.to_string()));
    told.map(write).transpose().map(Option::unwrap_or_default)
}

fn read(row: &Row) -> Result<Stored, DbError> {
    let none = |what: &str| DbError::Decode(format!("{what} of a decision"));
    let (about, told) = (row.text("about")?, row.text("told")?);
    Ok(Stored {
        id: row.parse("id")?,
        place: row.text("place")?.to_owned(),
        about: if about.is_empty() { None } else { Some(row.parse("about")?) },
        maker: row.parse("maker")?,
        action: Action::from_word(row.text("action")?).ok_or_else(|| none("action"))?,
        target: Target::from_key(row.text("target")?).ok_or_else(|| none("target"))?,
        told: if told.is_empty() { None } else { Some(row.json("told")?) },
        state: State::from_word(row.text("state")?).ok_or_else(|| none("state"))?,
        appealed: row.time("appealed")?,
    })
}

/// Every decision, and the word of how it stands.
pub(crate) fn states(sql: &mut dyn Sql) -> Result<Vec<(String, String)>, DbError> {
    let all = sql.query("SELECT id, state FROM moderation_decisions", &[])?;
    let one = |row: &Row| Ok((row.text("id")?.to_owned(), row.text("state")?.to_owned()));
    all.iter().map(one).collect()
}
