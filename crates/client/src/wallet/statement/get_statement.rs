//! Reads what a statement adds up to.

use super::fetch::fetch;
use crate::Client;
use sampan_protocol::wallet::statement::{GetStatement, StatementSums};
use sampan_protocol::{Reply, Timestamp};

impl Client {
    /// Answers [`GetStatement`]; the ledger is asked, not the cache.
    ///
    /// # Errors
    /// `Invalid` for what is no period, `Offline`, or the backend's refusal.
    pub async fn get_statement(&self, request: GetStatement) -> Reply<GetStatement> {
        let statement = fetch(&self.core, &request.wanted).await?;
        let [(income, came), (spending, went)] = statement.turnover();
        let offset = request.wanted.utc_offset;
        Ok(StatementSums {
            first: statement.from.date(offset),
            last: Timestamp(statement.to.0 - 1).date(offset),
            currency: statement.currency,
            opening: statement.opening,
            closing: statement.closing,
            income,
            spending,
            count: u32::try_from(came + went).unwrap_or(u32::MAX),
        })
    }
}
