//! Gatherings: a community's people meet at a place and a time, with so many places, for money or free.

mod ask;
mod check;
mod commands;
pub mod line;
pub mod ops;
pub mod pass;
pub mod rows;
pub mod rule;
pub mod spot;

pub use ask::*;
pub use check::*;
pub use commands::*;
pub use rows::{Day, Gathering, Guest, Memory, MySeat, Seat};
pub use rule::{End, Every, Rule, Weekday};

use crate::ids::PersonId;
use crate::money::Money;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// When people meet: at a local time of a place, once or again and again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct When {
    /// The local time at which it begins (the first time): `2026-12-01T19:00`.
    pub starts: String,
    /// Its time zone, by its name in the tz database: `Europe/Berlin`.
    pub zone: String,
    /// How long it lasts.
    pub minutes: i64,
    /// How it recurs; none for once.
    pub rule: Option<Rule>,
}

/// What a host says of a gathering; see [`check_plan`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Plan {
    /// What it is called.
    pub title: String,
    /// What it is about, in Markdown.
    pub about: String,
    /// Where, roughly: everybody reads this.
    pub area: String,
    /// Where exactly: only those who have a place read this.
    pub address: String,
    /// The cell of the place ([`spot`]), up to nine characters; empty for none. Whoever has no place
    /// is told its first four.
    pub spot: String,
    /// When.
    pub when: When,
    /// How many people there is room for, guests included.
    pub capacity: i64,
    /// How many guests somebody may bring.
    pub guests: i64,
    /// What a person pays; none for nothing.
    pub price: Option<Money>,
    /// Until how many hours before it begins the money is given back to who cancels.
    pub refund_hours: i64,
    /// What is asked of whoever signs up.
    pub questions: Vec<String>,
    /// Who hosts it with whoever made it.
    pub hosts: Vec<PersonId>,
}

impl Plan {
    /// What somebody pays who brings so many guests.
    #[must_use]
    pub fn amount(&self, guests: i64) -> Option<Money> {
        let price = self.price?;
        Some(Money::new(price.minor.saturating_mul(guests + 1), price.currency))
    }
}

/// How somebody's sign-up stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum SeatState {
    /// Has a place.
    Going,
    /// Waits for one.
    Waiting,
    /// Cancelled in time, or it was called off.
    Left,
    /// Cancelled when the money was not given back any more.
    LeftLate,
}

impl SeatState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Going, Self::Waiting, Self::Left, Self::LeftLate];

    /// Its word, in the database and in message keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Going => "going",
            Self::Waiting => "waiting",
            Self::Left => "left",
            Self::LeftLate => "left_late",
        }
    }

    /// The state with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// How the money of a sign-up stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MoneyState {
    /// It is free.
    Nothing,
    /// It is held; nobody has it yet.
    Held,
    /// The host has it.
    Taken,
    /// It was given back.
    GivenBack,
}

impl MoneyState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Nothing, Self::Held, Self::Taken, Self::GivenBack];

    /// Its word, in the database and in message keys.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Held => "held",
            Self::Taken => "taken",
            Self::GivenBack => "given_back",
        }
    }

    /// The state with this word.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// For how many days after it begins money stays held at most: time enough to take it, however
/// long the service is away.
pub const HELD_AFTER_DAYS: i64 = 6;
/// From how many days before it begins on one can sign up for something that costs money: a hold
/// lasts ninety days at most.
pub const BOOKED_AHEAD_DAYS: i64 = 83;

/// Until when the money of a date is held.
#[must_use]
pub const fn held_until(at: Timestamp) -> Timestamp {
    at.plus_seconds(HELD_AFTER_DAYS * 86_400)
}

/// Whether whoever cancels now is given their money back.
#[must_use]
pub const fn is_given_back(now: Timestamp, at: Timestamp, refund_hours: i64, moved: bool) -> bool {
    moved || now.micros() <= at.plus_seconds(-refund_hours * 3_600).micros()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_given_back_until_the_hour_that_the_host_set() {
        let at = Timestamp::from_seconds(1_000_000);
        assert!(is_given_back(at.plus_seconds(-7_200), at, 2, false), "at the last moment");
        assert!(!is_given_back(at.plus_seconds(-7_199), at, 2, false), "a second late");
        assert!(is_given_back(at.plus_seconds(-1), at, 2, true), "it was moved: always");
    }

    #[test]
    fn what_is_held_ends_within_ninety_days() {
        let now = Timestamp::from_seconds(0);
        let at = now.plus_seconds(BOOKED_AHEAD_DAYS * 86_400);
        assert!(held_until(at) <= now.plus_seconds(90 * 86_400), "as long as a hold may last");
    }
}
