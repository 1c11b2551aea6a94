//! The bank desk of operators: payouts, files, statements and their lines.

use super::statement::save;
use crate::Client;
use crate::db::blocking;
use crate::table::row;
use sampan_protocol::Reply;
use sampan_protocol::sync::Scope;
use sampan_protocol::wallet::bank::desk::{
    BankLine, BankStatement, FILE, LINE, PAYOUT, Payout, PayoutFile, STATEMENT,
};
use sampan_protocol::wallet::bank::{
    AskBankFile, BankDesk, GetBankDesk, LookStatement, ReadStatement, SaveBankFile,
};
use std::cmp::Reverse;

impl Client {
    /// Answers [`GetBankDesk`]; from the cache.
    ///
    /// # Errors
    /// `Offline` before the service was ever reached.
    pub async fn get_bank_desk(&self, _: GetBankDesk) -> Reply<GetBankDesk> {
        let scope = Scope::of("operate", &self.core.service()?.service_id);
        self.core
            .cached(move |db| {
                let mut payouts: Vec<Payout> = row::all(db, &scope, PAYOUT)?;
                let mut files: Vec<PayoutFile> = row::all(db, &scope, FILE)?;
                let mut statements: Vec<BankStatement> = row::all(db, &scope, STATEMENT)?;
                let mut lines: Vec<BankLine> = row::all(db, &scope, LINE)?;
                payouts.sort_by_key(|payout| Reverse((payout.at, payout.id)));
                files.sort_by_key(|file| Reverse((file.at, file.id)));
                statements.sort_by_key(|statement| Reverse((statement.booked, statement.id)));
                lines.sort_by(|a, b| (&b.day, &a.id).cmp(&(&a.day, &b.id)));
                Ok(BankDesk { payouts, files, statements, lines })
            })
            .await
    }

    /// Answers [`ReadStatement`].
    ///
    /// # Errors
    /// `Offline`, or what is wrong with the file.
    pub async fn read_statement(&self, request: ReadStatement) -> Reply<ReadStatement> {
        self.core.wire.ask(&request).await
    }

    /// Answers [`LookStatement`].
    ///
    /// # Errors
    /// `Offline`, or `NotFound`.
    pub async fn look_statement(&self, request: LookStatement) -> Reply<LookStatement> {
        self.core.wire.ask(&request).await
    }

    /// Answers [`SaveBankFile`]: writes the file to where exports are.
    ///
    /// # Errors
    /// `Offline`, `NotFound`, or `Storage` if it cannot be written.
    pub async fn save_bank_file(&self, request: SaveBankFile) -> Reply<SaveBankFile> {
        let core = self.core.clone();
        let file = core.wire.ask(&AskBankFile { file: request.file }).await?;
        blocking(move || {
            let name = format!("pain001-{}.xml", file.name);
            save(&core.folder, &name, file.xml.as_bytes(), 0)
        })
        .await
    }
}
