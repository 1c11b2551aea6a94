//! Asks somebody again.

use super::super::SCOPE;
use crate::Client;
use crate::perform::Draft;
use sampan_protocol::Reply;
use sampan_protocol::wallet::split::{REMIND, Remind, RemindPayer};

impl Client {
    /// Answers [`RemindPayer`]; works offline.
    ///
    /// # Errors
    /// `Refused` if they were reminded today already.
    pub async fn remind_payer(&self, request: RemindPayer) -> Reply<RemindPayer> {
        let args = Remind { request: request.request };
        let draft = Draft::new(request.op, SCOPE, REMIND, &args, None)?;
        let op_id = self.core.make(draft).await?;
        self.core.see_through(op_id, None).await
    }
}
