//! What may be spent in a month by somebody else's money, as pure arithmetic.

use crate::error::Error;
use crate::money::Money;
use crate::time::Timestamp;
use crate::wallet::budget::month_around;
use serde::{Deserialize, Serialize};

/// What may be spent, and what of the month is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowance {
    /// The most that is spent in a calendar month.
    pub month: Money,
    /// The most that one payment may be.
    pub each: Option<Money>,
    /// The time zone of the months: minutes east of UTC.
    pub utc_offset: i32,
    /// Minor units spent in the month that begins at `since`.
    pub used: i64,
    /// When the month begins that `used` is about.
    pub since: Timestamp,
}

/// When the calendar month begins that holds a moment, at `utc_offset` minutes east of UTC.
#[must_use]
pub fn month_of(at: Timestamp, utc_offset: i32) -> Timestamp {
    month_around(at, utc_offset).0
}

impl Allowance {
    /// An allowance of which nothing is spent.
    #[must_use]
    pub fn new(month: Money, each: Option<Money>, utc_offset: i32, now: Timestamp) -> Self {
        Self { month, each, utc_offset, used: 0, since: month_of(now, utc_offset) }
    }

    /// Minor units that are spent of the month that holds `now`. A clock that went back over the
    /// border of a month gives nothing anew.
    #[must_use]
    pub fn used_at(&self, now: Timestamp) -> i64 {
        if self.since >= month_of(now, self.utc_offset) { self.used } else { 0 }
    }

    /// What is left of that month; nothing where the cap was lowered below what is spent.
    #[must_use]
    pub fn left_at(&self, now: Timestamp) -> Money {
        let left = self.month.minor.saturating_sub(self.used_at(now)).max(0);
        Money::new(left, self.month.currency)
    }

    /// When the next month begins, and all of it is there again.
    #[must_use]
    pub fn renews(&self, now: Timestamp) -> Timestamp {
        month_around(now, self.utc_offset).1
    }

    /// Refuses an amount that is not within both caps now.
    ///
    /// # Errors
    /// `Refused` with the cap, or what is left.
    pub fn check(&self, amount: Money, now: Timestamp) -> Result<(), Error> {
        if amount.currency != self.month.currency {
            let code = self.month.currency.code().to_owned();
            return Err(Error::refused("error.wallet.family_currency").with("currency", code));
        }
        if let Some(each) = self.each.filter(|each| amount.minor > each.minor) {
            return Err(Error::refused("error.wallet.family_each").with("limit", each));
        }
        let left = self.left_at(now);
        if amount.minor > left.minor {
            return Err(Error::refused("error.wallet.family_month").with("left", left));
        }
        Ok(())
    }

    /// Takes an amount off what is left.
    ///
    /// # Errors
    /// As [`Self::check`]; nothing is taken then.
    pub fn spend(&mut self, amount: Money, now: Timestamp) -> Result<(), Error> {
        self.check(amount, now)?;
        let used = self.used_at(now).saturating_add(amount.minor);
        self.since = self.since.max(month_of(now, self.utc_offset));
        self.used = used;
        Ok(())
    }

    /// Gives back what was spent in the month that began at `since` and was refunded: to that month,
    /// so that another one has no more for it.
    pub fn give_back(&mut self, minor: i64, since: Timestamp) {
        if since == self.since {
            self.used = self.used.saturating_sub(minor).max(0);
        }
    }

    /// Whether these caps are nowhere above those that hold.
    #[must_use]
    pub fn covers(&self, month: Money, each: Option<Money>) -> bool {
        let each_is_lower = match (self.each, each) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(is), Some(new)) => new.minor <= is.minor,
        };
        month.minor <= self.month.minor && each_is_lower
    }
}

/// Refuses caps that make no sense: nothing, of two currencies, or a month below one payment.
///
/// # Errors
/// `Invalid` with what to change.
pub fn check_caps(month: Money, each: Option<Money>) -> Result<(), Error> {
    let each = each.unwrap_or(month);
    if month.minor <= 0 || each.minor <= 0 || each.currency != month.currency {
        return Err(Error::invalid("error.wallet.not_positive"));
    }
    if each.minor > month.minor {
        return Err(Error::invalid("error.wallet.mandate_caps"));
    }
    Ok(())
}
