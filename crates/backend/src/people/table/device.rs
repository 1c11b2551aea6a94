//! Devices, and whether they may speak for their person.

use crate::db::{DbError, Row, Sql};
use crate::params;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::{DeviceId, PersonId};
use sampan_protocol::people::{Device, DeviceState};

/// The table.
pub(crate) const CREATE: &str = "
    CREATE TABLE devices (
        id TEXT PRIMARY KEY,
        person TEXT NOT NULL REFERENCES persons (id),
        name TEXT NOT NULL,
        public_key TEXT NOT NULL,
        state TEXT NOT NULL,
        added BIGINT NOT NULL
    );
    CREATE INDEX devices_by_person ON devices (person);";

/// When a device joined older ones; nothing for a person's first.
pub(crate) const ADD_JOINED: &str = "ALTER TABLE devices ADD COLUMN joined BIGINT";

/// Whom a device speaks for, and whether it may.
#[derive(Debug, Clone)]
pub(crate) struct Standing {
    pub(crate) person: PersonId,
    pub(crate) public_key: String,
    pub(crate) state: DeviceState,
    /// Whether the person froze all devices.
    pub(crate) frozen: bool,
}

/// Adds a device.
pub(crate) fn insert(sql: &mut dyn Sql, person: PersonId, device: &Device) -> Result<(), DbError> {
    let Device { id, name, public_key, state, added } = device;
    sql.execute(
        "INSERT INTO devices (id, person, name, public_key, state, added)
         VALUES ($1, $2, $3, $4, $5, $6)",
        &params![id, person, name, public_key, word(*state), *added],
    )
    .map(drop)
}

/// A device, and its person.
pub(crate) fn find(sql: &mut dyn Sql, id: DeviceId) -> Result<Option<(PersonId, Device)>, DbError> {
    sql.query_opt(
        "SELECT id, person, name, public_key, state, added FROM devices WHERE id = $1",
        &params![id],
    )?
    .map(|row| Ok((row.parse("person")?, read(&row)?)))
    .transpose()
}

/// Whom a device speaks for, and whether it may.
pub(crate) fn standing(sql: &mut dyn Sql, id: DeviceId) -> Result<Option<Standing>, DbError> {
    sql.query_opt(
        "SELECT d.person, d.public_key, d.state, p.frozen
         FROM devices d JOIN persons p ON p.id = d.person WHERE d.id = $1",
        &params![id],
    )?
    .map(|row| {
        Ok(Standing {
            person: row.parse("person")?,
            public_key: row.text("public_key")?.to_owned(),
            state: state(&row)?,
            frozen: row.flag("frozen")?,
        })
    })
    .transpose()
}

/// How many devices of a person are in a state.
pub(crate) fn count(
    sql: &mut dyn Sql,
    person: PersonId,
    state: DeviceState,
) -> Result<i64, DbError> {
    sql.query_one(
        "SELECT COUNT(*) AS n FROM devices WHERE person = $1 AND state = $2",
        &params![person, word(state)],
    )?
    .int("n")
}

/// Changes whether a device may act.
pub(crate) fn set_state(
    sql: &mut dyn Sql,
    id: DeviceId,
    state: DeviceState,
) -> Result<(), DbError> {
    sql.execute("UPDATE devices SET state = $2 WHERE id = $1", &params![id, word(state)]).map(drop)
}

/// Notes that a device joined older ones of its person.
pub(crate) fn set_joined(sql: &mut dyn Sql, id: DeviceId, at: Timestamp) -> Result<(), DbError> {
    sql.execute("UPDATE devices SET joined = $2 WHERE id = $1", &params![id, at]).map(drop)
}

/// When a device joined older ones of its person; none for the first.
pub(crate) fn joined(sql: &mut dyn Sql, id: DeviceId) -> Result<Option<Timestamp>, DbError> {
    let found = sql.query_opt("SELECT joined FROM devices WHERE id = $1", &params![id])?;
    let micros = found.map(|row| row.opt_int("joined")).transpose()?.flatten();
    Ok(micros.map(Timestamp::from_micros))
}

fn read(row: &Row) -> Result<Device, DbError> {
    Ok(Device {
        id: row.parse("id")?,
        name: row.text("name")?.to_owned(),
        public_key: row.text("public_key")?.to_owned(),
        state: state(row)?,
        added: row.time("added")?,
    })
}

fn state(row: &Row) -> Result<DeviceState, DbError> {
    let found = row.text("state")?;
    [DeviceState::Waiting, DeviceState::Active, DeviceState::Revoked]
        .into_iter()
        .find(|state| word(*state) == found)
        .ok_or_else(|| DbError::Decode(format!("no state of a device is called {found}")))
}

const fn word(state: DeviceState) -> &'static str {
    match state {
        DeviceState::Waiting => "waiting",
        DeviceState::Active => "active",
        DeviceState::Revoked => "revoked",
    }
}
