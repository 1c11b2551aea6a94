//! What the UI asks about banks, and what the client asks the backend.

use super::desk::{BankLine, BankStatement, Payout, PayoutFile};
use super::{BankAccount, BankReference, HouseBank, KeptBank};
use crate::ids::OpId;
use crate::money::Currency;
use serde::{Deserialize, Serialize};

/// Reads where money can be paid in and out by bank, with what waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListBanks {}

/// Where money can be paid in and out by bank.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Banks {
    /// My accounts, to be paid out to.
    pub kept: Vec<KeptBank>,
    /// The service's accounts, to pay in to.
    pub house: Vec<HouseBank>,
    /// What I write to a transfer, by currency.
    pub references: Vec<BankReference>,
}

/// Keeps an account to be paid out to; works offline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeepBank {
    /// Idempotency key.
    pub op: OpId,
    /// The account.
    pub account: BankAccount,
}

/// Forgets a kept account; works offline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DropBank {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub bank: OpId,
}

/// Asks for a reference to pay in by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskReference {
    /// Idempotency key.
    pub op: OpId,
    /// For which account of mine.
    pub currency: Currency,
}

/// Reads the bank desk; operators only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetBankDesk {}

/// What is on the bank desk.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct BankDesk {
    /// Payouts, newest first.
    pub payouts: Vec<Payout>,
    /// Files, newest first.
    pub files: Vec<PayoutFile>,
    /// Statements, newest first.
    pub statements: Vec<BankStatement>,
    /// Their lines, in the order of the statements.
    pub lines: Vec<BankLine>,
}

/// Has a statement read and checked; nothing is booked. Operators only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReadStatement {
    /// Base64 (RFC 4648) of the file.
    pub base64: String,
}

/// Looks again at a statement that was read. Operators only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LookStatement {
    /// Which.
    pub statement: OpId,
}

/// A statement with what would become of its lines, or did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Preview {
    /// The statement.
    pub statement: BankStatement,
    /// Its lines, in their order.
    pub lines: Vec<BankLine>,
}

/// Asks for a file of payments: the same bytes each time. Operators only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskBankFile {
    /// Which.
    pub file: OpId,
}

/// A file of payments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BankFile {
    /// The message's identifier.
    pub name: String,
    /// The message (pain.001.001.09).
    pub xml: String,
}

/// Writes a file of payments to this device. Operators only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveBankFile {
    /// Which.
    pub file: OpId,
}
