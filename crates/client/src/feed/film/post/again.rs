//! Tries a posting again: the upload, the note, or what the service makes of the file.

use super::super::super::SCOPE;
use super::table::posting::{self, Kept, Stage};
use super::upload::{operation, video};
use super::{list, stage, tell};
use crate::Client;
use crate::core::Core;
use crate::db::blocking;
use crate::perform::Draft;
use sampan_protocol::feed::film::{Filmed, PostVideo, RetryPosting};
use sampan_protocol::feed::ops::Said;
use sampan_protocol::ids::{OpId, VideoId};
use sampan_protocol::media::{RetryVideo, VideoState};
use sampan_protocol::{Code, Error, Reply};

impl Client {
    /// Answers [`RetryPosting`].
    ///
    /// # Errors
    /// `Offline` where the service has to be asked and is not reached; what it says where it does not try
    /// again and the file is not here any more.
    pub async fn retry_posting(&self, request: RetryPosting) -> Reply<RetryPosting> {
        let core = &self.core;
        let (own, id) = (core.own.clone(), request.video);
        let Some(kept) = blocking(move || own.read(|db| posting::get(db, id))).await? else {
            return Ok(());
        };
        match kept.stage {
            Stage::Sending | Stage::Dropped => {}
            Stage::Failed => {
                let own = core.own.clone();
                blocking(move || own.write(|tx| posting::again(tx, id))).await?;
            }
            Stage::Written => try_again(core, kept).await?,
        }
        tell(core);
        core.upload.notify_one();
        core.kick.notify_one();
        Ok(())
    }
}

/// Tries one again of which all is there.
async fn try_again(core: &Core, kept: Kept) -> Result<(), Error> {
    let (own, of) = (core.own.clone(), kept.clone());
    let refused = blocking(move || own.read(|db| list::refused(db, &of))).await?.is_some();
    if video(core, &kept).await?.is_some_and(|video| video.state == VideoState::Failed) {
        match core.wire.ask(&RetryVideo { video: kept.video }).await {
            Ok(()) => {}
            Err(error) if error.code == Code::Offline => return Err(error),
            Err(error) => return upload_anew(core, kept, refused, error).await,
        }
    }
    if refused {
        let (name, args) = operation(&kept)?;
        core.make(Draft::new(kept.op, SCOPE, name, &args, None)?).await?;
    }
    Ok(())
}

/// Uploads the file once more, as another video: the service has no way back to the one that failed.
async fn upload_anew(core: &Core, kept: Kept, refused: bool, error: Error) -> Result<(), Error> {
    let path = stage::path(core, &kept.file);
    if !tokio::fs::try_exists(&path).await.unwrap_or(false) {
        return Err(error);
    }
    let next = VideoId::new(&*core.clock, &*core.random);
    let film = kept.request.said.film.clone().map(|film| Filmed { id: next, ..film });
    let said = Said { film, ..kept.request.said.clone() };
    let before = kept.video;
    // A note that was refused is written as it was meant to be; any other one is changed.
    let (op, edits) = match refused {
        true => (kept.op, kept.edits),
        false => (OpId::new(&*core.clock, &*core.random), true),
    };
    let request = PostVideo { said, ..kept.request };
    let next = Kept { video: next, op, edits, request, ..kept };
    let own = core.own.clone();
    blocking(move || own.write(|tx| posting::anew(tx, before, &next))).await.map(drop)
}
