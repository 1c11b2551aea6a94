//! Reads one charge.

use super::charges;
use crate::Client;
use sampan_protocol::Reply;
use sampan_protocol::wallet::GetCharge;

impl Client {
    /// Answers [`GetCharge`].
    ///
    /// # Errors
    /// `NotFound` for one that this device does not have.
    pub async fn get_charge(&self, request: GetCharge) -> Reply<GetCharge> {
        charges::one(&self.core, request.id).await
    }
}
