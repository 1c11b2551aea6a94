//! What the wallet asks the backend besides operations.

use super::statement::{AskStatement, StatementPage};
use crate::people::Person;
use crate::request::requests;
use serde::{Deserialize, Serialize};

/// Asks whether a collect code of ours is genuine and can be paid now: signature, device, service
/// and expiry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CheckCode {
    /// The whole payload.
    pub payload: String,
}

requests! {
    CheckCode => "/v1/wallet/check-code" -> Person,
    AskStatement => "/v1/wallet/statement" -> StatementPage,
}
