//! Approvals by PIN, or by fingerprint or face: each for one operation of one device, once, for a short while.

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

/// By what it was approved.
pub(crate) const ADD_BY: &str =
    "ALTER TABLE approvals ADD COLUMN given_by TEXT NOT NULL DEFAULT 'pin'";

/// By what an operation was approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum By {
    /// By the PIN.
    Pin,
    /// By a key that fingerprint or face unlock.
    Biometric,
}

impl By {
    const fn word(self) -> &'static str {
        match self {
            Self::Pin => "pin",
            Self::Biometric => "biometric",
        }
    }
}

/// Approves an operation until `expires`; forgets what expired before `now`.
pub(crate) fn grant(
    sql: &mut dyn Sql,
    digest: &str,
    (device, person): (DeviceId, PersonId),
    by: By,
    now: Timestamp,
    expires: Timestamp,
) -> Result<(), DbError> {
    sql.execute(
        "DELETE FROM approvals WHERE person = $1 AND expires <= $2",
        &params![person, now],
    )?;
    sql.execute(
        "INSERT INTO approvals (digest, device, person, expires, given_by)
         VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (digest, device) DO UPDATE SET expires = excluded.expires,
            given_by = excluded.given_by",
        &params![digest, device, person, expires, by.word()],
    )
    .map(drop)
}

/// Uses an approval up, if there is one; says by what it was given.
pub(crate) fn consume(
    sql: &mut dyn Sql,
    digest: &str,
    device: DeviceId,
    person: PersonId,
    now: Timestamp,
) -> Result<Option<By>, DbError> {
    let used = sql.query_opt(
        "DELETE FROM approvals
         WHERE digest = $1 AND device = $2 AND person = $3 AND expires > $4
         RETURNING given_by",
        &params![digest, device, person, now],
    )?;
    let by = |word: &str| if word == "pin" { By::Pin } else { By::Biometric };
    used.map(|row| row.text("given_by").map(by)).transpose()
}
