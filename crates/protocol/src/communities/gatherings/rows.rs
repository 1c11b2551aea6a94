//! What is known of gatherings: a row of mine, and what pages are made of.

use super::super::rows::InCommunity;
use super::{MoneyState, Plan, SeatState};
use crate::ids::{GatheringId, MemoryId};
use crate::money::Money;
use crate::people::Person;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// [`Seat`], key: gathering and date.
pub const SEAT: &str = "communities.seat";
/// A text: what my calendar's address ends in. Key: `mine`.
pub const CALENDAR: &str = "communities.calendar";

/// A gathering, as whoever asks may see it: who has no place reads no address, and a coarse cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Gathering {
    /// Identifier.
    pub id: GatheringId,
    /// Whose.
    pub community: InCommunity,
    /// Who made it, and is paid.
    pub host: Person,
    /// Who hosts it, too.
    pub hosts: Vec<Person>,
    /// What it is.
    pub plan: Plan,
    /// When it is next, or was last.
    pub next: Timestamp,
    /// Whether the address is told.
    pub told: bool,
    /// Whether it was called off.
    pub off: bool,
    /// Whether the last time is over.
    pub over: bool,
    /// Whether its time was changed, so that whoever cancels is given their money back.
    pub moved: bool,
    /// The next dates; only the next one in lists.
    pub days: Vec<Day>,
}

/// One date of a gathering.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Day {
    /// When it begins.
    pub at: Timestamp,
    /// When it ends.
    pub ends: Timestamp,
    /// How many people have a place.
    pub going: i64,
    /// How many people wait for one.
    pub waiting: i64,
    /// Whether it was called off.
    pub off: bool,
    /// How my sign-up stands, if there is one.
    pub mine: Option<MySeat>,
}

/// How my sign-up stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MySeat {
    /// Whether I have a place.
    pub state: SeatState,
    /// How many sign-ups are before mine.
    pub ahead: i64,
    /// How many guests I bring.
    pub guests: i64,
    /// What I pay; none for nothing.
    pub amount: Option<Money>,
    /// How that stands.
    pub money: MoneyState,
    /// Whether I was let in.
    pub came: bool,
}

/// A sign-up of mine. Row `communities.seat`, key: gathering and date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Seat {
    /// For what, as I may see it; its only day is the one of the sign-up.
    pub gathering: Gathering,
    /// What codes at the door are made with; empty without a place.
    pub pass: String,
}

/// Somebody who comes, or wants to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Guest {
    /// Who.
    pub person: Person,
    /// Whether they have a place.
    pub state: SeatState,
    /// How many they bring.
    pub guests: i64,
    /// What they answered; only hosts read it.
    pub answers: Vec<String>,
    /// How their money stands; only hosts read it.
    pub money: MoneyState,
    /// Whether they were let in.
    pub came: bool,
}

/// A picture by somebody who was there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Memory {
    /// Identifier.
    pub id: MemoryId,
    /// Whose.
    pub author: Person,
    /// SHA-256 of the picture.
    pub picture: String,
    /// What is said to it.
    pub words: String,
    /// When it was kept.
    pub at: Timestamp,
}
