//! Answers a charge of my pay code: yes with the PIN, no without.

use super::{SCOPE, charges};
use crate::Client;
use crate::perform::Draft;
use sampan_protocol::Reply;
use sampan_protocol::wallet::{AnswerCharge, ops};

impl Client {
    /// Answers [`AnswerCharge`]. A yes happens now or never: the charge does not wait.
    ///
    /// # Errors
    /// `WrongPin`, `PinLocked`, `Offline`, or the service's refusal.
    pub async fn answer_charge(&self, request: AnswerCharge) -> Reply<AnswerCharge> {
        let (core, charge) = (&self.core, request.charge);
        match request.pin {
            Some(pin) => {
                let args = ops::ConfirmCharge { charge };
                let draft = Draft::new(request.op, SCOPE, ops::CONFIRM_CHARGE, &args, None)?;
                core.now_or_never(draft, &pin).await?;
            }
            None => {
                let args = ops::RefuseCharge { charge };
                let draft = Draft::new(request.op, SCOPE, ops::REFUSE_CHARGE, &args, None)?;
                let op_id = core.make(draft).await?;
                core.see_through(op_id, None).await?;
            }
        }
        charges::one(core, charge).await
    }
}
