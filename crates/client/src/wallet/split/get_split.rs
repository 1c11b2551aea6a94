//! Reads one bill that I split.

use super::super::SCOPE;
use super::splits;
use crate::Client;
use sampan_protocol::wallet::split::GetSplit;
use sampan_protocol::{Error, Reply};

impl Client {
    /// Answers [`GetSplit`]; from the cache, with what waits.
    ///
    /// # Errors
    /// `NotFound` for one that this device does not have.
    pub async fn get_split(&self, request: GetSplit) -> Reply<GetSplit> {
        let all = self.core.view(SCOPE, splits).await?;
        let found = all.into_iter().find(|split| split.id == request.split);
        found.ok_or_else(|| Error::not_found("error.wallet.split_unknown"))
    }
}
