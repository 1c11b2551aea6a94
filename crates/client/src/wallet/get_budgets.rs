//! Reads the budgets and how much of this month's is used, what waits included.

use super::get_insight::sums;
use super::loose::loose;
use super::{SCOPE, waiting};
use crate::Client;
use crate::table::row;
use sampan_protocol::Reply;
use sampan_protocol::wallet::budget::{BUDGET, Spent, budgets, used};
use sampan_protocol::wallet::{BillFilter, GetBudgets};

impl Client {
    /// Answers [`GetBudgets`]; the service's clock says which month it is, the reader's zone where
    /// it begins.
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn get_budgets(&self, request: GetBudgets) -> Reply<GetBudgets> {
        let (year, month, _) = self.core.service_now().date(request.utc_offset);
        self.core
            .view(SCOPE, move |db, view| {
                let known = row::all(db, &view.scope, BUDGET)?;
                let budgets = budgets(known, &waiting(db, view)?);
                if budgets.is_empty() {
                    return Ok(Vec::new());
                }
                let filter = BillFilter {
                    month: Some((year, month)),
                    incoming: Some(false),
                    utc_offset: request.utc_offset,
                    ..BillFilter::default()
                };
                let spent = sums(db, &filter, &loose(db, view)?)?;
                let spent: Vec<Spent> = spent
                    .iter()
                    .map(|sum| (sum.currency, sum.category, sum.spending.saturating_neg()))
                    .collect();
                Ok(used(&budgets, &spent))
            })
            .await
    }
}
