//! Operations about gatherings, in scope `communities:<me>`.

use super::Plan;
use crate::ids::{CommunityId, GatheringId, MemoryId};
use crate::money::Money;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Announces a gathering. `communities.gather`
pub const GATHER: &str = "communities.gather";
/// Changes one. `communities.gather_change`
pub const CHANGE: &str = "communities.gather_change";
/// Calls one off, or one date of it. `communities.gather_off`
pub const CALL_OFF: &str = "communities.gather_off";
/// Signs up for what is free. `communities.sign_up`
pub const SIGN_UP: &str = "communities.sign_up";
/// Signs up for what costs money: it is held. `communities.book`
pub const BOOK: &str = "communities.book";
/// Cancels. `communities.sign_off`
pub const SIGN_OFF: &str = "communities.sign_off";
/// Lets a guest in. `communities.check_in`
pub const CHECK_IN: &str = "communities.check_in";
/// Keeps a memory of it. `communities.remember`
pub const REMEMBER: &str = "communities.remember";
/// Gives my calendar an address, or another one. `communities.calendar`
pub const CALENDAR: &str = "communities.calendar";

/// The names of these operations.
pub const NAMES: &[&str] =
    &[GATHER, CHANGE, CALL_OFF, SIGN_UP, BOOK, SIGN_OFF, CHECK_IN, REMEMBER, CALENDAR];

/// [`GATHER`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gather {
    /// Its identifier, new.
    pub gathering: GatheringId,
    /// Whose.
    pub community: CommunityId,
    /// What it is.
    pub plan: Plan,
}

/// [`CHANGE`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// Which.
    pub gathering: GatheringId,
    /// What it is from now on.
    pub plan: Plan,
}

/// [`CALL_OFF`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallOff {
    /// Which.
    pub gathering: GatheringId,
    /// Which date; none for all that are to come.
    pub at: Option<Timestamp>,
}

/// [`SIGN_UP`], [`BOOK`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignUp {
    /// For which.
    pub gathering: GatheringId,
    /// For which date.
    pub at: Timestamp,
    /// How many guests I bring.
    pub guests: i64,
    /// What I answer to the questions, in order.
    pub answers: Vec<String>,
    /// What I agreed to pay; none for what is free.
    pub amount: Option<Money>,
}

/// [`SIGN_OFF`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignOff {
    /// From which.
    pub gathering: GatheringId,
    /// From which date.
    pub at: Timestamp,
}

/// [`CHECK_IN`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckIn {
    /// To which.
    pub gathering: GatheringId,
    /// To which date.
    pub at: Timestamp,
    /// The code that the guest shows; see [`super::pass`].
    pub code: String,
}

/// [`REMEMBER`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remember {
    /// Its identifier, new.
    pub memory: MemoryId,
    /// Of which.
    pub gathering: GatheringId,
    /// SHA-256 of the picture, uploaded before.
    pub picture: String,
    /// What is said to it; may be empty.
    pub words: String,
}

/// [`CALENDAR`]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// What nobody can guess: 64 hexadecimal digits. The one before is forgotten.
    pub token: String,
}
