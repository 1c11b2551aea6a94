//! Clears the cache: rows come back from the backend, and what waits to be sent stays.

use crate::cache::Cache;
use crate::db::{Fault, blocking};
use crate::{Client, features, media};
use sampan_protocol::device::ClearCache;
use sampan_protocol::{Code, Error, Reply};
use std::io::ErrorKind;

impl Client {
    /// Answers [`ClearCache`]. Offline it refuses: everything would be gone until back online.
    ///
    /// # Errors
    /// `Offline`, or `Storage` if the files cannot be removed.
    pub async fn clear_cache(&self, _: ClearCache) -> Reply<ClearCache> {
        let core = &self.core;
        let mut turn = core.turn.lock().await;
        core.round_in(&mut turn).await.map_err(|error| match error.code {
            Code::Offline => Error::new(Code::Offline, "error.device.clear_offline"),
            _ => error,
        })?;
        let (cache, pictures) = (core.cache.clone(), core.folder.join(media::FOLDER));
        blocking(move || {
            cache.renew::<Cache>(false)?;
            match std::fs::remove_dir_all(&pictures) {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    Err(Fault::File(pictures, error))
                }
                _ => Ok(()),
            }
        })
        .await?;
        core.status.tell_rows(features::all_kinds());
        core.round_in(&mut turn).await
    }
}
