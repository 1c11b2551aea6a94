//! Coupons and cash vouchers: what a merchant takes off a price; claimed by people, used once.

mod commands;
pub mod ops;
mod overlay;

pub use commands::*;
pub use overlay::with_waiting;

use super::check_amount;
use crate::error::Error;
use crate::ids::{BillId, OpId, PersonId};
use crate::money::Money;
use crate::people::Person;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// Kind of [`Campaign`] rows, key: campaign; in the wallet of the merchant.
pub const CAMPAIGN: &str = "wallet.campaign";
/// Kind of [`Coupon`] rows, key: coupon; in the wallet of whoever has it.
pub const COUPON: &str = "wallet.coupon";
/// The longest name of a campaign, in characters.
pub const NAME_LIMIT: usize = 30;
/// The most pieces of a campaign.
pub const MOST_PIECES: u32 = 10_000;
/// The longest that a campaign lasts, in seconds: two years.
pub const LONGEST: i64 = 2 * 366 * 86_400;

/// What is taken off a price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Offer {
    /// So much; the merchant bears it.
    Off(Money),
    /// So many hundredths, up to an amount; the merchant bears it.
    Percent {
        /// How many hundredths: 1 to 99.
        percent: u8,
        /// The most that it takes off.
        most: Money,
    },
    /// So much, which lies in the ledger from the campaign's first day.
    Cash(Money),
}

impl Offer {
    /// What is named in it: the amount, or the most.
    #[must_use]
    pub const fn money(&self) -> Money {
        match self {
            Self::Off(money) | Self::Cash(money) | Self::Percent { most: money, .. } => *money,
        }
    }

    /// Whether money was put aside for it.
    #[must_use]
    pub const fn is_funded(&self) -> bool {
        matches!(self, Self::Cash(_))
    }

    /// Minor units that it takes off an amount: nothing below the minimum, and always so that at
    /// least one minor unit is left to pay.
    #[must_use]
    pub fn takes(&self, minimum: Money, amount: Money) -> i64 {
        let named = self.money();
        if amount.currency != named.currency || amount.minor < minimum.minor || amount.minor <= 1 {
            return 0;
        }
        let off = match self {
            Self::Off(money) | Self::Cash(money) => money.minor,
            Self::Percent { percent, most } => {
                let share = i128::from(amount.minor) * i128::from(*percent) / 100;
                i64::try_from(share).unwrap_or(i64::MAX).min(most.minor)
            }
        };
        off.clamp(0, amount.minor - 1)
    }
}

/// How people come by the pieces of a campaign.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// Whoever comes first.
    Open,
    /// Whoever knows the word.
    Code,
    /// Whom the merchant gives one.
    Given,
    /// Whoever pays so many points.
    Points(u32),
}

/// What a merchant offers, and how far it is gone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Campaign {
    /// The operation that made it.
    pub id: OpId,
    /// Who makes it, and where its pieces are used.
    pub merchant: Person,
    /// What it is called.
    pub name: String,
    /// What a piece takes off.
    pub offer: Offer,
    /// What a price has to be at least.
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
    /// The word, told to the merchant alone.
    pub code: Option<String>,
    /// How many pieces are gone.
    pub claimed: u32,
    /// How many of those were used.
    pub used: u32,
    /// How many of them are the reader's.
    pub mine: u32,
    /// When it was made.
    pub made: Timestamp,
    /// Whether it still waits on this device to be made.
    #[serde(default)]
    pub pending: bool,
}

impl Campaign {
    /// How many pieces are left.
    #[must_use]
    pub const fn left(&self) -> u32 {
        self.pieces.saturating_sub(self.claimed)
    }

    /// What has to be put aside for all of its pieces; none where the merchant bears it.
    #[must_use]
    pub fn funds(offer: &Offer, pieces: u32) -> Option<Money> {
        let Offer::Cash(each) = offer else { return None };
        Some(Money::new(each.minor.saturating_mul(i64::from(pieces)), each.currency))
    }
}

/// A piece of a campaign that somebody has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coupon {
    /// The operation that brought it.
    pub id: OpId,
    /// Of which campaign.
    pub campaign: OpId,
    /// Where it is used.
    pub merchant: Person,
    /// What it is called.
    pub name: String,
    /// What it takes off.
    pub offer: Offer,
    /// What a price has to be at least.
    pub minimum: Money,
    /// From when it can be used.
    pub from: Timestamp,
    /// Until when it can be used.
    pub until: Timestamp,
    /// When it came.
    pub got: Timestamp,
    /// By which payment it was used, if it was.
    pub used: Option<Used>,
    /// Whether its use still waits on this device to be sent.
    #[serde(default)]
    pub pending: bool,
}

/// How a coupon was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Used {
    /// By which payment.
    pub bill: BillId,
    /// When.
    pub at: Timestamp,
    /// Minor units that it took off.
    pub off: i64,
}

/// Where a coupon lies in the card pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shelf {
    /// It can be used, now or from its day on.
    Usable,
    /// It was used.
    Used,
    /// Its time is over.
    Expired,
}

impl Coupon {
    /// Where it lies.
    #[must_use]
    pub fn shelf(&self, now: Timestamp) -> Shelf {
        match &self.used {
            Some(_) => Shelf::Used,
            None if now >= self.until => Shelf::Expired,
            None => Shelf::Usable,
        }
    }

    /// Minor units that it takes off a payment; nothing where it cannot be used for it.
    #[must_use]
    pub fn takes(&self, merchant: PersonId, amount: Money, now: Timestamp) -> i64 {
        let in_time = self.from <= now && self.shelf(now) == Shelf::Usable;
        if in_time && self.merchant.id == merchant {
            self.offer.takes(self.minimum, amount)
        } else {
            0
        }
    }
}

/// The coupon that saves most on a payment; of those that save the same, the one that ends first.
#[must_use]
pub fn best(
    all: &[Coupon],
    merchant: PersonId,
    amount: Money,
    now: Timestamp,
) -> Option<(&Coupon, i64)> {
    all.iter()
        .map(|coupon| (coupon, coupon.takes(merchant, amount, now)))
        .filter(|(_, off)| *off > 0)
        .max_by_key(|(coupon, off)| (*off, Reverse(coupon.until), Reverse(coupon.id)))
}

/// The coupons of a shelf: what ends first comes first, of what is over the latest.
#[must_use]
pub fn on_shelf(all: &[Coupon], shelf: Shelf, now: Timestamp) -> Vec<Coupon> {
    let mut these: Vec<Coupon> =
        all.iter().filter(|coupon| coupon.shelf(now) == shelf).cloned().collect();
    these.sort_by_key(|coupon| match shelf {
        Shelf::Usable => (coupon.until.micros(), coupon.id),
        Shelf::Used => (coupon.used.map_or(0, |used| -used.at.micros()), coupon.id),
        Shelf::Expired => (-coupon.until.micros(), coupon.id),
    });
    these
}

/// Refuses a campaign that makes no sense.
///
/// # Errors
/// `Invalid` with what to change.
pub fn check(made: &ops::MakeCampaign, now: Timestamp) -> Result<(), Error> {
    let named = made.offer.money();
    check_amount(named, &[])?;
    let plain = made.name.chars().all(|c| !c.is_control());
    if made.name.trim().is_empty() || made.name.chars().count() > NAME_LIMIT || !plain {
        return Err(Error::invalid("error.wallet.campaign_name").with("limit", NAME_LIMIT as i64));
    }
    if made.minimum.currency != named.currency || made.minimum.minor < 0 {
        return Err(Error::invalid("error.wallet.not_positive"));
    }
    if matches!(made.offer, Offer::Percent { percent, .. } if !(1..=99).contains(&percent)) {
        return Err(Error::invalid("error.wallet.campaign_percent"));
    }
    if !matches!(made.offer, Offer::Percent { .. })
        && made.minimum.minor > 0
        && made.minimum.minor <= named.minor
    {
        return Err(Error::invalid("error.wallet.campaign_minimum"));
    }
    if !(1..=MOST_PIECES).contains(&made.pieces) || !(1..=made.pieces).contains(&made.each) {
        return Err(
            Error::invalid("error.wallet.campaign_pieces").with("limit", i64::from(MOST_PIECES))
        );
    }
    let lasts = made.until.seconds().saturating_sub(made.from.seconds());
    if made.until <= now || !(1..=LONGEST).contains(&lasts) {
        return Err(Error::invalid("error.wallet.campaign_time"));
    }
    if matches!(made.way, Way::Points(0)) {
        return Err(Error::invalid("error.wallet.campaign_points"));
    }
    let word = made.code.as_deref().is_some_and(is_word);
    if word != (made.way == Way::Code) || (made.code.is_some() && !word) {
        return Err(Error::invalid("error.wallet.campaign_code"));
    }
    Ok(())
}

/// Whether it can be a campaign's word: 3 to 20 letters and digits. Case and blanks do not matter.
#[must_use]
pub fn is_word(word: &str) -> bool {
    let word = same_word(word);
    (3..=20).contains(&word.chars().count()) && word.chars().all(char::is_alphanumeric)
}

/// A word as it is compared.
#[must_use]
pub fn same_word(word: &str) -> String {
    word.trim().to_lowercase()
}

/// The link of a campaign, to be shared or shown as a code.
#[must_use]
pub fn link(campaign: OpId) -> String {
    format!("sampan://coupon/{campaign}")
}

#[cfg(test)]
mod tests;
