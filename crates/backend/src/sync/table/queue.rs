//! How far each device's queue for each scope has been worked off.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::ids::DeviceId;
use sampan_protocol::sync::Scope;

/// The table.
pub(crate) const CREATE: &str = "
    CREATE TABLE queues (
        device TEXT NOT NULL,
        scope TEXT NOT NULL,
        last BIGINT NOT NULL,
        PRIMARY KEY (device, scope)
    );";

/// The last place in the queue that was decided; 0 if none was.
pub(crate) fn last(sql: &mut dyn Sql, device: DeviceId, scope: &Scope) -> Result<u64, DbError> {
    sql.query_opt(
        "SELECT last FROM queues WHERE device = $1 AND scope = $2",
        &params![device, scope],
    )?
    .map_or(Ok(0), |row| row.count("last"))
}

/// Notes the last place in the queue that was decided.
pub(crate) fn advance(
    sql: &mut dyn Sql,
    device: DeviceId,
    scope: &Scope,
    last: u64,
) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO queues (device, scope, last) VALUES ($1, $2, $3)
         ON CONFLICT (device, scope) DO UPDATE SET last = excluded.last",
        &params![device, scope, last.cast_signed()],
    )
    .map(drop)
}
