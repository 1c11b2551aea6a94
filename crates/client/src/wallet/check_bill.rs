//! Has the service prove that a movement stands in its journal, and checks the proof here.

use crate::Client;
use sampan_protocol::wallet::{BillProof, CheckBill, ProveBill};
use sampan_protocol::{Error, Reply};

impl Client {
    /// Answers [`CheckBill`].
    ///
    /// # Errors
    /// `Offline`, or `NotFound` for a movement that is not in the ledger; `Refused` where the
    /// service's proof does not hold.
    pub async fn check_bill(&self, request: CheckBill) -> Reply<CheckBill> {
        match self.core.wire.ask(&ProveBill { bill: request.bill }).await? {
            None => Ok(BillProof::NotYet),
            Some(proof) if proof.holds() => {
                Ok(BillProof::Holds { hour: proof.hour, root: proof.root })
            }
            Some(proof) => {
                tracing::error!(?proof, bill = %request.bill, "a proof does not hold");
                Err(Error::refused("error.wallet.proof_broken"))
            }
        }
    }
}
