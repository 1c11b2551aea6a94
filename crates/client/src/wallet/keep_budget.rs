//! Sets a budget, or takes it away.

use super::SCOPE;
use crate::Client;
use crate::perform::Draft;
use sampan_protocol::Reply;
use sampan_protocol::wallet::KeepBudget;
use sampan_protocol::wallet::budget::SET_BUDGET;

impl Client {
    /// Answers [`KeepBudget`]; works offline.
    ///
    /// # Errors
    /// `Invalid` for what is no budget.
    pub async fn keep_budget(&self, request: KeepBudget) -> Reply<KeepBudget> {
        request.budget.check()?;
        let draft = Draft::new(request.op, SCOPE, SET_BUDGET, &request.budget, None)?;
        self.core.make(draft).await.map(drop)
    }
}
