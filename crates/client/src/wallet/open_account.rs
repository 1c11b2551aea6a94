//! Opens an account in another currency.

use super::SCOPE;
use crate::Client;
use crate::perform::Draft;
use sampan_protocol::wallet::{OpenAccount, ops};
use sampan_protocol::{Error, Reply};

impl Client {
    /// Answers [`OpenAccount`]; works offline.
    ///
    /// # Errors
    /// `Refused` for a currency that the service does not have, or its own refusal.
    pub async fn open_account(&self, request: OpenAccount) -> Reply<OpenAccount> {
        let currency = request.currency;
        let known = self.core.known().service;
        if known.is_some_and(|service| !service.settings.currencies.contains(&currency)) {
            return Err(Error::refused("error.wallet.currency_not_offered")
                .with("currency", currency.code()));
        }
        let args = ops::OpenAccount { currency };
        let draft = Draft::new(request.op, SCOPE, ops::OPEN_ACCOUNT, &args, None)?;
        let op_id = self.core.make(draft).await?;
        self.core.see_through(op_id, None).await
    }
}
