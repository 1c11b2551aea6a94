//! Approvals by PIN: each for one operation of one device, once, for a short while.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::{DeviceId, PersonId};

/// The table.
pub(crate) const CREATE: &str = "
    CREATE TABLE approvals (
        digest TEXT NOT NULL,
        device TEXT NOT NULL,
        person TEXT NOT NULL,
        expires BIGINT NOT NULL,
        PRIMARY KEY (digest, device)
    );";

/// Approves an operation until `expires`; forgets what expired before `now`.
pub(crate) fn grant(
    sql: &mut dyn Sql,
    digest: &str,
    device: DeviceId,
    person: PersonId,
    now: Timestamp,
    expires: Timestamp,
) -> Result<(), DbError> {
    sql.execute(
        "DELETE FROM approvals WHERE person = $1 AND expires <= $2",
        &params![person, now],
    )?;
    sql.execute(
        "INSERT INTO approvals (digest, device, person, expires) VALUES ($1, $2, $3, $4)
         ON CONFLICT (digest, device) DO UPDATE SET expires = excluded.expires",
        &params![digest, device, person, expires],
    )
    .map(drop)
}

/// Uses an approval up, if there is one.
pub(crate) fn consume(
    sql: &mut dyn Sql,
    digest: &str,
    device: DeviceId,
    person: PersonId,
    now: Timestamp,
) -> Result<bool, DbError> {
    let used = sql.execute(
        "DELETE FROM approvals
         WHERE digest = $1 AND device = $2 AND person = $3 AND expires > $4",
        &params![digest, device, person, now],
    )?;
    Ok(used == 1)
}
