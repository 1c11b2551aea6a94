//! Disputed payments.

use crate::db::{DbError, Row, Sql};
use crate::params;
use crate::wallet::ledger::transfer::TransferId;
use sampan_protocol::ids::OpId;
use sampan_protocol::wallet::dispute::Dispute;

/// The table.
pub(crate) const CREATE: &str = include_str!("dispute.sql");

/// A dispute, with what the ledger has to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    /// As both sides see it.
    pub(crate) dispute: Dispute,
    /// The transfer by which the money went.
    pub(crate) moved: TransferId,
    /// The transfer that holds it now, if one does.
    pub(crate) hold: Option<TransferId>,
}

/// A dispute.
pub(crate) fn find(sql: &mut dyn Sql, id: OpId) -> Result<Option<Kept>, DbError> {
    let query = "SELECT moved, hold, body FROM wallet_disputes WHERE id = $1";
    sql.query_opt(query, &params![id])?.map(|row| read(&row)).transpose()
}

/// The identifiers of disputes behind this one.
pub(crate) fn ids(sql: &mut dyn Sql, after: &str, most: i64) -> Result<Vec<String>, DbError> {
    let query = "SELECT id FROM wallet_disputes WHERE id > $1 ORDER BY id LIMIT $2";
    let rows = sql.query(query, &params![after, most])?;
    rows.iter().map(|row| Ok(row.text("id")?.to_owned())).collect()
}

/// A dispute, locked until the end of the transaction.
pub(crate) fn lock(sql: &mut dyn Sql, id: OpId) -> Result<Option<Kept>, DbError> {
    sql.query_opt(
        "UPDATE wallet_disputes SET stage = stage WHERE id = $1 RETURNING moved, hold, body",
        &params![id],
    )?
    .map(|row| read(&row))
    .transpose()
}

/// The dispute of a payment that is open or was decided, locked until the end of the transaction.
pub(crate) fn lock_standing(sql: &mut dyn Sql, moved: TransferId) -> Result<Option<Kept>, DbError> {
    let found = sql.query(
        "UPDATE wallet_disputes SET stage = stage
         WHERE moved = $1 AND stage NOT IN ('accepted', 'refunded', 'withdrawn')
         RETURNING moved, hold, body",
        &params![moved.to_string()],
    )?;
    let all = found.iter().map(read).collect::<Result<Vec<Kept>, DbError>>()?;
    Ok(all.into_iter().max_by_key(|kept| kept.dispute.state.stage.is_open()))
}

/// Adds a dispute, or writes a locked one as it is now.
pub(crate) fn put(sql: &mut dyn Sql, kept: &Kept) -> Result<(), DbError> {
    let body = serde_json::to_string(&kept.dispute)
        .map_err(|error| DbError::Other(format!("a dispute: {error}")))?;
    sql.execute(
        "INSERT INTO wallet_disputes (id, moved, hold, stage, body) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (id) DO UPDATE
         SET hold = excluded.hold, stage = excluded.stage, body = excluded.body",
        &params![
            kept.dispute.id,
            kept.moved.to_string(),
            kept.hold.map(|id| id.to_string()),
            kept.dispute.state.stage.word(),
            body
        ],
    )
    .map(drop)
}

fn read(row: &Row) -> Result<Kept, DbError> {
    let dispute = serde_json::from_str(row.text("body")?)
        .map_err(|error| DbError::Decode(format!("a dispute: {error}")))?;
    Ok(Kept { dispute, moved: row.parse("moved")?, hold: row.opt_parse("hold")? })
}
