//! What the UI asks of the shell about gatherings.

use super::ask::{AskGatherings, AskGuests, AskMemories};
use super::rows::{Gathering, Seat};
use super::{Plan, When};
use crate::ids::{CommunityId, GatheringId, MemoryId, OpId};
use crate::money::Money;
use crate::page::Standing;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Reads gatherings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListGatherings {
    /// Which.
    pub list: AskGatherings,
    /// How many parts, from the first on.
    pub parts: u32,
}

/// Reads my sign-ups: those to come, the next one first; at hand offline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListSeats {}

/// Reads one gathering.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetGathering {
    /// Which.
    pub gathering: GatheringId,
}

/// A gathering, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GatheringSeen {
    /// The gathering; none where this device has not seen it and the service was not reached.
    pub gathering: Option<Gathering>,
    /// What it is about, as HTML that is safe to show.
    pub html: String,
    /// Whether I host it.
    pub hosting: bool,
    /// Whether I belong to its community.
    pub belongs: bool,
    /// The dates for which a sign-up or a cancellation of mine waits in the outbox.
    pub waits: Vec<Timestamp>,
    /// By how many minutes the clocks there are ahead of UTC, for each of its days.
    pub offsets: Vec<i64>,
    /// How it stands with it.
    pub state: Standing,
}

/// Reads who comes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListGuests {
    /// Which.
    pub list: AskGuests,
    /// How many parts, from the first on.
    pub parts: u32,
}

/// Reads the pictures of a gathering.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListMemories {
    /// Which.
    pub list: AskMemories,
    /// How many parts, from the first on.
    pub parts: u32,
}

/// Says what a time that is being typed comes to: its first dates, or why it is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LookAhead {
    /// The time.
    pub when: When,
}

/// What a time comes to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ahead {
    /// The first dates, five at most.
    pub dates: Vec<Timestamp>,
    /// Whether there are more.
    pub more: bool,
}

/// Reads the names of time zones, the device's own one first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListZones {}

/// Announces a gathering, or changes one of mine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeepGathering {
    /// Idempotency key.
    pub op: OpId,
    /// Its identifier.
    pub gathering: GatheringId,
    /// Whose; none to change one that is there.
    pub community: Option<CommunityId>,
    /// What it is; the place as it was typed, a cell or two coordinates.
    pub plan: Plan,
}

/// Calls a gathering off, or one date of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallOffGathering {
    /// Idempotency key.
    pub op: OpId,
    /// Which.
    pub gathering: GatheringId,
    /// Which date; none for all that are to come.
    pub at: Option<Timestamp>,
}

/// Signs up; what costs money takes the PIN.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignUpFor {
    /// Idempotency key.
    pub op: OpId,
    /// For which.
    pub gathering: GatheringId,
    /// For which date.
    pub at: Timestamp,
    /// How many guests I bring.
    pub guests: i64,
    /// What I answer to the questions, in order.
    pub answers: Vec<String>,
    /// What I pay; none for what is free.
    pub amount: Option<Money>,
    /// The payment PIN, for what costs money.
    pub pin: Option<String>,
}

/// Cancels.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignOffFrom {
    /// Idempotency key.
    pub op: OpId,
    /// From which.
    pub gathering: GatheringId,
    /// From which date.
    pub at: Timestamp,
}

/// Lets a guest in, by the code that they show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetIn {
    /// Idempotency key.
    pub op: OpId,
    /// To which.
    pub gathering: GatheringId,
    /// To which date.
    pub at: Timestamp,
    /// The code, as it was typed or scanned.
    pub code: String,
}

/// Makes the code that I show at the door.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetTicket {
    /// To which.
    pub gathering: GatheringId,
    /// To which date.
    pub at: Timestamp,
}

/// What I show at the door.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// My sign-up; none without a place.
    pub seat: Option<Seat>,
    /// The code, to be typed.
    pub code: String,
    /// The same as a link, to be drawn as a QR code.
    pub link: String,
    /// For how many seconds it is shown.
    pub seconds: i64,
}

/// Keeps a memory of a gathering at which I was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeepMemory {
    /// Idempotency key.
    pub op: OpId,
    /// Its identifier, new.
    pub memory: MemoryId,
    /// Of which.
    pub gathering: GatheringId,
    /// The picture: base64 (RFC 4648) of an image file as picked.
    pub picture: String,
    /// What is said to it.
    pub words: String,
}

/// Writes a gathering as a calendar file; answers where it lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveCalendar {
    /// Which.
    pub gathering: GatheringId,
}

/// Reads the address of my calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetCalendar {}

/// My calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MyCalendar {
    /// Where it is on the server; none where it has no address yet.
    pub address: Option<String>,
}

/// Gives my calendar an address, or another one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RenewCalendar {
    /// Idempotency key.
    pub op: OpId,
}
