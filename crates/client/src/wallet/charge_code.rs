//! Takes an amount by a payer's pay code.

use super::{SCOPE, charges};
use crate::Client;
use crate::perform::Draft;
use sampan_protocol::wallet::{ChargeCode, ChargeState, check_amount, check_note, ops, pay_code};
use sampan_protocol::{Code, Error, Reply};

impl Client {
    /// Answers [`ChargeCode`]. Where the line breaks off in between, the charge waits; a code that
    /// has run out by then is refused.
    ///
    /// # Errors
    /// `Invalid` for what is mistyped, `Offline`, or why the code cannot be charged.
    pub async fn charge_code(&self, request: ChargeCode) -> Reply<ChargeCode> {
        let core = &self.core;
        if let Some(done) = charges::find(core, request.op).await?
            && done.state != ChargeState::Pending
        {
            return Ok(done);
        }
        let limits = core.known().service.map_or(Vec::new(), |s| s.transfer_limits);
        check_amount(request.amount, &limits)?;
        check_note(&request.note)?;
        let code = pay_code::read(&request.code)?;
        if !core.status.shown().online && core.round().await.is_err() {
            return Err(Error::new(Code::Offline, "error.wallet.charge_offline"));
        }
        let args = ops::ChargeCode { code, amount: request.amount, note: request.note };
        let draft = Draft::new(request.op, SCOPE, ops::CHARGE_CODE, &args, None)?;
        let op_id = core.make(draft).await?;
        core.see_through(op_id, None).await?;
        let charge = charges::one(core, op_id).await?;
        match charge.state {
            ChargeState::Failed(error) => Err(error),
            _ => Ok(charge),
        }
    }
}
