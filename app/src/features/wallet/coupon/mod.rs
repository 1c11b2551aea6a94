//! Coupons: the card pack, what merchants offer, and a merchant's own campaigns.

mod campaign;
mod campaigns;
mod new;
mod offers;
mod own;
mod pack;
mod ticket;

pub(crate) use campaign::CampaignScreen;
pub(crate) use campaigns::CampaignsScreen;
pub(crate) use new::NewCampaignScreen;
pub(crate) use offers::OffersScreen;
pub(crate) use pack::CouponsScreen;
pub(crate) use ticket::{OfferTicket, headline};

use sampan_protocol::ids::OpId;

/// Address of the card pack.
pub(crate) const COUPONS: &str = "/wallet/coupons";
/// Address of my own campaigns.
pub(crate) const CAMPAIGNS: &str = "/wallet/campaigns";
/// Address of making one.
pub(crate) const NEW: &str = "/wallet/campaigns/new";
/// Address of what a merchant offers; their id is added.
pub(crate) const OFFERS: &str = "/wallet/offers/";

/// The address of one campaign.
pub(crate) fn path(campaign: OpId) -> String {
    format!("/wallet/campaign/{campaign}")
}
