//! Reads the months that have bills: how many, and how much came in and went out.

use super::SCOPE;
use super::loose::loose;
use super::table::bill::{self, Sum, Wanted};
use crate::Client;
use crate::db::{Connection, Fault};
use sampan_protocol::time::month_start;
use sampan_protocol::wallet::{Bill, BillFilter, ListMonths, Month, MonthSum};
use sampan_protocol::{Currency, Money, Reply, Timestamp};
use std::collections::BTreeMap;

impl Client {
    /// Answers [`ListMonths`], newest first; from the cache, with what waits.
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn list_months(&self, request: ListMonths) -> Reply<ListMonths> {
        self.core
            .view(SCOPE, move |db, view| {
                let loose = loose(db, view)?;
                let wanted = Wanted::new(&request.filter).without(&loose.outdated);
                let mut waiting = loose.bills;
                waiting.retain(|bill| wanted.matches(bill));
                months(db, &request.filter, &wanted, &waiting)
            })
            .await
    }
}

/// Goes from the newest month to the oldest; months without bills are passed over.
fn months(
    db: &Connection,
    filter: &BillFilter,
    wanted: &Wanted,
    waiting: &[Bill],
) -> Result<Vec<Month>, Fault> {
    let offset = filter.utc_offset;
    let mut months = Vec::new();
    let mut before = Timestamp::from_micros(i64::MAX);
    loop {
        let known = bill::newest(db, &wanted.within(Timestamp::from_micros(i64::MIN), before))?;
        let waits = waiting.iter().map(|bill| bill.at).filter(|at| *at < before).max();
        let Some(at) = known.max(waits) else {
            return Ok(months);
        };
        let (year, month, _) = at.date(offset);
        let start = month_start(year, month, offset);
        let mut sums = bill::sums(db, &wanted.within(start, before))?;
        sums.extend(waiting.iter().filter(|b| (start..before).contains(&b.at)).map(of_one));
        months.push(add_up(year, month, &sums));
        before = start;
    }
}

/// What a single bill adds.
pub(super) fn of_one(bill: &Bill) -> Sum {
    let moved = if bill.counts() { bill.amount.minor } else { 0 };
    Sum {
        currency: bill.amount.currency,
        category: bill.category,
        income: moved.max(0),
        spending: moved.min(0),
        count: 1,
    }
}

fn add_up(year: i32, month: u8, sums: &[Sum]) -> Month {
    let mut by_currency: BTreeMap<Currency, MonthSum> = BTreeMap::new();
    for sum in sums {
        let nothing = Money::new(0, sum.currency);
        let total = by_currency.entry(sum.currency).or_insert_with(|| MonthSum {
            income: nothing,
            spending: nothing,
            by_category: Vec::new(),
        });
        total.income.minor = total.income.minor.saturating_add(sum.income);
        total.spending.minor = total.spending.minor.saturating_add(sum.spending);
        let spent = sum.spending.saturating_neg();
        match total.by_category.iter_mut().find(|(category, _)| *category == sum.category) {
            Some((_, so_far)) => *so_far = so_far.saturating_add(spent),
            None if spent > 0 => total.by_category.push((sum.category, spent)),
            None => {}
        }
    }
    for total in by_currency.values_mut() {
        total.by_category.sort_by_key(|(category, spent)| (-spent, category.word()));
    }
    Month {
        year,
        month,
        count: sums.iter().fold(0, |count, sum| count.saturating_add(sum.count)),
        sums: by_currency.into_values().collect(),
    }
}
