//! Banks: accounts to be paid out to, the service's accounts to pay in to, and references.

use super::{SCOPE, waiting};
use crate::Client;
use crate::perform::Draft;
use crate::table::row;
use sampan_protocol::wallet::bank::{
    AskReference, BANK, BankReference, Banks, DropBank, KeepBank, KeptBank, ListBanks, MOST_KEPT,
    REFERENCE, house, seen,
};
use sampan_protocol::wallet::ops;
use sampan_protocol::{Error, Reply};

impl Client {
    /// Answers [`ListBanks`]; from the cache, with what waits.
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn list_banks(&self, _: ListBanks) -> Reply<ListBanks> {
        let house = self.core.known().service.map_or(Vec::new(), |info| info.settings.bank);
        self.core
            .view(SCOPE, move |db, view| {
                let known: Vec<KeptBank> = row::all(db, &view.scope, BANK)?;
                let references: Vec<BankReference> = row::all(db, &view.scope, REFERENCE)?;
                Ok(Banks { kept: seen(&known, &waiting(db, view)?), house, references })
            })
            .await
    }

    /// Answers [`KeepBank`]; works offline.
    ///
    /// # Errors
    /// `Invalid` for what no bank has, `Refused` where there are many.
    pub async fn keep_bank(&self, request: KeepBank) -> Reply<KeepBank> {
        let account = request.account.tidied()?;
        let kept = self.list_banks(ListBanks {}).await?.kept;
        if kept.len() >= MOST_KEPT && kept.iter().all(|kept| kept.id != request.op) {
            return Err(Error::refused("error.bank.too_many").with("limit", MOST_KEPT as i64));
        }
        let args = ops::KeepBank { account };
        let draft = Draft::new(request.op, SCOPE, ops::KEEP_BANK, &args, None)?;
        self.core.make(draft).await.map(drop)
    }

    /// Answers [`DropBank`]; works offline.
    ///
    /// # Errors
    /// What the outbox says.
    pub async fn drop_bank(&self, request: DropBank) -> Reply<DropBank> {
        let args = ops::DropBank { bank: request.bank };
        let draft = Draft::new(request.op, SCOPE, ops::DROP_BANK, &args, None)?;
        self.core.make(draft).await.map(drop)
    }

    /// Answers [`AskReference`]; works offline: it comes when the service is reached.
    ///
    /// # Errors
    /// `Refused` where the service has no bank account in the currency.
    pub async fn ask_reference(&self, request: AskReference) -> Reply<AskReference> {
        let currency = request.currency;
        let known = self.core.known().service;
        if known.is_some_and(|info| house::of(&info.settings.bank, currency).is_none()) {
            return Err(Error::refused("error.bank.no_house").with("currency", currency.code()));
        }
        let args = ops::AskReference { currency };
        let draft = Draft::new(request.op, SCOPE, ops::ASK_REFERENCE, &args, None)?;
        let op_id = self.core.make(draft).await?;
        self.core.see_through(op_id, None).await
    }
}
