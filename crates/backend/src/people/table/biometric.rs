//! The second keys of devices, which fingerprint or face unlock.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::{DeviceId, PersonId};

/// The table.
pub(crate) const CREATE: &str = "
    CREATE TABLE biometric_keys (
        device TEXT PRIMARY KEY,
        person TEXT NOT NULL,
        public_key TEXT NOT NULL,
        at BIGINT NOT NULL
    );
    CREATE INDEX biometric_keys_by_person ON biometric_keys (person);";

/// Keeps the key of a device, in place of an older one.
pub(crate) fn put(
    sql: &mut dyn Sql,
    (device, person): (DeviceId, PersonId),
    public_key: &str,
    at: Timestamp,
) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO biometric_keys (device, person, public_key, at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (device) DO UPDATE SET person = excluded.person,
            public_key = excluded.public_key, at = excluded.at",
        &params![device, person, public_key, at],
    )
    .map(drop)
}

/// The key of a device of a person, if it has one.
pub(crate) fn get(
    sql: &mut dyn Sql,
    device: DeviceId,
    person: PersonId,
) -> Result<Option<String>, DbError> {
    let found = sql.query_opt(
        "SELECT public_key FROM biometric_keys WHERE device = $1 AND person = $2",
        &params![device, person],
    )?;
    found.map(|row| row.text("public_key").map(str::to_owned)).transpose()
}

/// Forgets the key of a device.
pub(crate) fn remove(sql: &mut dyn Sql, device: DeviceId) -> Result<(), DbError> {
    sql.execute("DELETE FROM biometric_keys WHERE device = $1", &params![device]).map(drop)
}

/// Forgets the keys of all devices of a person: they may be why the PIN is another one.
pub(crate) fn remove_all(sql: &mut dyn Sql, person: PersonId) -> Result<(), DbError> {
    sql.execute("DELETE FROM biometric_keys WHERE person = $1", &params![person]).map(drop)
}
