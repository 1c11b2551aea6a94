//! Forgets what was learned of what one watched, or writes it into a file.

use super::{learned, refused, tell, wishes};
use crate::Client;
use crate::db::{Fault, blocking};
use crate::export::export;
use sampan_protocol::Reply;
use sampan_protocol::feed::film::{ExportWatching, ForgetWatching, WATCHING};
use serde_json::json;

impl Client {
    /// Answers [`ForgetWatching`].
    ///
    /// # Errors
    /// `Storage` where it cannot be written.
    pub async fn forget_watching(&self, _: ForgetWatching) -> Reply<ForgetWatching> {
        let own = self.core.own.clone();
        let write = move || {
            own.write(|tx| {
                learned::forget(tx)?;
                refused::forget(tx)?;
                tell::forget(tx)
            })
        };
        blocking(write).await?;
        self.core.status.tell_rows(vec![WATCHING.to_owned()]);
        Ok(())
    }

    /// Answers [`ExportWatching`]: `{format, exported_at, wishes, profile, names}`, as JSON; `names` says
    /// what videos, accounts and topics of the profile are called.
    ///
    /// # Errors
    /// `Storage` where it cannot be written.
    pub async fn export_watching(&self, _: ExportWatching) -> Reply<ExportWatching> {
        let (own, now) = (self.core.own.clone(), self.core.clock.now());
        let folder = self.core.folder.clone();
        let write = move || {
            let (learned, wishes) = own.read(|db| Ok((learned::read(db)?, wishes::read(db)?)))?;
            let document = json!({
                "format": "sampan-watching-1",
                "exported_at": now,
                "wishes": wishes,
                "profile": learned.profile,
                "names": learned.names,
            });
            let mut text = serde_json::to_string_pretty(&document)?;
            text.push('\n');
            let (year, month, day) = now.date(0);
            let name = format!("sampan-watching-{year}-{month:02}-{day:02}.json");
            let path = export(&folder, &name, text.as_bytes())?;
            Ok::<_, Fault>(path.display().to_string())
        };
        blocking(write).await
    }
}
