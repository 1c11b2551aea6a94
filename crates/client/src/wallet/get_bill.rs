//! Reads one bill.

use super::{SCOPE, bill};
use crate::Client;
use sampan_protocol::wallet::GetBill;
use sampan_protocol::{Error, Reply};

impl Client {
    /// Answers [`GetBill`]; a movement that was refused and tried again is found under either
    /// identifier.
    ///
    /// # Errors
    /// `NotFound` for a bill that this device does not have.
    pub async fn get_bill(&self, request: GetBill) -> Reply<GetBill> {
        let asked = sampan_protocol::ids::OpId(request.id.0);
        let own = self.core.own.clone();
        let current =
            crate::db::blocking(move || own.read(|db| crate::outbox::current(db, asked))).await?;
        let id = sampan_protocol::ids::BillId(current.0);
        let found = self.core.view(SCOPE, move |db, view| bill(db, view, id)).await?;
        found.ok_or_else(|| Error::not_found("error.wallet.no_bill"))
    }
}
