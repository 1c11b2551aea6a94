//! Family cards: what somebody gave a relative to spend each month, out of their own account.

pub mod allowance;
mod overlay;
#[cfg(test)]
mod tests;

pub use allowance::Allowance;
pub use overlay::with_waiting;

use super::ops::Transfer;
use super::rows::Bill;
use crate::error::Error;
use crate::ids::{CardId, OpId, PersonId, RequestId};
use crate::messages::Place;
use crate::money::Money;
use crate::people::Person;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Kind of [`FamilyCard`] rows, key: card; in the wallets of both sides.
pub const ROW: &str = "wallet.family_card";
/// The longest name of a card, in characters.
pub const NAME_LIMIT: usize = 20;
/// The most cards that one person has given and that are not ended.
pub const MOST_GIVEN: i64 = 20;

/// A family card; the same row stands in both wallets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FamilyCard {
    /// Identifier: that of the operation which gave it.
    pub id: CardId,
    /// Out of whose account it pays.
    pub giver: Person,
    /// Who pays by it.
    pub user: Person,
    /// What it is called.
    pub name: String,
    /// What may be spent, and what is.
    pub allowance: Allowance,
    /// How it stands.
    pub state: CardState,
    /// When it was given.
    pub at: Timestamp,
    /// Whether something about it still waits on this device to be sent.
    #[serde(default)]
    pub pending: bool,
}

/// How a family card stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardState {
    /// It waits for who is to have it.
    Offered,
    /// It pays.
    Active,
    /// The giver lets it rest.
    Paused,
    /// One of both ended it, or never took it.
    Ended,
}

impl CardState {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Offered, Self::Active, Self::Paused, Self::Ended];

    /// Its word in the database.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Offered => "offered",
            Self::Active => "active",
            Self::Paused => "paused",
            Self::Ended => "ended",
        }
    }

    /// The state with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// Refuses a name that says too much, or is no plain text.
///
/// # Errors
/// `Invalid` with the rule.
pub fn check_name(name: &str) -> Result<(), Error> {
    if name.chars().count() > NAME_LIMIT || name.chars().any(char::is_control) {
        return Err(Error::invalid("error.wallet.family_name").with("limit", NAME_LIMIT as i64));
    }
    Ok(())
}

/// Gives somebody a family card; needs the PIN. Its identifier is the operation's.
/// `wallet.give_card`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCard {
    /// Who is to have it.
    pub to: PersonId,
    /// What it is called.
    pub name: String,
    /// The most that is spent in a calendar month.
    pub month: Money,
    /// The most that one payment may be.
    pub each: Option<Money>,
    /// The giver's time zone: minutes east of UTC.
    pub utc_offset: i32,
}

/// Takes a card, ends it, or gives it back. `wallet.take_card`, `wallet.end_card`,
/// `wallet.pause_card`, `wallet.resume_card`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardAct {
    /// Which.
    pub card: CardId,
}

/// Changes what may be spent: less at any time, more with the PIN. `wallet.lower_card`,
/// `wallet.raise_card`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetCaps {
    /// Which.
    pub card: CardId,
    /// The most that is spent in a calendar month.
    pub month: Money,
    /// The most that one payment may be.
    pub each: Option<Money>,
}

/// Pays somebody by a family card; needs the PIN of who pays. The transfer's id is the operation's.
/// `wallet.pay_card`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayCard {
    /// Which card.
    pub card: CardId,
    /// To whom.
    pub to: PersonId,
    /// How much; positive.
    pub amount: Money,
    /// What for.
    pub note: String,
    /// The request that it answers.
    pub request: Option<RequestId>,
    /// The collect code that it pays, so that the backend can check it.
    pub code: Option<String>,
    /// The chat from which it is sent, and in which it shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chat: Option<Place>,
}

impl PayCard {
    /// This transfer, by a card.
    #[must_use]
    pub fn by(card: CardId, transfer: Transfer) -> Self {
        let Transfer { to, amount, note, request, code, chat } = transfer;
        Self { card, to, amount, note, request, code, chat }
    }

    /// The transfer to the payee.
    #[must_use]
    pub fn transfer(&self) -> Transfer {
        let Self { to, amount, request, chat, .. } = *self;
        let (note, code) = (self.note.clone(), self.code.clone());
        Transfer { to, amount, note, request, code, chat }
    }
}

/// Name of [`NewCard`].
pub const GIVE: &str = "wallet.give_card";
/// Name of the [`CardAct`] by which a card is taken.
pub const TAKE: &str = "wallet.take_card";
/// Name of the [`CardAct`] that ends a card, whichever side does it.
pub const END: &str = "wallet.end_card";
/// Name of the [`CardAct`] that lets a card rest.
pub const PAUSE: &str = "wallet.pause_card";
/// Name of the [`CardAct`] that lets it pay again.
pub const RESUME: &str = "wallet.resume_card";
/// Name of [`SetCaps`] that are not higher.
pub const LOWER: &str = "wallet.lower_card";
/// Name of [`SetCaps`] that may be higher.
pub const RAISE: &str = "wallet.raise_card";
/// Name of [`PayCard`].
pub const PAY: &str = "wallet.pay_card";
/// The names of all operations of family cards.
pub const NAMES: [&str; 8] = [GIVE, TAKE, END, PAUSE, RESUME, LOWER, RAISE, PAY];

/// Reads all family cards: those that pay first, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListCards {}

/// Reads one family card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetCard {
    /// Which.
    pub card: CardId,
}

/// A family card with what was paid by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardPage {
    /// The card.
    pub card: FamilyCard,
    /// What was paid, and what came back, newest first.
    pub history: Vec<Bill>,
}

/// Gives somebody a family card.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiveCard {
    /// Idempotency key.
    pub op: OpId,
    /// Who is to have it.
    pub to: Person,
    /// What it is called; may be empty.
    pub name: String,
    /// The most that is spent in a calendar month.
    pub month: Money,
    /// The most that one payment may be.
    pub each: Option<Money>,
    /// The giver's time zone: minutes east of UTC.
    pub utc_offset: i32,
    /// The PIN; without it the card waits on the device until the PIN is given.
    pub pin: Option<String>,
}

/// Changes a family card.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeCard {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub card: CardId,
    /// How.
    pub change: CardChange,
}

/// How a family card is changed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardChange {
    /// Who was offered it takes it.
    Take,
    /// The giver lets it rest.
    Pause,
    /// The giver lets it pay again.
    Resume,
    /// One of both ends it.
    End,
    /// The giver changes the caps; higher ones need the PIN, now.
    Caps {
        /// The most that is spent in a calendar month.
        month: Money,
        /// The most that one payment may be.
        each: Option<Money>,
        /// The PIN.
        pin: Option<String>,
    },
}
