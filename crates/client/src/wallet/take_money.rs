//! Takes money out through a rail.

use super::SCOPE;
use super::pay::{carry_out, enough, settled};
use crate::Client;
use crate::perform::Draft;
use sampan_protocol::Reply;
use sampan_protocol::wallet::{TakeMoney, check_amount, ops};

impl Client {
    /// Answers [`TakeMoney`]; without PIN, or where the backend is not reached, it waits.
    ///
    /// # Errors
    /// As for [`Client::pay`].
    pub async fn take_money(&self, request: TakeMoney) -> Reply<TakeMoney> {
        if let Some(done) = settled(&self.core, request.op).await? {
            return Ok(done);
        }
        check_amount(request.amount, &[])?;
        let fees = self.core.known().service.map(|s| s.settings.fees).unwrap_or_default();
        fees.withdrawal(&request.rail, request.amount)?;
        enough(&self.core, request.op, request.amount).await?;
        let args = ops::Withdraw { amount: request.amount, rail: request.rail, bank: request.bank };
        let draft = Draft::new(request.op, SCOPE, ops::WITHDRAW, &args, None)?;
        carry_out(&self.core, draft, request.pin.as_deref()).await
    }
}
