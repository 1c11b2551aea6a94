//! Plays what the script has of disputes.

use super::play::Stage;
use super::script::{Complaint, Who};
use crate::features::wallet_disputes::ops as disputes;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sampan_protocol::Error;
use sampan_protocol::service::KeepPicture;

impl Stage {
    /// Says or does something in a dispute.
    ///
    /// # Errors
    /// What the backend says.
    pub(super) async fn complain(&mut self, who: Who, what: &Complaint) -> Result<(), Error> {
        match what {
            Complaint::Open { reason, amount, text, shows } => {
                let base64 = STANDARD.encode(shows.character().picture);
                let kept = self.ask(who, &KeepPicture { base64, fine: true }).await?;
                let bill = self.paid.get(&who).copied().ok_or_else(Error::internal)?;
                let args = disputes::OpenDispute {
                    bill,
                    reason: *reason,
                    amount: *amount,
                    text: (*text).to_owned(),
                    pictures: vec![kept.sha256],
                };
                let op = self.wallet(who, disputes::OPEN_DISPUTE, &args).await?;
                self.disputes.insert(who, op);
            }
            Complaint::GiveIn { of, text } => {
                let dispute = self.disputes.get(of).copied().ok_or_else(Error::internal)?;
                let args = disputes::AcceptDispute { dispute, text: (*text).to_owned() };
                self.wallet(who, disputes::ACCEPT_DISPUTE, &args).await?;
            }
        }
        Ok(())
    }
}
