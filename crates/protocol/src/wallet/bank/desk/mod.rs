//! What operators see of the bank: payouts, files, statements and their lines, in their own scope.

pub mod acts;

use super::BankAccount;
use crate::error::Error;
use crate::ids::{OpId, PersonId};
use crate::money::Money;
use crate::people::Person;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Kind of [`Payout`] rows, key: payout.
pub const PAYOUT: &str = "wallet.bank_payout";
/// Kind of [`PayoutFile`] rows, key: file.
pub const FILE: &str = "wallet.bank_file";
/// Kind of [`BankStatement`] rows, key: statement.
pub const STATEMENT: &str = "wallet.bank_statement";
/// Kind of [`BankLine`] rows, key: line.
pub const LINE: &str = "wallet.bank_line";

/// The longest reason of an act at the desk, in characters.
pub const WHY_LIMIT: usize = 200;
/// The most payouts of one file.
pub const MOST_IN_FILE: usize = 1_000;
/// The largest statement that is read, in bytes.
pub const STATEMENT_BYTES: usize = 3 << 20;

/// Money that is to leave by a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payout {
    /// The operation, or the act, that asked for it.
    pub id: OpId,
    /// Whose money it is; none for what came from nobody we know and goes back.
    pub person: Option<Person>,
    /// To which account.
    pub account: BankAccount,
    /// How much; positive.
    pub amount: Money,
    /// How it stands.
    pub state: PayoutState,
    /// The file that it is in.
    pub file: Option<OpId>,
    /// When it was asked for.
    pub at: Timestamp,
}

/// How a payout stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PayoutState {
    /// It waits for a file.
    Waiting,
    /// It is in a file, and the bank has not booked it.
    Filed,
    /// The bank has booked it.
    Paid,
    /// The bank has sent it back.
    Returned,
    /// It was not made, and the money is free again.
    GivenBack,
}

impl PayoutState {
    /// Every state.
    pub const ALL: [Self; 5] =
        [Self::Waiting, Self::Filed, Self::Paid, Self::Returned, Self::GivenBack];

    /// Its word in the database.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Filed => "filed",
            Self::Paid => "paid",
            Self::Returned => "returned",
            Self::GivenBack => "given_back",
        }
    }

    /// The state with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// The payment's identifier in files: at most 35 characters.
#[must_use]
pub fn end_to_end(payout: OpId) -> String {
    payout.0.simple().to_string()
}

/// The payout with this identifier in a file.
#[must_use]
pub fn payout_of(end_to_end: &str) -> Option<OpId> {
    let text = end_to_end.trim();
    (text.len() == 32).then(|| text.parse().ok()).flatten()
}

/// A file of payments (pain.001) that was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayoutFile {
    /// The act that made it.
    pub id: OpId,
    /// The message's identifier.
    pub name: String,
    /// How many payments.
    pub count: u32,
    /// How much they are together.
    pub sum: Money,
    /// When it was made.
    pub at: Timestamp,
}

/// A statement of the bank (camt.053).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BankStatement {
    /// Identifier: made of what it says.
    pub id: OpId,
    /// What the bank calls it.
    pub name: String,
    /// The number of the account that it is of; empty in what was told before that was.
    #[serde(default)]
    pub account: String,
    /// Its number, where the bank counts them.
    pub number: Option<i64>,
    /// Its last day, `2026-11-27`.
    pub day: String,
    /// What the account had.
    pub opening: Money,
    /// What it has then.
    pub closing: Money,
    /// What the ledger has at the bank once it is booked.
    pub ledger: Money,
    /// Whether one before it is missing.
    pub gap: bool,
    /// How many lines.
    pub lines: u32,
    /// How many lines somebody has to see to.
    pub open: u32,
    /// When it was booked; none while it is only looked at.
    pub booked: Option<Timestamp>,
}

/// A line of a statement, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BankLine {
    /// Identifier: statement and place.
    pub id: String,
    /// Of which statement.
    pub statement: OpId,
    /// How much; negative if it left the account.
    pub amount: Money,
    /// The day on which it was booked.
    pub day: String,
    /// The name on the other side.
    pub name: String,
    /// The account on the other side, where the bank says it.
    pub account: Option<BankAccount>,
    /// What was written to it.
    pub text: String,
    /// What it was found to be.
    pub finding: Finding,
    /// The payout that it is about.
    pub payout: Option<OpId>,
    /// Whose money it is, once that is known.
    pub person: Option<Person>,
    /// What was done about it, where something had to be.
    pub way: Option<Way>,
}

impl BankLine {
    /// Whether somebody has to see to it.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self.finding, Finding::WrongAmount | Finding::Unmatched) && self.way.is_none()
    }

    /// What can be done about it.
    #[must_use]
    pub fn ways(&self) -> Vec<WayKind> {
        if !self.is_open() {
            return Vec::new();
        }
        let came = self.amount.minor > 0;
        let settles = !came && self.finding == Finding::WrongAmount && self.payout.is_some();
        [
            (came, WayKind::Assign),
            (came && self.account.is_some(), WayKind::SendBack),
            (settles, WayKind::Settle),
            (true, WayKind::WriteOff),
        ]
        .into_iter()
        .filter_map(|(there, way)| there.then_some(way))
        .collect()
    }
}

/// What a line was found to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// A payout was made.
    Paid,
    /// Money came for somebody.
    TopUp,
    /// A payout came back.
    Returned,
    /// It is about a payout, and another amount.
    WrongAmount,
    /// Nobody knows what it is about.
    Unmatched,
}

impl Finding {
    /// Every finding.
    pub const ALL: [Self; 5] =
        [Self::Paid, Self::TopUp, Self::Returned, Self::WrongAmount, Self::Unmatched];

    /// Its word in the database and in keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Paid => "paid",
            Self::TopUp => "top_up",
            Self::Returned => "returned",
            Self::WrongAmount => "wrong_amount",
            Self::Unmatched => "unmatched",
        }
    }

    /// The finding with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|finding| finding.word() == word)
    }
}

/// What can be done about a line, without the details.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WayKind {
    /// See [`Way::Assign`].
    Assign,
    /// See [`Way::SendBack`].
    SendBack,
    /// See [`Way::Settle`].
    Settle,
    /// See [`Way::WriteOff`].
    WriteOff,
}

/// What is done about a line that did not match.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// It is somebody's.
    Assign {
        /// Whose.
        to: PersonId,
    },
    /// It goes back with the next file to where it came from.
    SendBack,
    /// The payout is settled with what the bank moved; a difference beyond it is the service's.
    Settle,
    /// It is the service's: a fee, or interest.
    WriteOff {
        /// Why.
        why: String,
    },
}

/// Refuses a reason that is none.
///
/// # Errors
/// `Invalid` with the rule.
pub fn check_why(why: &str) -> Result<(), Error> {
    let plain = why.chars().all(|c| !c.is_control());
    if why.trim().is_empty() || why.chars().count() > WHY_LIMIT || !plain {
        return Err(Error::invalid("error.bank.why").with("limit", WHY_LIMIT as i64));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::Currency;
    use uuid::Uuid;

    #[test]
    fn a_payment_names_its_payout() {
        let id = OpId(Uuid::from_u128(7));
        let name = end_to_end(id);
        assert!(name.len() <= 35, "Max35Text");
        assert_eq!(payout_of(&name), Some(id), "there and back");
        for other in ["", "NOTPROVIDED", "INV-2026-11", &format!("{name}0")] {
            assert_eq!(payout_of(other), None, "{other:?} is nobody's");
        }
    }

    #[test]
    fn every_open_line_has_a_way_on() {
        let line = |minor, finding, payout| BankLine {
            id: "1".to_owned(),
            statement: OpId(Uuid::from_u128(1)),
            amount: Money::new(minor, Currency::new("EUR").expect("listed")),
            day: "2026-11-27".to_owned(),
            name: String::new(),
            account: None,
            text: String::new(),
            finding,
            payout,
            person: None,
            way: None,
        };
        let payout = Some(OpId(Uuid::from_u128(2)));
        for minor in [-1, 1] {
            for finding in Finding::ALL {
                let ways = line(minor, finding, payout).ways();
                let open = matches!(finding, Finding::WrongAmount | Finding::Unmatched);
                assert_eq!(!ways.is_empty(), open, "{finding:?} of {minor}: {ways:?}");
                assert_eq!(ways.contains(&WayKind::Assign), open && minor > 0, "what came");
            }
        }
        let done = BankLine { way: Some(Way::SendBack), ..line(1, Finding::Unmatched, None) };
        assert!(done.ways().is_empty(), "once is enough");
    }
}
