//! Pauses a plan, has it go on, or takes it back.

use super::super::SCOPE;
use crate::Client;
use crate::perform::Draft;
use sampan_protocol::Reply;
use sampan_protocol::wallet::plan::{ChangePlan, SET, SetPlan};

impl Client {
    /// Answers [`ChangePlan`]; works offline.
    ///
    /// # Errors
    /// The refusal: it is over.
    pub async fn change_plan(&self, request: ChangePlan) -> Reply<ChangePlan> {
        let args = SetPlan { plan: request.plan, state: request.state };
        let draft = Draft::new(request.op, SCOPE, SET, &args, None)?;
        let op_id = self.core.make(draft).await?;
        self.core.see_through(op_id, None).await
    }
}
