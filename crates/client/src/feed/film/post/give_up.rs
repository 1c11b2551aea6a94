//! Gives a posting up, or takes it off the list.

use super::table::posting::{self, Stage};
use super::{stage, tell};
use crate::Client;
use crate::db::blocking;
use sampan_protocol::Reply;
use sampan_protocol::feed::film::DropPosting;

impl Client {
    /// Answers [`DropPosting`]; works offline. A note that is in the outbox, or out, stays.
    ///
    /// # Errors
    /// `Storage` where it cannot be noted.
    pub async fn drop_posting(&self, request: DropPosting) -> Reply<DropPosting> {
        let core = &self.core;
        let _staging = core.staging.lock().await;
        let (own, id) = (core.own.clone(), request.video);
        let file = blocking(move || {
            own.write(|tx| {
                let Some(kept) = posting::get(tx, id)? else { return Ok(id.to_string()) };
                match kept.stage {
                    Stage::Written => posting::remove(tx, id)?,
                    // The service may have some of it.
                    Stage::Sending | Stage::Failed => posting::give_up(tx, id)?,
                    Stage::Dropped => {}
                }
                Ok(kept.file)
            })
        })
        .await?;
        // Without a posting, it is a file that was staged only.
        let path = stage::path(core, &file);
        blocking(move || {
            stage::remove(&path);
            Ok(())
        })
        .await?;
        tell(core);
        core.upload.notify_one();
        Ok(())
    }
}
