//! What a device asks the service of gatherings.

use super::rows::{Gathering, Guest, Memory};
use crate::ids::{CommunityId, GatheringId};
use crate::page::{Page, Part};
use crate::request::requests;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Whose gatherings.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// Those of the communities that I belong to.
    #[default]
    Joined,
    /// Those of one community.
    Community(CommunityId),
}

/// Asks for gatherings: those to come by time, or those that are over, the last one first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskGatherings {
    /// Whose.
    pub whose: Whose,
    /// Whether those that are over are asked for.
    pub over: bool,
}

/// Asks for one gathering: a list of one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskGathering {
    /// Which.
    pub gathering: GatheringId,
}

/// Asks who comes, in the order in which they signed up. Hosts are told who waits, too.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskGuests {
    /// To which.
    pub gathering: GatheringId,
    /// To which date.
    pub at: Timestamp,
}

/// Asks for the pictures of a gathering, the last one first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskMemories {
    /// Of which.
    pub gathering: GatheringId,
}

macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident of $list:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub struct $name {
            /// Which list.
            pub list: $list,
            /// Which part of it.
            pub part: Part,
        }
    )+};
}

parts! {
    /// A part of [`AskGatherings`].
    GatheringsPart of AskGatherings,
    /// The only part of [`AskGathering`].
    GatheringPart of AskGathering,
    /// A part of [`AskGuests`].
    GuestsPart of AskGuests,
    /// A part of [`AskMemories`].
    MemoriesPart of AskMemories,
}

requests! {
    GatheringsPart => "/v1/communities/gatherings" -> Page<Gathering>,
    GatheringPart => "/v1/communities/gathering" -> Page<Gathering>,
    GuestsPart => "/v1/communities/guests" -> Page<Guest>,
    MemoriesPart => "/v1/communities/memories" -> Page<Memory>,
}
