//! The payment PIN: kept as argon2id (RFC 9106), locked for longer and longer when guessed at.

mod set;
pub(crate) mod table;

pub(crate) use set::endpoints;

use crate::backend::Backend;
use crate::db::{DbError, Migration};
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use sampan_protocol::ids::PersonId;
use sampan_protocol::pin::{MAX_FAILURES, lock_seconds};
use sampan_protocol::{Code, Error, Random, Timestamp};
use table::secret;

/// The steps of its table.
pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, sql: table::secret::CREATE },
    Migration { version: 2, sql: table::secret::ADD_SET_BY },
];

/// What it costs to try one PIN. It is kept beside each PIN, so that it may grow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PinCost {
    /// Memory in KiB.
    pub memory: u32,
    /// Passes over it.
    pub passes: u32,
}

impl PinCost {
    /// For people: what OWASP recommends for argon2id.
    pub const PEOPLE: Self = Self { memory: 19_456, passes: 2 };
    /// For a world of made-up people, whose PIN is in its documentation, and for tests.
    pub const DEMO: Self = Self { memory: 64, passes: 1 };
}

/// Makes a PIN unreadable, for [`secret::set`]; slow on purpose, so outside of transactions.
pub(crate) fn hash(pin: &str, cost: PinCost, random: &dyn Random) -> Result<String, Error> {
    let mut salt = [0; 16];
    random.fill(&mut salt);
    let hashed = || {
        let params = Params::new(cost.memory, cost.passes, 1, None).ok()?;
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let salt = SaltString::encode_b64(&salt).ok()?;
        Some(argon2.hash_password(pin.as_bytes(), &salt).ok()?.to_string())
    };
    hashed().ok_or_else(Error::internal)
}

/// Takes the PIN of a person, or says what is wrong with it.
///
/// Every try is counted before it is made, so that many at once are no more than many in a row.
///
/// # Errors
/// `WrongPin` with the tries that are left, `PinLocked` with the time.
pub(crate) fn check(backend: &Backend, person: PersonId, pin: &str) -> Result<(), Error> {
    let now = backend.now();
    let (phc, failures, locked_until) = backend.db().write(|sql| {
        let Some(kept) = secret::read(sql, person)? else {
            return Err(DbError::Decode(format!("{person} has no PIN")).into());
        };
        if now < kept.locked_until {
            return Err(locked(kept.locked_until));
        }
        let failures = kept.failures.saturating_add(1);
        let locked_until = lock(now, failures);
        secret::note(sql, person, failures, locked_until)?;
        Ok::<_, Error>((kept.phc, failures, locked_until))
    })?;
    if fits(&phc, pin) {
        return Ok(backend.db().write(|sql| secret::note(sql, person, 0, Timestamp(0)))?);
    }
    if failures >= MAX_FAILURES {
        return Err(locked(locked_until));
    }
    let left = i64::from(MAX_FAILURES - failures);
    Err(Error::new(Code::WrongPin, "error.pin.wrong").with("left", left))
}

fn fits(phc: &str, pin: &str) -> bool {
    PasswordHash::new(phc)
        .is_ok_and(|hash| Argon2::default().verify_password(pin.as_bytes(), &hash).is_ok())
}

fn lock(now: Timestamp, failures: u32) -> Timestamp {
    match lock_seconds(failures) {
        0 => Timestamp(0),
        seconds => now.plus_seconds(seconds),
    }
}

fn locked(until: Timestamp) -> Error {
    Error::new(Code::PinLocked, "error.pin.locked").with("until", until)
}
