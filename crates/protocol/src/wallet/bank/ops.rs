//! Operations in scope `wallet:<me>` about banks.

use super::BankAccount;
use crate::ids::OpId;
use crate::money::Currency;
use serde::{Deserialize, Serialize};

/// Keeps an account to be paid out to; its identifier is the operation's. `wallet.keep_bank`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeepBank {
    /// The account.
    pub account: BankAccount,
}

/// Forgets a kept account. `wallet.drop_bank`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DropBank {
    /// Which.
    pub bank: OpId,
}

/// Asks for a reference to pay in by. `wallet.bank_reference`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskReference {
    /// For which account of mine.
    pub currency: Currency,
}

/// Name of [`KeepBank`].
pub const KEEP_BANK: &str = "wallet.keep_bank";
/// Name of [`DropBank`].
pub const DROP_BANK: &str = "wallet.drop_bank";
/// Name of [`AskReference`].
pub const ASK_REFERENCE: &str = "wallet.bank_reference";
