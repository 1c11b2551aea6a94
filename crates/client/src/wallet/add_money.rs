//! Puts money in through a rail.

use super::SCOPE;
use super::pay::{carry_out, settled};
use crate::Client;
use crate::perform::Draft;
use sampan_protocol::Reply;
use sampan_protocol::wallet::{AddMoney, check_amount, ops};

impl Client {
    /// Answers [`AddMoney`]; where the backend is not reached, it waits.
    ///
    /// # Errors
    /// `Invalid` for what is no amount, or the rail's refusal.
    pub async fn add_money(&self, request: AddMoney) -> Reply<AddMoney> {
        if let Some(done) = settled(&self.core, request.op).await? {
            return Ok(done);
        }
        check_amount(request.amount, &[])?;
        let args = ops::TopUp { amount: request.amount, rail: request.rail };
        let draft = Draft::new(request.op, SCOPE, ops::TOP_UP, &args, None)?;
        carry_out(&self.core, draft, None).await
    }
}
