//! What is asked about coupons: by the UI, and of the backend.

use super::{Campaign, ops};
use crate::ids::{OpId, PersonId};
use crate::people::Person;
use crate::request::requests;
use serde::{Deserialize, Serialize};

/// Asks how a campaign stands; told to anybody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LookAtCampaign {
    /// Which.
    pub campaign: OpId,
}

/// Asks for the campaigns of a merchant that anybody can still get something of; of all merchants,
/// for those that are got for points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskOffers {
    /// Of whom; none for what is got for points.
    pub merchant: Option<PersonId>,
}

requests! {
    LookAtCampaign => "/v1/wallet/campaign" -> Campaign,
    AskOffers => "/v1/wallet/offers" -> Vec<Campaign>,
}

/// Reads the coupons that I have, with what waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListCoupons {}

/// Reads my own campaigns, newest first, with what waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListCampaigns {}

/// Reads one campaign, asking the service for it where it is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetCampaign {
    /// Which.
    pub campaign: OpId,
}

/// Reads what a merchant offers, or what is got for points; asks the service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListOffers {
    /// Of whom; none for what is got for points.
    pub merchant: Option<PersonId>,
}

/// Makes a campaign: now, with the PIN.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StartCampaign {
    /// Idempotency key.
    pub op: OpId,
    /// What is made.
    pub campaign: ops::MakeCampaign,
    /// The PIN.
    pub pin: String,
}

/// Takes a piece of a campaign; works offline, then it is going to be taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakeCoupon {
    /// Idempotency key.
    pub op: OpId,
    /// Of which campaign.
    pub campaign: OpId,
    /// The word, where one is needed.
    pub code: Option<String>,
}

/// Gives somebody a piece of one's own campaign; works offline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandCoupon {
    /// Idempotency key.
    pub op: OpId,
    /// Of which campaign.
    pub campaign: OpId,
    /// Whom.
    pub to: Person,
}
