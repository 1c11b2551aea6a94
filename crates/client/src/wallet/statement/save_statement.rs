//! Writes a statement to a file.

use super::fetch::fetch;
use super::written::save;
use super::{Letter, camt, csv, digits, document};
use crate::Client;
use crate::db::blocking;
use sampan_protocol::Reply;
use sampan_protocol::wallet::statement::{Format, SaveStatement};

impl Client {
    /// Answers [`SaveStatement`]; the ledger is asked, not the cache.
    ///
    /// # Errors
    /// `Invalid` for what is no period, `Offline`, the backend's refusal, `Storage` if the file
    /// cannot be written.
    pub async fn save_statement(&self, request: SaveStatement) -> Reply<SaveStatement> {
        let core = self.core.clone();
        let (me, service) = (core.me()?, core.service()?);
        let statement = fetch(&core, &request.wanted).await?;
        let at = core.service_now();
        blocking(move || {
            let letter = Letter {
                statement: &statement,
                owner: &me.name,
                handle: &me.handle,
                service: &service.settings.name,
                play_money: service.play_money,
                at,
                utc_offset: request.wanted.utc_offset,
            };
            let (bytes, missing, extension) = match request.format {
                Format::Csv => (csv::write(&letter, request.language).into_bytes(), 0, "csv"),
                Format::Camt053 => (camt::write(&letter).into_bytes(), 0, "xml"),
                Format::Pdf => {
                    let (bytes, missing) = document::statement(&letter, request.language)?;
                    (bytes, missing, "pdf")
                }
            };
            let (currency, first, last) =
                (statement.currency, digits(letter.first()), digits(letter.last()));
            let name = format!("sampan-{}-{currency}-{first}-{last}.{extension}", me.handle);
            save(&core.folder, &name, &bytes, missing)
        })
        .await
    }
}
