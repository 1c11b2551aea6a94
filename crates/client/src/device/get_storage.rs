//! Reads how much this profile takes on disk.

use crate::Client;
use crate::cache::Cache;
use crate::db::{Schema, blocking, files_of};
use crate::media;
use crate::outbox::Outbox;
use sampan_protocol::Reply;
use sampan_protocol::device::{GetStorage, Storage};
use std::path::Path;

impl Client {
    /// Answers [`GetStorage`].
    ///
    /// # Errors
    /// None; what is not there takes nothing.
    pub async fn get_storage(&self, _: GetStorage) -> Reply<GetStorage> {
        let folder = self.core.folder.clone();
        blocking(move || {
            let database = |name: &str| files_of(&folder.join(name)).iter().map(|f| bytes(f)).sum();
            Ok(Storage {
                cache: database(Cache::FILE),
                media: bytes(&folder.join(media::FOLDER)),
                own: database(Outbox::FILE),
                backend: database("backend.db") + bytes(&folder.join("backend-media")),
            })
        })
        .await
    }
}

/// Bytes of a file, or of everything in a folder.
fn bytes(path: &Path) -> u64 {
    let Ok(found) = std::fs::symlink_metadata(path) else {
        return 0;
    };
    if !found.is_dir() {
        return found.len();
    }
    let Ok(entries) = std::fs::read_dir(path) else {
        return 0;
    };
    entries.flatten().map(|entry| bytes(&entry.path())).sum()
}
