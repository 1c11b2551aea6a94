//! What left people's accounts, and by which proof.

use crate::db::{DbError, Sql};
use crate::params;
use sampan_protocol::ids::{DeviceId, OpId, PersonId};
use sampan_protocol::{Currency, Money, Timestamp};

/// The table.
pub(crate) const CREATE: &str = include_str!("out.sql");

/// What somebody proved when money left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Proof {
    /// The PIN.
    Pin,
    /// A fingerprint or a face.
    Biometric,
    /// A pay code, and nothing else.
    Code,
    /// Nothing: the amount was small.
    Small,
    /// That they agreed before.
    Mandate,
    /// The PIN, when it was planned.
    Plan,
    /// The PIN of who pays by a family card, and that the giver agreed before.
    Family,
}

impl Proof {
    const fn word(self) -> &'static str {
        match self {
            Self::Pin => "pin",
            Self::Biometric => "biometric",
            Self::Code => "code",
            Self::Small => "small",
            Self::Mandate => "mandate",
            Self::Plan => "plan",
            Self::Family => "family",
        }
    }
}

/// What left.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Out {
    /// Whose it was.
    pub(crate) person: PersonId,
    /// By which device of theirs.
    pub(crate) device: DeviceId,
    /// How much.
    pub(crate) amount: Money,
    /// What was proved.
    pub(crate) proof: Proof,
}

/// Notes what left.
pub(crate) fn insert(
    sql: &mut dyn Sql,
    transfer: OpId,
    out: &Out,
    at: Timestamp,
) -> Result<(), DbError> {
    sql.execute(
        "INSERT INTO wallet_outs (transfer, person, device, currency, amount, proof, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &params![
            transfer,
            out.person,
            out.device,
            out.amount.currency,
            out.amount.minor,
            out.proof.word(),
            at
        ],
    )
    .map(drop)
}

/// Minor units that left a person's account by a proof since `since`.
pub(crate) fn by_proof(
    sql: &mut dyn Sql,
    person: PersonId,
    currency: Currency,
    proof: Proof,
    since: Timestamp,
) -> Result<i64, DbError> {
    sql.query_one(
        "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) AS gone FROM wallet_outs
         WHERE person = $1 AND at > $2 AND currency = $3 AND proof = $4",
        &params![person, since, currency, proof.word()],
    )?
    .int("gone")
}

/// Minor units that left a person's account by a device since `since`.
pub(crate) fn by_device(
    sql: &mut dyn Sql,
    person: PersonId,
    currency: Currency,
    device: DeviceId,
    since: Timestamp,
) -> Result<i64, DbError> {
    sql.query_one(
        "SELECT CAST(COALESCE(SUM(amount), 0) AS BIGINT) AS gone FROM wallet_outs
         WHERE person = $1 AND at > $2 AND currency = $3 AND device = $4",
        &params![person, since, currency, device],
    )?
    .int("gone")
}
