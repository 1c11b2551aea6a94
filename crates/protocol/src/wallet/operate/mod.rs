//! What operators do to wallets: money is issued and taken back, accounts are frozen, people are
//! verified; and what a person is told of it.

mod tiers;

pub use tiers::{Tier, Tiers};

use crate::error::Error;
use crate::ids::PersonId;
use crate::money::{Currency, Money};
use crate::people::Person;
use crate::request::requests;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Issues money; two operators. Arguments: [`Issue`].
pub const ISSUE: &str = "wallet.issue";
/// Takes money out of the float; two operators. Arguments: [`WithdrawIssue`].
pub const WITHDRAW_ISSUE: &str = "wallet.withdraw_issue";
/// Lets nothing leave a person's accounts; two operators. Arguments: [`Freeze`].
pub const FREEZE: &str = "wallet.freeze";
/// Ends that; two operators. Arguments: [`Freeze`].
pub const UNFREEZE: &str = "wallet.unfreeze";
/// Says how well a person is known; one operator. Arguments: [`SetTier`].
pub const SET_TIER: &str = "wallet.set_tier";

/// The longest reason, in characters.
pub const REASON_LIMIT: usize = 120;

/// Issues money into a person's account, or into the float.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    /// Whose; none for the float.
    pub person: Option<PersonId>,
    /// How much; positive.
    pub amount: Money,
    /// Why.
    pub reason: String,
}

/// Takes issued money back, out of the float.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WithdrawIssue {
    /// How much; positive.
    pub amount: Money,
    /// Why.
    pub reason: String,
}

/// Freezes a person's accounts, or ends that.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Freeze {
    /// Whose.
    pub person: PersonId,
    /// Why; the person is told.
    pub reason: String,
}

/// Says how well a person is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetTier {
    /// Whom.
    pub person: PersonId,
    /// Their tier from now on.
    pub tier: u8,
    /// By what, e.g. which document was shown.
    pub reason: String,
}

/// Refuses a reason that says nothing, or too much.
///
/// # Errors
/// `Invalid` with the rule.
pub fn check_reason(reason: &str) -> Result<(), Error> {
    let plain = reason.chars().all(|c| !c.is_control());
    if reason.trim().is_empty() || reason.chars().count() > REASON_LIMIT || !plain {
        return Err(Error::invalid("error.wallet.reason").with("limit", REASON_LIMIT as i64));
    }
    Ok(())
}

/// Kind of [`Standing`] rows of a wallet.
pub const STANDING: &str = "wallet.standing";
/// Their only key.
pub const STANDING_KEY: &str = "standing";

/// How a person's wallet stands with the service. Without a row, it is verified and not frozen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Standing {
    /// How well the service knows them.
    pub tier: u8,
    /// Why nothing may leave, and since when.
    pub frozen: Option<Frozen>,
}

impl Default for Standing {
    fn default() -> Self {
        Self { tier: Tiers::FULL, frozen: None }
    }
}

/// Why nothing may leave a person's accounts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Frozen {
    /// As operators said it.
    pub reason: String,
    /// Since when.
    pub at: Timestamp,
}

/// Reads how my wallet stands with the service; answered from the device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetStanding {}

/// Asks where all money is; operators only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskFloat {}

/// Reads where all money is; operators only, with the service at hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetFloat {}

/// Where all money is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Float {
    /// Each currency of the ledger.
    pub currencies: Vec<FloatLine>,
    /// How many lines the journal has.
    pub entries: u64,
    /// The audit's root over all of them.
    pub root: String,
    /// The last hour that is sealed.
    pub sealed: Option<SealedHour>,
    /// As of when.
    pub at: Timestamp,
}

/// Where the money of one currency is, in minor units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FloatLine {
    /// The currency.
    pub currency: Currency,
    /// What people have.
    pub people: i64,
    /// What the service's own accounts have, by purpose. What came from outside stands below zero
    /// there, so that everything adds up to zero.
    pub places: Vec<(String, i64)>,
}

impl FloatLine {
    /// What the purposes with this beginning have together.
    #[must_use]
    pub fn of(&self, prefix: &str) -> i64 {
        let of = self.places.iter().filter(|(purpose, _)| purpose.starts_with(prefix));
        of.map(|(_, minor)| minor).sum()
    }

    /// Everything together: zero, or something was lost or invented.
    #[must_use]
    pub fn total(&self) -> i64 {
        self.people.saturating_add(self.of(""))
    }
}

/// An hour whose lines are under a Merkle root.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SealedHour {
    /// When it began.
    pub hour: Timestamp,
    /// The root of the last stream that wrote in it.
    pub root: String,
}

/// Asks how a person's wallet stands; operators only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskHolder {
    /// Whose.
    pub person: PersonId,
}

/// Reads how a person's wallet stands; operators only, with the service at hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetHolder {
    /// Whose.
    pub person: PersonId,
}

/// Somebody's wallet, as operators see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Holder {
    /// Whose.
    pub person: Person,
    /// What is on each account.
    pub balances: Vec<Money>,
    /// How it stands.
    pub standing: Standing,
}

requests! {
    AskFloat => "/v1/wallet/float" -> Float,
    AskHolder => "/v1/wallet/holder" -> Holder,
}

/// The purpose of the account that issued money comes out of.
pub const ISSUANCE: &str = "issuance";
/// The purpose of the account for issued money at hand.
pub const FLOAT: &str = "float";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_one_line_of_plain_text() {
        assert!(check_reason("Court order 12/2026").is_ok(), "a reason");
        for bad in ["", "  ", "two\nlines", &"x".repeat(REASON_LIMIT + 1)] {
            assert!(check_reason(bad).is_err(), "{bad:?} is none");
        }
    }

    #[test]
    fn everything_adds_up() {
        let places = [("issuance", -70), ("rail/sandbox", -30), ("fees", 1), ("packet/1", 9)];
        let places = places.map(|(purpose, minor)| (purpose.to_owned(), minor)).to_vec();
        let currency = Currency::new("CNY").expect("listed");
        let line = FloatLine { currency, people: 90, places };
        assert_eq!(line.total(), 0, "nothing is lost or invented");
        assert_eq!(line.of("rail/"), -30, "what is at rails");
    }
}
