//! Budgets: how much of a month's spending is allowed, and how much of it is used.

use super::overlay::{Waiting, WaitingState};
use super::{BillKind, Category};
use crate::error::Error;
use crate::ids::OpId;
use crate::money::{Currency, Money};
use crate::time::{Timestamp, month_start};
use serde::{Deserialize, Serialize};

/// Kind of [`Budget`] rows, key: [`Budget::key`].
pub const BUDGET: &str = "wallet.budget";
/// Name of the operation whose arguments are [`SetBudget`].
pub const SET_BUDGET: &str = "wallet.set_budget";
/// The largest budget, minor units: sums of it stay far from the limits of `i64`.
pub const BUDGET_LIMIT: i64 = 1_000_000_000_000;
/// From how many hundredths on a budget is nearly used.
const NEAR: i128 = 80;

/// How much may be spent in each month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Budget {
    /// Minor units; positive.
    pub limit: i64,
    /// The currency.
    pub currency: Currency,
    /// On what; none: on everything.
    pub category: Option<Category>,
}

impl Budget {
    /// The key of its row: one for each currency and category.
    #[must_use]
    pub fn key(&self) -> String {
        budget_key(self.currency, self.category)
    }

    /// Whether spending on `category` counts. Taking out one's own money, or putting it aside, is none.
    #[must_use]
    pub fn counts(&self, category: Category) -> bool {
        match self.category {
            None => !matches!(category, Category::Cash | Category::Pot),
            Some(own) => own == category,
        }
    }
}

/// The key of a budget's row.
#[must_use]
pub fn budget_key(currency: Currency, category: Option<Category>) -> String {
    match category {
        None => currency.code().to_owned(),
        Some(category) => format!("{}:{}", currency.code(), category.word()),
    }
}

/// Sets a budget, or takes it away. `wallet.set_budget`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetBudget {
    /// The currency.
    pub currency: Currency,
    /// On what; none: on everything.
    pub category: Option<Category>,
    /// Minor units; none takes it away.
    pub limit: Option<i64>,
}

impl SetBudget {
    /// Refuses what is no budget.
    ///
    /// # Errors
    /// `Invalid` for an amount that is not positive or far too large.
    pub fn check(&self) -> Result<(), Error> {
        match self.limit {
            Some(limit) if limit <= 0 => Err(Error::invalid("error.wallet.not_positive")),
            Some(limit) if limit > BUDGET_LIMIT => {
                let most = Money::new(BUDGET_LIMIT, self.currency);
                Err(Error::invalid("error.wallet.budget_too_large").with("limit", most))
            }
            _ => Ok(()),
        }
    }
}

/// Sets a budget, or takes it away; works offline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeepBudget {
    /// Idempotency key.
    pub op: OpId,
    /// Which, and how much.
    pub budget: SetBudget,
}

/// Reads the budgets and how much of this month's is used, what waits included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetBudgets {
    /// The reader's time zone: minutes east of UTC.
    pub utc_offset: i32,
}

/// A budget with how much of it is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BudgetUse {
    /// The budget.
    pub budget: Budget,
    /// Minor units that were spent, or are going to be; not negative.
    pub spent: i64,
}

/// How far a budget is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// There is room.
    Fine,
    /// Four fifths are used.
    Near,
    /// All of it is used, or more.
    Over,
}

impl BudgetUse {
    /// Minor units that may still be spent; negative where more was spent.
    #[must_use]
    pub const fn left(&self) -> i64 {
        self.budget.limit.saturating_sub(self.spent)
    }

    /// How far it is used.
    #[must_use]
    pub fn level(&self) -> Level {
        match self.hundredths() {
            100.. => Level::Over,
            part if part >= NEAR => Level::Near,
            _ => Level::Fine,
        }
    }

    /// How many per cent are used, rounded down, so that 100 means all of it.
    #[must_use]
    pub fn percent(&self) -> i64 {
        i64::try_from(self.hundredths()).unwrap_or(i64::MAX)
    }

    fn hundredths(&self) -> i128 {
        i128::from(self.spent.max(0)) * 100 / i128::from(self.budget.limit.max(1))
    }
}

/// Minor units that went out, by currency and category; positive.
pub type Spent = (Currency, Category, i64);

/// How much of each budget is used by what a month's bills add up to.
#[must_use]
pub fn used(budgets: &[Budget], month: &[Spent]) -> Vec<BudgetUse> {
    let spent = |budget: &Budget| {
        month
            .iter()
            .filter(|(currency, category, _)| {
                *currency == budget.currency && budget.counts(*category)
            })
            .fold(0_i64, |sum, (_, _, minor)| sum.saturating_add((*minor).max(0)))
    };
    budgets.iter().map(|b| BudgetUse { spent: spent(b), budget: b.clone() }).collect()
}

/// The budgets that a payment would break, each with by how much all of the month would be over it.
#[must_use]
pub fn broken_by(uses: &[BudgetUse], amount: Money, category: Category) -> Vec<(Budget, Money)> {
    let counted =
        uses.iter().filter(|u| u.budget.currency == amount.currency && u.budget.counts(category));
    counted
        .filter_map(|u| {
            let over = u.spent.saturating_add(amount.minor).saturating_sub(u.budget.limit);
            (over > 0).then(|| (u.budget.clone(), Money::new(over, amount.currency)))
        })
        .collect()
}

/// The category that a payment to somebody falls into before it is made.
#[must_use]
pub fn category_of(other: &crate::people::Person) -> Category {
    let kind = match other.kind {
        crate::people::Kind::Merchant => BillKind::Payment,
        crate::people::Kind::Person => BillKind::Transfer,
    };
    super::overlay::category(kind, Some(other))
}

/// The month that a moment lies in: from its first instant to that of the next one.
#[must_use]
pub fn month_around(at: Timestamp, utc_offset: i32) -> (Timestamp, Timestamp) {
    let (year, month, _) = at.date(utc_offset);
    let (next_year, next) = if month >= 12 { (year + 1, 1) } else { (year, month + 1) };
    (month_start(year, month, utc_offset), month_start(next_year, next, utc_offset))
}

/// Budgets with what waiting operations will make of them: those on everything first, then by
/// category.
#[must_use]
pub fn budgets(mut known: Vec<Budget>, waiting: &[Waiting]) -> Vec<Budget> {
    let open = waiting
        .iter()
        .filter(|w| w.name == SET_BUDGET && !matches!(w.state, WaitingState::Rejected(_)));
    for set in open.filter_map(Waiting::args::<SetBudget>) {
        known.retain(|b| (b.currency, b.category) != (set.currency, set.category));
        if let Some(limit) = set.limit {
            known.push(Budget { currency: set.currency, category: set.category, limit });
        }
    }
    let place = |category: Option<Category>| {
        category.and_then(|category| Category::ALL.iter().position(|c| *c == category))
    };
    known.sort_by_key(|b| (b.currency, place(b.category)));
    known
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;
    use uuid::Uuid;

    fn currency(code: &str) -> Currency {
        Currency::new(code).expect("a listed currency")
    }

    fn budget(limit: i64, category: Option<Category>) -> Budget {
        Budget { currency: currency("CNY"), category, limit }
    }

    fn levels(spent: i64) -> (Level, i64) {
        let used = BudgetUse { budget: budget(1_000, None), spent };
        (used.level(), used.left())
    }

    #[test]
    fn four_fifths_are_near_and_all_of_it_is_over() {
        assert_eq!(levels(799), (Level::Fine, 201), "79.9 %");
        assert_eq!(levels(800), (Level::Near, 200), "80 %");
        assert_eq!(levels(999), (Level::Near, 1), "99.9 % is not all of it");
        assert_eq!(levels(1_000), (Level::Over, 0), "all of it");
        assert_eq!(levels(1_500), (Level::Over, -500), "more than all of it");
    }

    #[test]
    fn a_month_uses_the_budgets_that_it_counts_for() {
        let cny = currency("CNY");
        let month = [
            (cny, Category::Food, 300),
            (cny, Category::Food, 200),
            (cny, Category::Transport, 40),
            (cny, Category::Cash, 9_000),
            (currency("JPY"), Category::Food, 7_000),
        ];
        let budgets = [
            budget(1_000, None),
            budget(400, Some(Category::Food)),
            budget(1, Some(Category::Home)),
        ];
        let spent: Vec<i64> = used(&budgets, &month).iter().map(|u| u.spent).collect();
        assert_eq!(spent, [540, 500, 0], "own money taken out and other currencies do not count");
    }

    #[test]
    fn a_payment_breaks_what_it_goes_over_and_says_by_how_much() {
        let cny = currency("CNY");
        let uses = used(
            &[budget(1_000, None), budget(500, Some(Category::Food))],
            &[(cny, Category::Food, 450)],
        );
        let over = |minor, category| {
            let broken = broken_by(&uses, Money::new(minor, cny), category);
            broken.iter().map(|(b, over)| (b.category, over.minor)).collect::<Vec<_>>()
        };
        assert_eq!(over(50, Category::Food), [], "to the last cent is within");
        assert_eq!(over(51, Category::Food), [(Some(Category::Food), 1)], "one cent is over");
        assert_eq!(
            over(600, Category::Food),
            [(None, 50), (Some(Category::Food), 550)],
            "both, each by its own"
        );
        assert_eq!(over(600, Category::Home), [(None, 50)], "only the one on everything");
        assert_eq!(over(600, Category::Cash), [], "own money taken out");
        assert_eq!(broken_by(&uses, Money::new(9_999, currency("JPY")), Category::Food), []);
    }

    #[test]
    fn a_month_ends_where_the_reader_lives() {
        let at = |seconds| Timestamp::from_seconds(seconds);
        // 2026-11-30T16:30:00Z is 1 December, 00:30, in Shanghai, and 30 November in New York.
        let moment = at(1_796_056_200);
        assert_eq!(moment.date(0), (2026, 11, 30), "the moment that is meant");
        let (start, end) = month_around(moment, 480);
        assert_eq!((start.date(480), end.date(480)), ((2026, 12, 1), (2027, 1, 1)), "Shanghai");
        assert!(start <= moment && moment < end, "the moment lies in its month");
        let (start, end) = month_around(moment, -300);
        assert_eq!((start.date(-300), end.date(-300)), ((2026, 11, 1), (2026, 12, 1)), "New York");
    }

    #[test]
    fn a_budget_is_changed_and_taken_away_before_the_service_knows() {
        let waits = |n: u128, args: serde_json::Value| Waiting {
            op_id: OpId(Uuid::from_u128(n)),
            name: SET_BUDGET.to_owned(),
            args,
            other: None,
            at: Timestamp::default(),
            state: WaitingState::Queued,
        };
        let known = vec![budget(5, Some(Category::Food)), budget(10, None)];
        let waiting = [
            waits(1, json!({"currency": "CNY", "category": null, "limit": 20})),
            waits(2, json!({"currency": "CNY", "category": "food", "limit": null})),
            waits(3, json!({"currency": "CNY", "category": "travel", "limit": 7})),
        ];
        assert_eq!(
            budgets(known.clone(), &waiting),
            [budget(20, None), budget(7, Some(Category::Travel))],
            "changed, taken away, and new"
        );
        let refused = Waiting {
            state: WaitingState::Rejected(Error::internal()),
            ..waits(4, json!({"currency": "CNY", "category": null, "limit": 1}))
        };
        assert_eq!(
            budgets(known, &[refused]),
            [budget(10, None), budget(5, Some(Category::Food))],
            "a refusal changes nothing"
        );
    }

    #[test]
    fn what_is_no_budget_is_refused() {
        let key = |limit| {
            let set = SetBudget { currency: currency("CNY"), category: None, limit };
            set.check().err().map(|error| error.key)
        };
        assert_eq!(key(Some(0)).as_deref(), Some("error.wallet.not_positive"));
        assert_eq!(key(Some(BUDGET_LIMIT + 1)).as_deref(), Some("error.wallet.budget_too_large"));
        assert_eq!((key(Some(1)), key(None)), (None, None), "small ones, and none");
    }

    proptest! {
        #[test]
        fn every_moment_lies_in_exactly_one_month(seconds in -2_000_000_000..4_000_000_000i64, offset in -720..=840i32) {
            let at = Timestamp::from_seconds(seconds);
            let (start, end) = month_around(at, offset);
            prop_assert!(start <= at && at < end);
            prop_assert_eq!(month_around(end, offset).0, end, "the next month begins where it ends");
            prop_assert_eq!(month_around(Timestamp(end.0 - 1), offset).0, start);
        }

        #[test]
        fn paying_what_is_left_breaks_nothing_and_a_cent_more_does(limit in 1..BUDGET_LIMIT, spent in 0..BUDGET_LIMIT) {
            let cny = currency("CNY");
            let uses = used(&[budget(limit, None)], &[(cny, Category::Food, spent)]);
            let left = uses[0].left();
            prop_assert_eq!(left, limit - spent);
            prop_assert!(broken_by(&uses, Money::new(left, cny), Category::Food).is_empty());
            let over = broken_by(&uses, Money::new(left + 1, cny), Category::Food);
            prop_assert_eq!(over[0].1.minor, 1);
        }
    }
}
