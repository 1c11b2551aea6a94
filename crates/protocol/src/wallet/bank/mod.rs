//! Money by bank transfer: accounts to pay out to, references to pay in by, and files of the bank.

mod check_digits;
mod commands;
pub mod desk;
pub mod epc;
pub mod house;
mod iban;
pub mod ops;
pub mod reference;
mod seen;

pub use commands::*;
pub use house::HouseBank;
pub use iban::{in_fours, read_bic, read_iban};
pub use seen::seen;

use crate::error::Error;
use crate::ids::OpId;
use crate::money::Currency;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// The rail's word.
pub const RAIL: &str = "bank";
/// Kind of [`KeptBank`] rows, key: its identifier; in the owner's wallet.
pub const BANK: &str = "wallet.bank";
/// Kind of [`BankReference`] rows, key: currency; in the owner's wallet.
pub const REFERENCE: &str = "wallet.bank_reference";
/// The most accounts that a person keeps.
pub const MOST_KEPT: usize = 10;
/// The longest name of a holder, in characters.
pub const HOLDER_LIMIT: usize = 70;

/// An account at a bank.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BankAccount {
    /// Whose it is, as the bank knows them.
    pub holder: String,
    /// Its number.
    pub number: BankNumber,
    /// The code of the bank (ISO 9362), where it is known.
    pub bic: Option<String>,
}

/// The number of an account at a bank.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum BankNumber {
    /// International, with check digits.
    Iban(String),
    /// The bank's own, where there are no IBANs.
    Other {
        /// The number.
        number: String,
        /// The code of the bank in its country.
        bank: String,
    },
}

impl BankNumber {
    /// The number as it stands in a file.
    #[must_use]
    pub fn plain(&self) -> &str {
        match self {
            Self::Iban(iban) => iban,
            Self::Other { number, .. } => number,
        }
    }

    /// The number as it is shown.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Iban(iban) => in_fours(iban),
            Self::Other { number, bank } => format!("{bank} {number}"),
        }
    }
}

impl BankAccount {
    /// The account as it is kept: without spaces, in capitals.
    ///
    /// # Errors
    /// `Invalid` with what is wrong with number, bank or holder.
    pub fn tidied(self) -> Result<Self, Error> {
        let holder = self.holder.trim().to_owned();
        let plain = holder.chars().all(|c| !c.is_control());
        if holder.is_empty() || holder.chars().count() > HOLDER_LIMIT || !plain {
            return Err(Error::invalid("error.bank.holder").with("limit", HOLDER_LIMIT as i64));
        }
        let number = match self.number {
            BankNumber::Iban(text) => BankNumber::Iban(read_iban(&text)?),
            BankNumber::Other { number, bank } => {
                BankNumber::Other { number: word(&number, 34)?, bank: word(&bank, 35)? }
            }
        };
        let bic = self.bic.filter(|text| !text.trim().is_empty());
        Ok(Self { holder, number, bic: bic.map(|text| read_bic(&text)).transpose()? })
    }

    /// The last four characters of its number, to tell it from others.
    #[must_use]
    pub fn tail(&self) -> &str {
        let plain = self.number.plain();
        plain.get(plain.len().saturating_sub(4)..).unwrap_or(plain)
    }
}

/// A number or code without spaces: letters and digits only.
fn word(text: &str, longest: usize) -> Result<String, Error> {
    let word = iban::bare(text);
    let good =
        (1..=longest).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_alphanumeric());
    if good { Ok(word) } else { Err(Error::invalid("error.bank.number")) }
}

/// An account that a person keeps, to be paid out to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptBank {
    /// The operation that kept it.
    pub id: OpId,
    /// The account.
    pub account: BankAccount,
    /// Since when it is kept.
    pub at: Timestamp,
    /// Whether it still waits on this device to be sent.
    #[serde(default)]
    pub pending: bool,
}

/// What a person writes to a bank transfer so that it finds them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BankReference {
    /// For which of their accounts.
    pub currency: Currency,
    /// The reference (ISO 11649).
    pub reference: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn other(number: &str, bank: &str) -> BankAccount {
        let number = BankNumber::Other { number: number.to_owned(), bank: bank.to_owned() };
        BankAccount { holder: " 陈美 ".to_owned(), number, bic: Some(" ".to_owned()) }
    }

    #[test]
    fn an_account_is_kept_tidy() {
        let tidy = other("6222 0210 0100 1234", "icbk-cn").tidied().expect("a plain account");
        assert_eq!(tidy.holder, "陈美", "without the space around it");
        assert_eq!(tidy.bic, None, "nothing is no code");
        assert_eq!((tidy.number.plain(), tidy.tail()), ("6222021001001234", "1234"), "bare");
    }

    #[test]
    fn what_no_bank_takes_is_refused() {
        assert!(other("", "1").tidied().is_err(), "no number");
        assert!(other("1", "银行").tidied().is_err(), "no code");
        assert!(other(&"1".repeat(35), "1").tidied().is_err(), "too long");
        let nobody = BankAccount { holder: "\u{0}".to_owned(), ..other("1", "1") };
        assert!(nobody.tidied().is_err(), "nobody");
        let bic = BankAccount { bic: Some("DEUT".to_owned()), ..other("1", "1") };
        assert!(bic.tidied().is_err(), "no bank");
    }
}
