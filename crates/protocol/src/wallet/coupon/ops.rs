//! Operations on coupons, in scope `wallet:<me>`; re-exported by [`super::super::ops`].

use super::{Offer, Way};
use crate::ids::{OpId, PersonId};
use crate::money::Money;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

/// Makes a campaign, and puts money aside for it where its pieces are cash; needs the PIN. Its id
/// is the operation's. `wallet.make_campaign`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MakeCampaign {
    /// What it is called.
    pub name: String,
    /// What a piece takes off.
    pub offer: Offer,
    /// What a price has to be at least; may be nought.
    pub minimum: Money,
    /// How many pieces there are.
    pub pieces: u32,
    /// How many of them one person gets.
    pub each: u32,
    /// From when a piece can be used.
    pub from: Timestamp,
    /// Until when a piece can be got and used.
    pub until: Timestamp,
    /// How people come by a piece.
    pub way: Way,
    /// The word, where one is needed.
    pub code: Option<String>,
}

/// Takes a piece. The coupon's id is the operation's. `wallet.claim_coupon`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimCoupon {
    /// Of which campaign.
    pub campaign: OpId,
    /// The word, where one is needed.
    pub code: Option<String>,
}

/// Gives somebody a piece of one's own campaign. The coupon's id is the operation's.
/// `wallet.give_coupon`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GiveCoupon {
    /// Of which campaign.
    pub campaign: OpId,
    /// Whom.
    pub to: PersonId,
}

/// Name of [`MakeCampaign`].
pub const MAKE_CAMPAIGN: &str = "wallet.make_campaign";
/// Name of [`ClaimCoupon`].
pub const CLAIM_COUPON: &str = "wallet.claim_coupon";
/// Name of [`GiveCoupon`].
pub const GIVE_COUPON: &str = "wallet.give_coupon";
