//! Calls a delayed transfer back.

use super::super::SCOPE;
use crate::Client;
use crate::perform::Draft;
use sampan_protocol::Reply;
use sampan_protocol::wallet::plan::{CALL_BACK, CallBack, CallPaymentBack};

impl Client {
    /// Answers [`CallPaymentBack`]; works offline, as long as it has not arrived by then.
    ///
    /// # Errors
    /// The refusal: it has arrived.
    pub async fn call_payment_back(&self, request: CallPaymentBack) -> Reply<CallPaymentBack> {
        let args = CallBack { bill: request.bill };
        let draft = Draft::new(request.op, SCOPE, CALL_BACK, &args, None)?;
        let op_id = self.core.make(draft).await?;
        self.core.see_through(op_id, None).await
    }
}
