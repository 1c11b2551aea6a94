//! Says how a campaign stands, and what merchants offer.

use super::told;
use crate::endpoint::{Caller, Endpoint};
use crate::module::Refusal;
use crate::wallet::table::campaign;
use sampan_protocol::Error;
use sampan_protocol::wallet::coupon::{AskOffers, Campaign, LookAtCampaign};

/// The request for one campaign.
pub(in crate::wallet) fn endpoint() -> Endpoint {
    Endpoint::new("Says how a campaign of coupons stands.", answer)
}

/// The request for what there is.
pub(in crate::wallet) fn offers_endpoint() -> Endpoint {
    Endpoint::new("Says what coupons a merchant offers, or which are got for points.", offers)
}

fn answer(caller: &Caller, request: &LookAtCampaign) -> Result<Campaign, Error> {
    let backend = &caller.backend;
    let people = backend.ports().people.clone();
    let campaign = backend.db().read(|sql| {
        let unknown = || Refusal::from(Error::not_found("error.wallet.campaign_unknown"));
        let kept = campaign::find(sql, request.campaign)?.ok_or_else(unknown)?;
        told(sql, people.as_ref(), &kept, caller.me)
    })?;
    Ok(campaign)
}

fn offers(caller: &Caller, request: &AskOffers) -> Result<Vec<Campaign>, Error> {
    let backend = &caller.backend;
    let (people, now) = (backend.ports().people.clone(), backend.now());
    let all = backend.db().read(|sql| {
        let all = match request.merchant {
            Some(merchant) => campaign::open_of(sql, merchant, now)?,
            None => campaign::for_points(sql, now)?,
        };
        all.iter()
            .map(|kept| told(sql, people.as_ref(), kept, caller.me))
            .collect::<Result<Vec<_>, Refusal>>()
    })?;
    Ok(all)
}
