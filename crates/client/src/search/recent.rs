//! What was looked for lately: on this device only, beside the outbox, until it is forgotten.

use crate::Client;
use crate::db::blocking;
use crate::table::known;
use sampan_protocol::Reply;
use sampan_protocol::search::{ForgetRecent, KeepRecent, ListRecent, RECENT, check_text};

/// The name under which it is known.
const NAME: &str = "search/recent";

impl Client {
    /// Answers [`ListRecent`].
    ///
    /// # Errors
    /// `Storage` where it cannot be read.
    pub async fn list_recent(&self, _: ListRecent) -> Reply<ListRecent> {
        let own = self.core.own.clone();
        let found = blocking(move || own.read(|db| known::get(db, NAME))).await?;
        Ok(found.unwrap_or_default())
    }

    /// Answers [`KeepRecent`].
    ///
    /// # Errors
    /// `Invalid` for what is too long, `Storage` where it cannot be kept.
    pub async fn keep_recent(&self, request: KeepRecent) -> Reply<KeepRecent> {
        check_text(&request.text)?;
        let text = request.text.trim().to_owned();
        if text.is_empty() {
            return Ok(());
        }
        self.change(move |all| {
            all.retain(|one| one.to_lowercase() != text.to_lowercase());
            all.insert(0, text.clone());
            all.truncate(RECENT);
        })
        .await
    }

    /// Answers [`ForgetRecent`].
    ///
    /// # Errors
    /// `Storage` where it cannot be written.
    pub async fn forget_recent(&self, request: ForgetRecent) -> Reply<ForgetRecent> {
        self.change(move |all| match &request.text {
            Some(text) => all.retain(|one| one != text),
            None => all.clear(),
        })
        .await
    }

    async fn change(
        &self,
        change: impl Fn(&mut Vec<String>) + Send + 'static,
    ) -> Reply<KeepRecent> {
        let own = self.core.own.clone();
        let write = move || {
            own.write(|tx| {
                let mut all = known::get(tx, NAME)?.unwrap_or_default();
                change(&mut all);
                match all.is_empty() {
                    true => known::remove(tx, NAME),
                    false => known::set(tx, NAME, &all),
                }
            })
        };
        blocking(write).await
    }
}
