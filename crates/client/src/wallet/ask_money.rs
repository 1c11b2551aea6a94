//! Asks somebody for money.

use super::SCOPE;
use crate::Client;
use crate::perform::Draft;
use sampan_protocol::wallet::{AskMoney, check_amount, check_note, ops};
use sampan_protocol::{Error, Reply};

impl Client {
    /// Answers [`AskMoney`]; works offline.
    ///
    /// # Errors
    /// `Invalid` or `Refused` for what cannot be asked for.
    pub async fn ask_money(&self, request: AskMoney) -> Reply<AskMoney> {
        let limits = self.core.known().service.map_or(Vec::new(), |s| s.transfer_limits);
        check_amount(request.amount, &limits)?;
        check_note(&request.note)?;
        if request.payer.id == self.core.me()?.id {
            return Err(Error::refused("error.wallet.own_request"));
        }
        let args = ops::Ask { payer: request.payer.id, amount: request.amount, note: request.note };
        let draft = Draft::new(request.op, SCOPE, ops::ASK, &args, Some(request.payer))?;
        self.core.make(draft).await.map(drop)
    }
}
