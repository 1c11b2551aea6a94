//! Writes the receipt of a bill to a file: a picture or a document, to be handed on.

use super::document::{self, Slip};
use super::written::save;
use crate::Client;
use crate::db::blocking;
use sampan_protocol::Reply;
use sampan_protocol::wallet::GetBill;
use sampan_protocol::wallet::statement::{ReceiptFormat, SaveReceipt};

impl Client {
    /// Answers [`SaveReceipt`]; works offline. What the owner wrote upon the bill is not on it.
    ///
    /// # Errors
    /// `NotFound` for a bill that this device does not have, `Storage` if the file cannot be
    /// written.
    pub async fn save_receipt(&self, request: SaveReceipt) -> Reply<SaveReceipt> {
        let bill = self.get_bill(GetBill { id: request.bill }).await?;
        let core = self.core.clone();
        let me = core.me()?;
        let service = core.known().service;
        let at = core.service_now();
        blocking(move || {
            let slip = Slip {
                bill: &bill,
                owner: &me,
                service: service.as_ref().map_or("Sampan", |s| s.settings.name.as_str()),
                play_money: service.as_ref().is_some_and(|s| s.play_money),
                at,
                utc_offset: request.utc_offset,
            };
            let picture = request.format == ReceiptFormat::Picture;
            let (bytes, missing) = document::receipt(&slip, request.language, picture)?;
            let extension = if picture { "png" } else { "pdf" };
            save(&core.folder, &format!("sampan-{}.{extension}", bill.id), &bytes, missing)
        })
        .await
    }
}
