//! What is being written, kept beside the outbox: it is a person's own words.

use crate::Client;
use crate::db::blocking;
use crate::table::known;
use sampan_protocol::feed::{GetDraft, KeepDraft};
use sampan_protocol::{Error, Reply};

/// The longest name of a form, and the longest draft, in bytes.
const LIMITS: (usize, usize) = (100, 64 << 10);

impl Client {
    /// Answers [`GetDraft`]; empty where there is none.
    ///
    /// # Errors
    /// `Storage` where it cannot be read.
    pub async fn get_note_draft(&self, request: GetDraft) -> Reply<GetDraft> {
        let (own, name) = (self.core.own.clone(), name(&request.form)?);
        let found = blocking(move || own.read(|db| known::get::<String>(db, &name))).await?;
        Ok(found.unwrap_or_default())
    }

    /// Answers [`KeepDraft`].
    ///
    /// # Errors
    /// `Invalid` for what is far too long, `Storage` where it cannot be kept.
    pub async fn keep_note_draft(&self, request: KeepDraft) -> Reply<KeepDraft> {
        let (own, name) = (self.core.own.clone(), name(&request.form)?);
        if request.text.len() > LIMITS.1 {
            return Err(Error::invalid("error.feed.draft"));
        }
        let write = move || {
            own.write(|tx| match request.text.is_empty() {
                true => known::remove(tx, &name),
                false => known::set(tx, &name, &request.text),
            })
        };
        blocking(write).await
    }
}

fn name(form: &str) -> Result<String, Error> {
    if form.len() > LIMITS.0 {
        return Err(Error::invalid("error.request.malformed"));
    }
    Ok(format!("feed/draft/{form}"))
}
