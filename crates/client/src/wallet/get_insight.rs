//! Reads how months compare, and whom the last of them went to.

use super::SCOPE;
use super::list_months::of_one;
use super::loose::{Loose, loose};
use super::table::bill::{self, Sum, Wanted};
use crate::Client;
use crate::db::{Connection, Fault};
use crate::table::person;
use sampan_protocol::Reply;
use sampan_protocol::wallet::insight::months_before;
use sampan_protocol::wallet::{
    Bill, BillFilter, Category, GetInsight, Insight, MonthSpent, SpentOn,
};
use std::collections::BTreeMap;

/// The most months.
const SPAN: u8 = 24;
/// How many of those that were paid are told.
const TOP: usize = 10;

impl Client {
    /// Answers [`GetInsight`]; from the cache, with what waits.
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn get_insight(&self, request: GetInsight) -> Reply<GetInsight> {
        self.core
            .view(SCOPE, move |db, view| {
                let loose = loose(db, view)?;
                let mut months = Vec::new();
                for (year, month) in months_before(request.month, request.span.min(SPAN)) {
                    let filter = of_month(&request, (year, month), request.category);
                    let spent = spent(&sums(db, &filter, &loose)?);
                    months.push(MonthSpent { year, month, spent });
                }
                let last = of_month(&request, request.month, None);
                let by_category = by_category(&sums(db, &last, &loose)?);
                let last = of_month(&request, request.month, request.category);
                Ok(Insight { months, by_category, top: top(db, &last, &loose)? })
            })
            .await
    }
}

fn of_month(request: &GetInsight, month: (i32, u8), category: Option<Category>) -> BillFilter {
    BillFilter {
        month: Some(month),
        category,
        currency: Some(request.currency),
        incoming: Some(false),
        utc_offset: request.utc_offset,
        ..BillFilter::default()
    }
}

/// What a filter's bills add up to, those that no table holds included.
pub(super) fn sums(db: &Connection, filter: &BillFilter, loose: &Loose) -> Result<Vec<Sum>, Fault> {
    let wanted = Wanted::new(filter).without(&loose.outdated);
    let mut sums = bill::sums(db, &wanted)?;
    sums.extend(loose.bills.iter().filter(|bill| wanted.matches(bill)).map(of_one));
    Ok(sums)
}

fn spent(sums: &[Sum]) -> i64 {
    sums.iter().fold(0, |spent, sum| spent.saturating_sub(sum.spending))
}

fn by_category(sums: &[Sum]) -> Vec<(Category, i64)> {
    let mut by_category: BTreeMap<Category, i64> = BTreeMap::new();
    for sum in sums {
        let so_far = by_category.entry(sum.category).or_default();
        *so_far = so_far.saturating_sub(sum.spending);
    }
    let mut sorted: Vec<_> = by_category.into_iter().filter(|(_, spent)| *spent > 0).collect();
    sorted.sort_by_key(|(category, spent)| (-spent, category.word()));
    sorted
}

fn top(db: &Connection, filter: &BillFilter, loose: &Loose) -> Result<Vec<SpentOn>, Fault> {
    let wanted = Wanted::new(filter).without(&loose.outdated);
    let mut paid = bill::paid(db, &wanted)?;
    let moves = |bill: &&Bill| bill.counts() && wanted.matches(bill);
    for bill in loose.bills.iter().filter(moves) {
        if let Some(other) = &bill.other {
            let (spent, count) = paid.entry(other.id).or_default();
            *spent = spent.saturating_sub(bill.amount.minor);
            *count += 1;
        }
    }
    let mut paid: Vec<_> = paid.into_iter().collect();
    paid.sort_by_key(|(id, (spent, count))| (-spent, std::cmp::Reverse(*count), *id));
    let mut top = Vec::new();
    for (id, (spent, count)) in paid.into_iter().take(TOP) {
        let known = person::get(db, id)?;
        let waits = || loose.bills.iter().filter_map(|b| b.other.clone()).find(|p| p.id == id);
        if let Some(other) = known.or_else(waits) {
            top.push(SpentOn { other, spent, count });
        }
    }
    Ok(top)
}
