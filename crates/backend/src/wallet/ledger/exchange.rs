//! Foreign exchange: two linked legs over a quote that expires.

use super::refusal::Refusal;
use super::transfer::{Step, Transfer, TransferId};
use sampan_protocol::ids::AccountId;
use sampan_protocol::{Currency, Money, Timestamp};

/// What one currency costs in another, until when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quote {
    /// The currency that is given.
    pub sell: Currency,
    /// The currency that is got.
    pub buy: Currency,
    /// So many minor units of what is given…
    pub per: i64,
    /// …are worth so many minor units of what is got. As a ratio of minor units a rate is exact,
    /// whatever the currencies' decimal places.
    pub get: i64,
    /// When it ends.
    pub expires: Timestamp,
}

impl Quote {
    /// What is got for so many minor units, rounded down; none where that is nothing, or more than
    /// any account holds.
    #[must_use]
    pub fn bought(&self, sold: i64) -> Option<i64> {
        let exact = i128::from(sold).checked_mul(self.get.into())?.checked_div(self.per.into())?;
        i64::try_from(exact).ok().filter(|got| *got > 0)
    }
}

/// The accounts that an exchange goes through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Way {
    /// Where the money leaves.
    pub from: AccountId,
    /// Where the service takes it.
    pub taken: AccountId,
    /// Where the service gives the other currency.
    pub given: AccountId,
    /// Where that arrives.
    pub to: AccountId,
}

/// The two legs of an exchange of `sold` minor units at `now`.
///
/// # Errors
/// `Expired` where the quote is over, `NotPositive` where nothing would be got.
pub fn legs(
    quote: &Quote,
    sold: i64,
    way: Way,
    ids: [TransferId; 2],
    now: Timestamp,
) -> Result<[Transfer; 2], Refusal> {
    if now >= quote.expires {
        return Err(Refusal::Expired);
    }
    let got = quote.bought(sold).filter(|_| sold > 0).ok_or(Refusal::NotPositive)?;
    let leg =
        |id, debit, credit, amount| Transfer { id, step: Step::Posted, debit, credit, amount };
    Ok([
        leg(ids[0], way.from, way.taken, Money::new(sold, quote.sell)),
        leg(ids[1], way.given, way.to, Money::new(got, quote.buy)),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn currency(code: &str) -> Currency {
        Currency::new(code).expect("listed")
    }

    /// 1.00 CNY is worth 21.37 yen, which have no decimals.
    fn yen() -> Quote {
        let expires = Timestamp::from_seconds(1_000);
        let (sell, buy) = (currency("CNY"), currency("JPY"));
        Quote { sell, buy, per: 10_000, get: 2_137, expires }
    }

    fn way() -> Way {
        let id = |n| AccountId(Uuid::from_u128(n));
        Way { from: id(1), taken: id(2), given: id(3), to: id(4) }
    }

    const IDS: [Uuid; 2] = [Uuid::from_u128(8), Uuid::from_u128(9)];

    #[test]
    fn decimal_places_do_not_matter_to_a_rate() {
        let legs = legs(&yen(), 10_000, way(), IDS, Timestamp::default()).expect("it is open");
        assert_eq!(legs[0].amount, Money::new(10_000, currency("CNY")), "100.00 leave");
        assert_eq!(legs[1].amount, Money::new(2_137, currency("JPY")), "2,137 yen arrive");
    }

    #[test]
    fn a_quote_ends_at_its_moment_and_nothing_is_sold_for_nothing() {
        let at = |sold, seconds| legs(&yen(), sold, way(), IDS, Timestamp::from_seconds(seconds));
        assert!(at(100, 999).is_ok(), "until then");
        assert_eq!(at(100, 1_000), Err(Refusal::Expired), "not at it");
        assert_eq!(at(4, 0), Err(Refusal::NotPositive), "0.04 is less than a yen");
        assert_eq!(at(-100, 0), Err(Refusal::NotPositive), "and nothing the other way");
    }

    proptest! {
        #[test]
        fn nobody_gets_more_than_the_rate(sold in 1..i64::MAX, per in 1..i64::MAX, get in 1..i64::MAX) {
            let quote = Quote { per, get, ..yen() };
            if let Some(got) = quote.bought(sold) {
                let (sold, got) = (i128::from(sold), i128::from(got));
                prop_assert!(got * i128::from(per) <= sold * i128::from(get));
                prop_assert!((got + 1) * i128::from(per) > sold * i128::from(get));
            }
        }
    }
}
