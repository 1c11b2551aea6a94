//! Identifiers: UUIDs of version 7 (RFC 9562) behind one type for each thing they name.

use crate::time::{Clock, Random};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// Makes a new identifier that sorts by the time of `clock`.
            #[must_use]
            pub fn new(clock: &dyn Clock, random: &dyn Random) -> Self {
                Self(uuid_v7(clock, random))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, uuid::Error> {
                Uuid::from_str(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// Names a person or a merchant.
    PersonId,
    /// Names a device of a person.
    DeviceId,
    /// Names an operation: its idempotency key, and that of the transfer that it makes.
    OpId,
    /// Names an account of the ledger.
    AccountId,
    /// Names one person's line about a transfer.
    BillId,
    /// Names a request for money.
    RequestId,
    /// Names a red packet.
    PacketId,
    /// Names a bill that was split.
    SplitId,
    /// Names a transfer that happens at its time, once or again and again.
    PlanId,
    /// Names an offer to exchange money.
    QuoteId,
    /// Names a savings pot.
    PotId,
    /// Names a family card.
    CardId,
    /// Names a community.
    CommunityId,
    /// Names a post in a community.
    PostId,
    /// Names a comment on a post.
    CommentId,
    /// Names a tag of a community.
    TagId,
    /// Names a gathering of a community.
    GatheringId,
    /// Names a picture of a gathering.
    MemoryId,
    /// Names a life account.
    LifeId,
    /// Names a note of a life account.
    NoteId,
    /// Names a folder of notes.
    FolderId,
    /// Names a chat.
    ChatId,
    /// Names a message in a chat.
    MessageId,
    /// Names a video, from the first byte of its upload on.
    VideoId,
}

/// Makes a UUID of version 7 from the given time and randomness.
#[must_use]
pub fn uuid_v7(clock: &dyn Clock, random: &dyn Random) -> Uuid {
    let mut bytes = [0u8; 10];
    random.fill(&mut bytes);
    let millis = u64::try_from(clock.now().micros() / 1_000).unwrap_or(0);
    uuid::Builder::from_unix_timestamp_millis(millis, &bytes).into_uuid()
}
