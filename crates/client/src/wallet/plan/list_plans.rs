//! Reads my plans, and what of mine is underway.

use super::super::{SCOPE, table};
use super::plans;
use crate::Client;
use sampan_protocol::Reply;
use sampan_protocol::wallet::plan::{ListPlans, Plans};
use sampan_protocol::wallet::{Bill, BillFilter, BillState};

/// Of how many of the latest bills those that are underway are looked for: they are a day old at
/// most.
const LOOK_AT: u32 = 500;

impl Client {
    /// Answers [`ListPlans`]; from the cache, with what waits.
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn list_plans(&self, _: ListPlans) -> Reply<ListPlans> {
        self.core
            .view(SCOPE, |db, view| {
                let wanted = table::bill::Wanted::new(&BillFilter::default());
                let mut underway = table::bill::list(db, &wanted, 0, LOOK_AT)?;
                underway.retain(|bill: &Bill| matches!(bill.state, BillState::Underway(_)));
                Ok(Plans { plans: plans(db, view)?, underway })
            })
            .await
    }
}
