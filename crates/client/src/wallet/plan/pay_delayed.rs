//! Pays somebody after a while.

use super::super::SCOPE;
use super::super::pay::{carry_out, enough, settled};
use crate::Client;
use crate::perform::Draft;
use sampan_protocol::wallet::plan::{DELAY, Delay, PayDelayed};
use sampan_protocol::wallet::{check_amount, check_note};
use sampan_protocol::{Error, Reply};

impl Client {
    /// Answers [`PayDelayed`]. Without PIN, or where the backend is not reached, it waits.
    ///
    /// # Errors
    /// As for [`Client::pay`].
    pub async fn pay_delayed(&self, request: PayDelayed) -> Reply<PayDelayed> {
        let core = &self.core;
        if let Some(done) = settled(core, request.op).await? {
            return Ok(done);
        }
        let limits = core.known().service.map_or(Vec::new(), |s| s.transfer_limits);
        check_amount(request.amount, &limits)?;
        check_note(&request.note)?;
        if request.to.id == core.me()?.id {
            return Err(Error::refused("error.wallet.own_payment"));
        }
        enough(core, request.op, request.amount).await?;
        let args = Delay {
            to: request.to.id,
            amount: request.amount,
            note: request.note,
            seconds: request.seconds,
        };
        let draft = Draft::new(request.op, SCOPE, DELAY, &args, Some(request.to))?;
        carry_out(core, draft, request.pin.as_deref()).await
    }
}
