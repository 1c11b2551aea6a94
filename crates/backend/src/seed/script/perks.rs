//! Coupons that merchants of the town offer, who has some, and what points were used for.

use super::{Draft, Who, cny};
use crate::features::wallet_coupons::{Campaign, Offer, Way};
use crate::seed::script::Deed;
use sampan_protocol::{Money, Timestamp};

/// Names a campaign in the script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::seed) struct Offered(pub(in crate::seed) usize);

/// What is done with coupons and points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::seed) enum Perk {
    /// Makes a campaign.
    Offer {
        /// By which name the script refers to it.
        offered: Offered,
        /// What it is called.
        name: &'static str,
        /// What a piece takes off.
        offer: Offer,
        /// What a price has to be.
        minimum: Money,
        /// How many pieces there are, and how many each gets.
        pieces: (u32, u32),
        /// Until when.
        until: Timestamp,
        /// How people come by one.
        way: Way,
    },
    /// Takes a piece.
    Take(Offered),
    /// Gives somebody a piece.
    Give(Offered, Who),
    /// Pays with a coupon, with points, or both.
    Pay {
        /// Whom.
        to: Who,
        /// The price.
        amount: Money,
        /// Of which campaign the coupon is.
        coupon: Option<Offered>,
        /// How many points.
        points: i64,
        /// What for.
        note: &'static str,
    },
    /// Runs the service from then on, and puts money into what points are paid out of.
    Fund(Money),
}

impl Perk {
    /// What it takes out of the wallet of who does it, at most.
    pub(super) fn cost(&self) -> Option<Money> {
        match self {
            Self::Offer { offer, pieces, .. } => Campaign::funds(offer, pieces.0),
            Self::Pay { amount, .. } | Self::Fund(amount) => Some(*amount),
            Self::Take(_) | Self::Give(..) => None,
        }
    }
}

/// Adds them.
pub(super) fn happen(draft: &mut Draft, now: Timestamp) {
    const DAY: i64 = 86_400;
    let ago = |minutes: i64| now.plus_seconds(-minutes * 60 - 41);
    let ahead = |days: i64| now.plus_seconds(days * DAY);
    let mut add = |minutes, who, perk| draft.add(ago(minutes), who, Deed::Perk(perk));
    let offer = |n, name, offer, minimum, pieces, until, way| Perk::Offer {
        offered: Offered(n),
        name,
        offer,
        minimum: cny(minimum),
        pieces,
        until,
        way,
    };
    let off = |minor| Offer::Off(cny(minor));
    let share = |percent, most| Offer::Percent { percent, most: cny(most) };
    add(1_420, Who::ORBIT_LABS, Perk::Fund(cny(200_000)));
    let (open, given) = (Way::Open, Way::Given);
    let coffee = offer(0, "周末咖啡", Offer::Cash(cny(1_500)), 0, (60, 2), ahead(12), open);
    add(1_410, Who::ALLEY_COFFEE, coffee);
    let early = offer(1, "早鸟立减", off(300), 2_000, (100, 1), ago(300), open);
    add(1_408, Who::ALLEY_COFFEE, early);
    add(
        1_405,
        Who::HAMA_SUSHI,
        offer(2, "Dinner for two", off(3_000), 15_000, (40, 1), ahead(25), open),
    );
    let books = offer(3, "Readers' week", share(15, 4_000), 5_000, (80, 2), ahead(6), open);
    add(1_402, Who::PAPER_BOAT, books);
    let members = offer(4, "会员回馈", off(2_000), 10_000, (20, 1), ahead(40), given);
    add(1_400, Who::GREEN_BASKET, members);
    let free = offer(5, "积分换拿铁", off(2_200), 0, (30, 1), ahead(50), Way::Points(600));
    add(1_398, Who::ALLEY_COFFEE, free);
    for (minutes, n) in [(1_380, 0), (1_378, 1), (1_376, 2), (1_374, 3), (1_372, 0)] {
        add(minutes, Who::MEI, Perk::Take(Offered(n)));
    }
    add(1_370, Who::GREEN_BASKET, Perk::Give(Offered(4), Who::MEI));
    for (minutes, who) in [(1_340, Who::TOM), (1_320, Who::ANNA), (1_290, Who::KENJI)] {
        add(minutes, who, Perk::Take(Offered(0)));
        add(minutes - 1, who, Perk::Take(Offered(3)));
    }
    let pay = |to, minor, coupon: Option<usize>, points, note| Perk::Pay {
        to,
        amount: cny(minor),
        coupon: coupon.map(Offered),
        points,
        note,
    };
    add(640, Who::MEI, pay(Who::ALLEY_COFFEE, 3_600, Some(0), 0, "两杯澳白"));
    add(600, Who::TOM, pay(Who::ALLEY_COFFEE, 2_800, Some(0), 0, "Flat white"));
    add(470, Who::MEI, pay(Who::PAPER_BOAT, 9_800, None, 500, "Notebook"));
    add(88, Who::ANNA, pay(Who::PAPER_BOAT, 12_000, Some(3), 0, "Two novels"));
}
