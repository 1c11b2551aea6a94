//! An operation as the outbox keeps it.

use sampan_protocol::ids::OpId;
use sampan_protocol::people::Person;
use sampan_protocol::sync::{Scope, SignedOperation};
use sampan_protocol::{Error, Timestamp};
use serde_json::Value;

/// How far an operation is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// Signed, in its place in the queue.
    Queued,
    /// Waits for the PIN, outside the queue.
    NeedsPin,
    /// Applied; its effects are yet to be pulled.
    Sent,
    /// Refused; the person has not seen it yet.
    Rejected,
    /// Refused, and the person was told at once.
    Told,
}

impl State {
    /// Every state.
    pub(crate) const ALL: [Self; 5] =
        [Self::Queued, Self::NeedsPin, Self::Sent, Self::Rejected, Self::Told];

    /// The word for it in the outbox's file.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::NeedsPin => "needs_pin",
            Self::Sent => "sent",
            Self::Rejected => "rejected",
            Self::Told => "told",
        }
    }
}

/// An operation in the outbox.
#[derive(Debug, Clone)]
pub(crate) struct Op {
    /// Idempotency key.
    pub(crate) op_id: OpId,
    /// Where it takes place.
    pub(crate) scope: Scope,
    /// What is done.
    pub(crate) name: String,
    /// With what.
    pub(crate) args: Value,
    /// The person it names, as they looked when it was made.
    pub(crate) other: Option<Person>,
    /// When it was made.
    pub(crate) at: Timestamp,
    /// How far it is.
    pub(crate) state: State,
    /// Whether it waits behind a rejected one.
    pub(crate) halted: bool,
    /// What goes one after the other within its scope.
    pub(crate) lane: Option<String>,
    /// Whether it has no place in the queue yet: files are handed in first.
    pub(crate) held: bool,
    /// Its place in the queue.
    pub(crate) client_seq: Option<u64>,
    /// What was signed.
    pub(crate) signed: Option<SignedOperation>,
    /// When it may have reached the backend for the last time.
    pub(crate) tried: Option<Timestamp>,
    /// Where its effects are complete.
    pub(crate) change_seq: Option<u64>,
    /// Why it was refused.
    pub(crate) error: Option<Error>,
}

/// An operation that is to be put in.
#[derive(Debug, Clone)]
pub(crate) struct NewOp {
    /// Idempotency key.
    pub(crate) op_id: OpId,
    /// Where it takes place.
    pub(crate) scope: Scope,
    /// What is done.
    pub(crate) name: String,
    /// With what.
    pub(crate) args: Value,
    /// The person it names.
    pub(crate) other: Option<Person>,
    /// When it was made.
    pub(crate) at: Timestamp,
}
