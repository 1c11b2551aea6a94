//! The tables of bank transfers.

pub(crate) mod file;
pub(crate) mod kept;
pub(crate) mod payout;
pub(crate) mod reference;
pub(crate) mod statement;

use crate::db::{DbError, Row};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The tables.
pub(crate) const CREATE: &str = include_str!("../bank.sql");
/// What the service keeps of a payout.
pub(crate) const FEE: &str =
    "ALTER TABLE wallet_bank_payouts ADD COLUMN fee BIGINT NOT NULL DEFAULT 0;";

/// A column that holds JSON.
fn json<T: DeserializeOwned>(row: &Row, column: &str) -> Result<T, DbError> {
    serde_json::from_str(row.text(column)?)
        .map_err(|_| DbError::Decode(format!("column {column} is not what it promises")))
}

/// Something as JSON.
fn written(value: &impl Serialize) -> Result<String, DbError> {
    serde_json::to_string(value).map_err(|error| DbError::Decode(error.to_string()))
}
