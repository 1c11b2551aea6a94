//! Collect codes that were paid.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::ids::{DeviceId, OpId};
use uuid::Uuid;

/// The table.
pub(crate) const CREATE: &str = include_str!("code.sql");

/// Notes that a code is paid; says whether it was not yet.
pub(crate) fn spend(
    sql: &mut dyn Sql,
    device: DeviceId,
    reference: Uuid,
    transfer: OpId,
) -> Result<bool, DbError> {
    let added = sql.execute(
        "INSERT INTO wallet_codes (device, reference, transfer) VALUES ($1, $2, $3)
         ON CONFLICT (device, reference) DO NOTHING",
        &params![device, reference.to_string(), transfer],
    )?;
    Ok(added == 1)
}

/// Says whether a code was paid.
pub(crate) fn is_spent(
    sql: &mut dyn Sql,
    device: DeviceId,
    reference: Uuid,
) -> Result<bool, DbError> {
    let found = sql.query_opt(
        "SELECT transfer FROM wallet_codes WHERE device = $1 AND reference = $2",
        &params![device, reference.to_string()],
    )?;
    Ok(found.is_some())
}
