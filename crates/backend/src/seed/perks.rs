//! Plays what the script has of coupons and points.

use super::play::Stage;
use super::script::{Offered, Perk, Who};
use crate::features::{wallet_ops as ops, wallet_price::Cut};
use sampan_protocol::Error;
use sampan_protocol::ids::OpId;
use std::collections::BTreeMap;

/// What was offered, and who has which piece.
#[derive(Default)]
pub(super) struct Perks {
    offered: BTreeMap<Offered, (OpId, ops::MakeCampaign)>,
    taken: BTreeMap<(Who, Offered), OpId>,
}

impl Stage {
    /// Does one of these things.
    ///
    /// # Errors
    /// What the backend says.
    pub(super) async fn perk(&mut self, who: Who, perk: &Perk) -> Result<(), Error> {
        match perk {
            Perk::Offer { offered, name, offer, minimum, pieces, until, way } => {
                let args = ops::MakeCampaign {
                    name: (*name).to_owned(),
                    offer: *offer,
                    minimum: *minimum,
                    pieces: pieces.0,
                    each: pieces.1,
                    from: self.time(),
                    until: *until,
                    way: *way,
                    code: None,
                };
                let op = self.wallet(who, ops::MAKE_CAMPAIGN, &args).await?;
                self.perks.offered.insert(*offered, (op, args));
            }
            Perk::Take(offered) => {
                let campaign = self.campaign(*offered)?.0;
                let args = ops::ClaimCoupon { campaign, code: None };
                let op = self.wallet(who, ops::CLAIM_COUPON, &args).await?;
                self.perks.taken.insert((who, *offered), op);
            }
            Perk::Give(offered, to) => {
                let args =
                    ops::GiveCoupon { campaign: self.campaign(*offered)?.0, to: self.id(*to)? };
                let op = self.wallet(who, ops::GIVE_COUPON, &args).await?;
                self.perks.taken.insert((*to, *offered), op);
            }
            Perk::Pay { to, amount, coupon, points, note } => {
                let piece = coupon.map(|offered| self.taken(who, offered)).transpose()?;
                let off = match coupon {
                    Some(offered) => {
                        let made = &self.campaign(*offered)?.1;
                        made.offer.takes(made.minimum, *amount)
                    }
                    None => 0,
                };
                let cut = Cut::of(*amount, off, *points, &super::POINTS);
                let args = ops::PayLess {
                    to: self.id(*to)?,
                    amount: *amount,
                    pays: cut.pays(*amount),
                    coupon: piece,
                    points: cut.points,
                    note: (*note).to_owned(),
                    request: None,
                    code: None,
                };
                self.wallet(who, ops::PAY_LESS, &args).await?;
            }
            Perk::Fund(amount) => {
                self.appoint(who)?;
                let args = ops::FundPoints { amount: *amount };
                self.wallet(who, ops::FUND_POINTS, &args).await?;
            }
        }
        Ok(())
    }

    fn campaign(&self, offered: Offered) -> Result<&(OpId, ops::MakeCampaign), Error> {
        self.perks.offered.get(&offered).ok_or_else(Error::internal)
    }

    fn taken(&self, who: Who, offered: Offered) -> Result<OpId, Error> {
        self.perks.taken.get(&(who, offered)).copied().ok_or_else(Error::internal)
    }
}
