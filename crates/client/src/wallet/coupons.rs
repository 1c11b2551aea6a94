//! Coupons and campaigns: read, made, taken, given.

use super::{SCOPE, waiting};
use crate::Client;
use crate::core::Core;
use crate::db::blocking;
use crate::perform::Draft;
use crate::table::{known, row};
use sampan_protocol::wallet::coupon::{
    AskOffers, CAMPAIGN, COUPON, Campaign, Coupon, GetCampaign, HandCoupon, ListCampaigns,
    ListCoupons, ListOffers, LookAtCampaign, StartCampaign, TakeCoupon, check, with_waiting,
};
use sampan_protocol::wallet::ops;
use sampan_protocol::{Code, Error, Reply};
use serde::Serialize;
use serde::de::DeserializeOwned;

impl Client {
    /// Answers [`ListCoupons`]; from the cache, with what waits.
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn list_coupons(&self, _: ListCoupons) -> Reply<ListCoupons> {
        self.core
            .view(SCOPE, |db, view| {
                let known: Vec<Coupon> = row::all(db, &view.scope, COUPON)?;
                Ok(with_waiting(known, &waiting(db, view)?))
            })
            .await
    }

    /// Answers [`ListCampaigns`], newest first; from the cache.
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn list_campaigns(&self, _: ListCampaigns) -> Reply<ListCampaigns> {
        self.core
            .view(SCOPE, |db, view| {
                let mut all: Vec<Campaign> = row::all(db, &view.scope, CAMPAIGN)?;
                all.sort_by_key(|campaign| std::cmp::Reverse((campaign.made, campaign.id)));
                Ok(all)
            })
            .await
    }

    /// Answers [`GetCampaign`]: one's own from the cache, others as the service knows them now, or
    /// as it last did.
    ///
    /// # Errors
    /// `NotFound` for no campaign, `Offline` for one that this device never saw.
    pub async fn get_campaign(&self, request: GetCampaign) -> Reply<GetCampaign> {
        let campaign = request.campaign;
        let own = self.list_campaigns(ListCampaigns {}).await?;
        if let Some(own) = own.into_iter().find(|own| own.id == campaign) {
            return Ok(own);
        }
        let asked = self.core.wire.ask(&LookAtCampaign { campaign }).await;
        let told: Campaign = kept(&self.core, format!("campaign/{campaign}"), asked).await?;
        self.remember(vec![told.merchant.clone()]).await;
        Ok(told)
    }

    /// Answers [`ListOffers`]: as the service knows them now, or as it last did.
    ///
    /// # Errors
    /// `Offline` where this device never asked.
    pub async fn list_offers(&self, request: ListOffers) -> Reply<ListOffers> {
        let merchant = request.merchant;
        let name = merchant.map_or_else(|| "points".to_owned(), |merchant| merchant.to_string());
        let asked = self.core.wire.ask(&AskOffers { merchant }).await;
        kept(&self.core, format!("offers/{name}"), asked).await
    }

    /// Answers [`StartCampaign`]; now or never.
    ///
    /// # Errors
    /// `WrongPin`, `PinLocked`, `Offline`, or the refusal.
    pub async fn start_campaign(&self, request: StartCampaign) -> Reply<StartCampaign> {
        check(&request.campaign, self.core.service_now())?;
        let draft = Draft::new(request.op, SCOPE, ops::MAKE_CAMPAIGN, &request.campaign, None)?;
        self.core.now_or_never(draft, &request.pin).await
    }

    /// Answers [`TakeCoupon`]; offline, it is going to be taken.
    ///
    /// # Errors
    /// The refusal: nothing is left, it is over, or the word is wrong.
    pub async fn take_coupon(&self, request: TakeCoupon) -> Reply<TakeCoupon> {
        let args = ops::ClaimCoupon { campaign: request.campaign, code: request.code };
        let draft = Draft::new(request.op, SCOPE, ops::CLAIM_COUPON, &args, None)?;
        let op_id = self.core.make(draft).await?;
        self.core.see_through(op_id, None).await
    }

    /// Answers [`HandCoupon`]; works offline.
    ///
    /// # Errors
    /// The refusal.
    pub async fn hand_coupon(&self, request: HandCoupon) -> Reply<HandCoupon> {
        let args = ops::GiveCoupon { campaign: request.campaign, to: request.to.id };
        let draft = Draft::new(request.op, SCOPE, ops::GIVE_COUPON, &args, Some(request.to))?;
        let op_id = self.core.make(draft).await?;
        self.core.see_through(op_id, None).await
    }
}

/// What the service told just now, kept for when it is not reached; or what was kept.
async fn kept<T>(core: &Core, name: String, asked: Result<T, Error>) -> Result<T, Error>
where
    T: Serialize + DeserializeOwned + Clone + Send + 'static,
{
    let (me, own) = (core.me()?.id, core.own.clone());
    let name = format!("{me}/{name}");
    match asked {
        Ok(told) => {
            let copy = told.clone();
            blocking(move || own.write(|tx| known::set(tx, &name, &copy))).await?;
            Ok(told)
        }
        Err(error) if error.code == Code::Offline => {
            blocking(move || own.read(|db| known::get::<T>(db, &name))).await?.ok_or(error)
        }
        Err(error) => Err(error),
    }
}
