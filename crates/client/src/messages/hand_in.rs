//! Hands in the pictures and recordings of messages that wait, one after the other, and lets each
//! message go once all of its files are there.

use super::files;
use super::say::name;
use crate::core::Core;
use crate::db::blocking;
use crate::features;
use crate::media;
use crate::outbox::Op;
use crate::outbox::held::{self, File};
use crate::run::{Backoff, HOPELESS};
use sampan_protocol::ids::OpId;
use sampan_protocol::messages::{Content, KeepVoice, VOICE_BYTES, ops};
use sampan_protocol::service::{KeepPicture, PICTURE_BYTES};
use sampan_protocol::{Code, Error};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Hands in whenever something waits and the service is reached; ends when it is aborted.
pub(crate) async fn keep_handing_in(core: Arc<Core>) {
    let random = core.random.clone();
    let mut backoff = Backoff::new(&*random);
    loop {
        match core.hand_in().await {
            Ok(_) => {
                backoff.reset();
                core.handing.wake.notified().await;
            }
            Err(error) => {
                tracing::debug!(%error, "not handed in");
                let wait = if error.is_retriable() { backoff.wait() } else { HOPELESS };
                tokio::select! {
                    () = tokio::time::sleep(wait) => {}
                    () = core.handing.wake.notified() => {}
                }
            }
        }
    }
}

impl Core {
    /// Hands in what waits; says whether anything went on by that.
    ///
    /// # Errors
    /// `Offline`, or what else is in the way for now; what was handed in stays so.
    pub(crate) async fn hand_in(&self) -> Result<bool, Error> {
        let _turn = self.handing.turn.lock().await;
        files::sweep(self).await;
        let (mut moved, mut stuck, mut later) = (false, BTreeSet::new(), None);
        loop {
            let (own, but) = (self.own.clone(), stuck.clone());
            let next = blocking(move || own.read(|db| held::next(db, &but))).await?;
            let Some((op, files)) = next else { break };
            match self.hand_in_one(&op, &files).await {
                Ok(()) => moved = true,
                Err(error) if is_for_good(&error) => {
                    self.refuse(op.op_id, error).await?;
                    moved = true;
                }
                Err(error) if error.code == Code::Offline => return Err(error),
                Err(error) => {
                    // What is in the way of one is not in the way of all.
                    stuck.insert(op.op_id);
                    later = Some(error);
                }
            }
        }
        files::sweep(self).await;
        later.map_or(Ok(moved), Err)
    }

    async fn hand_in_one(&self, op: &Op, files: &[File]) -> Result<(), Error> {
        let mut send = ops::Send::deserialize(&op.args).map_err(|_| Error::internal())?;
        let mut names = Vec::new();
        for file in files {
            let kept = match &file.kept {
                Some(kept) => kept.clone(),
                None => self.hand_in_file(op.op_id, file, &send.content).await?,
            };
            name(&mut send.content, file.place, &kept);
            names.push((file.sha256.clone(), kept));
        }
        let args = serde_json::to_value(&send).map_err(|_| Error::internal())?;
        let (own, identity, op_id) = (self.own.clone(), self.wire.identity(), op.op_id);
        let went = move || own.write(|tx| held::handed_in(tx, op_id, &args, &identity));
        if blocking(went).await? {
            self.changed(&op.name).await?;
        }
        self.show_kept(names).await;
        Ok(())
    }

    /// Hands one file in; answers what the service calls it.
    async fn hand_in_file(
        &self,
        op_id: OpId,
        file: &File,
        content: &Content,
    ) -> Result<String, Error> {
        let gone = || Error::invalid("error.messages.media_missing");
        let bytes = files::bytes(self, &file.sha256).await?.ok_or_else(gone)?;
        let kept = match content {
            Content::Voice(_) => {
                small(&bytes, VOICE_BYTES, "error.messages.voice_large")?;
                let base64 = files::written(&bytes);
                self.wire.ask(&KeepVoice { base64 }).await?.sha256
            }
            _ => {
                small(&bytes, PICTURE_BYTES, "error.messages.picture_large")?;
                let base64 = files::written(&bytes);
                self.wire.ask(&KeepPicture { base64, fine: true }).await?.sha256
            }
        };
        let (own, file, noted) = (self.own.clone(), file.clone(), kept.clone());
        blocking(move || own.write(|tx| held::note(tx, op_id, &file, &noted))).await?;
        Ok(kept)
    }

    async fn refuse(&self, op_id: OpId, error: Error) -> Result<(), Error> {
        tracing::info!(op = %op_id, %error, "a file is refused");
        let (own, identity) = (self.own.clone(), self.wire.identity());
        blocking(move || own.write(|tx| held::refuse(tx, op_id, error, &identity))).await?;
        self.changed(ops::SEND).await
    }

    async fn changed(&self, name: &str) -> Result<(), Error> {
        self.status.tell_rows(features::kinds_of(name));
        self.recount().await?;
        self.kick.notify_one();
        Ok(())
    }

    /// Has files under the service's names on this device, in place of those that were handed in.
    async fn show_kept(&self, names: Vec<(String, String)>) {
        for (sha256, kept) in names {
            if sha256 == kept {
                continue;
            }
            // Without a connection it is fetched when it is looked at.
            if media::file(self, &kept).await.is_ok()
                && let Err(error) = files::hide(self, &sha256).await
            {
                tracing::warn!(%error, sha256, "a file that was handed in stays");
            }
        }
    }
}

/// Refuses a file that is larger than the service takes, before it is sent.
fn small(bytes: &[u8], most: usize, key: &'static str) -> Result<(), Error> {
    if bytes.len() <= most {
        return Ok(());
    }
    let limit = i64::try_from(most / 1_000_000).unwrap_or(i64::MAX);
    Err(Error::invalid(key).with("limit", limit))
}

/// Whether handing the same file in again helps nobody.
fn is_for_good(error: &Error) -> bool {
    matches!(error.code, Code::Invalid | Code::Refused | Code::NotFound)
}
