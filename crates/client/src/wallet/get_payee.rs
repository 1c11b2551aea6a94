//! Reads one person as this device knows them, asking the service if it has to.

use crate::Client;
use crate::table::person;
use sampan_protocol::people::ById;
use sampan_protocol::wallet::GetPayee;
use sampan_protocol::{Code, Error, Reply};

impl Client {
    /// Answers [`GetPayee`].
    ///
    /// # Errors
    /// `NotFound` for somebody who does not exist, `Offline` for somebody whom this device never
    /// saw.
    pub async fn get_payee(&self, request: GetPayee) -> Reply<GetPayee> {
        let id = request.person;
        if let Some(known) = self.core.cached(move |db| person::get(db, id)).await? {
            return Ok(known);
        }
        match self.core.wire.ask(&ById { person: id }).await {
            Ok(person) => {
                self.remember(vec![person.clone()]).await;
                Ok(person)
            }
            Err(error) if error.code == Code::NotFound => {
                Err(Error::not_found("error.wallet.unknown_payee"))
            }
            Err(error) => Err(error),
        }
    }
}
