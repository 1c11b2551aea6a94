//! Reads bills, those that wait among those that the ledger has.

use super::loose::loose;
use super::{SCOPE, newest_first, table};
use crate::Client;
use sampan_protocol::Reply;
use sampan_protocol::wallet::{Bill, ListBills};

/// The most that one call answers.
const LIMIT: u32 = 1_000;

impl Client {
    /// Answers [`ListBills`], newest first; from the cache, with what waits.
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn list_bills(&self, request: ListBills) -> Reply<ListBills> {
        let limit = request.limit.min(LIMIT);
        let offset = request.offset;
        self.core
            .view(SCOPE, move |db, view| {
                let loose = loose(db, view)?;
                let wanted = table::bill::Wanted::new(&request.filter).without(&loose.outdated);
                let mut waiting = loose.bills;
                waiting.retain(|bill| wanted.matches(bill));
                let few = u32::try_from(waiting.len()).unwrap_or(u32::MAX);
                // However those that wait fall among the others, the page lies in this window.
                let from = offset.saturating_sub(few);
                let to = offset.saturating_add(limit);
                let known = table::bill::list(db, &wanted, from, to - from)?;
                Ok(merge(known, waiting, offset - from, limit))
            })
            .await
    }
}

/// The page that begins at `skip` of both lists in one order.
fn merge(mut known: Vec<Bill>, waiting: Vec<Bill>, skip: u32, limit: u32) -> Vec<Bill> {
    known.extend(waiting);
    known.sort_by(newest_first);
    known.into_iter().skip(skip as usize).take(limit as usize).collect()
}
