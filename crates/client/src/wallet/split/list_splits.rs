//! Reads the bills that I split.

use super::super::SCOPE;
use super::splits;
use crate::Client;
use sampan_protocol::Reply;
use sampan_protocol::wallet::split::ListSplits;

impl Client {
    /// Answers [`ListSplits`], newest first; from the cache, with what waits.
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn list_splits(&self, _: ListSplits) -> Reply<ListSplits> {
        self.core.view(SCOPE, splits).await
    }
}
