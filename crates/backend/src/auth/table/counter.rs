//! Counters that are set aside for each device, so that a restart takes none twice.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::ids::DeviceId;

/// The table.
pub(crate) const CREATE: &str = "
    CREATE TABLE counters (
        device TEXT PRIMARY KEY,
        reserved BIGINT NOT NULL
    );";

/// Up to which counter a device may have used them.
pub(crate) fn reserved(sql: &mut dyn Sql, device: DeviceId) -> Result<u64, DbError> {
    sql.query_opt("SELECT reserved FROM counters WHERE device = $1", &params![device])?
        .map_or(Ok(0), |row| row.count("reserved"))
}

/// Sets more aside, unless another process did so in between.
pub(crate) fn reserve(
    sql: &mut dyn Sql,
    device: DeviceId,
    from: u64,
    to: u64,
) -> Result<bool, DbError> {
    sql.execute(
        "INSERT INTO counters (device, reserved) VALUES ($1, 0) ON CONFLICT (device) DO NOTHING",
        &params![device],
    )?;
    let changed = sql.execute(
        "UPDATE counters SET reserved = $3 WHERE device = $1 AND reserved = $2",
        &params![device, from.cast_signed(), to.cast_signed()],
    )?;
    Ok(changed == 1)
}
