//! Writes messages, and takes them back or away.

use super::SCOPE;
use crate::Client;
use crate::perform::Draft;
use crate::table::person;
use sampan_protocol::ids::OpId;
use sampan_protocol::messages::{
    Content, HideMessage, KeepVoice, PICTURES, Place, RecallMessage, SendMessage, check_content,
    ops,
};
use sampan_protocol::people::Person;
use sampan_protocol::service::KeepPicture;
use sampan_protocol::{Code, Error, Reply};
use serde::Serialize;

impl Client {
    /// Answers [`SendMessage`]; works offline, but for pictures and recordings.
    ///
    /// # Errors
    /// `Invalid` for what nobody says, `Offline` if files cannot be handed in now.
    pub async fn send_message(&self, request: SendMessage) -> Reply<SendMessage> {
        let SendMessage { op, message, place, mut content, answers, files } = request;
        match &mut content {
            Content::Pictures(names) => {
                if names.len() + files.len() > PICTURES {
                    check_content(&Content::Pictures(vec![String::new(); PICTURES + 1]))?;
                }
                for base64 in files {
                    let kept = self.core.wire.ask(&KeepPicture { base64, fine: true }).await;
                    names.push(kept.map_err(no_line)?.sha256);
                }
            }
            Content::Voice(voice) => {
                for base64 in files {
                    let kept = self.core.wire.ask(&KeepVoice { base64 }).await;
                    voice.media = kept.map_err(no_line)?.sha256;
                }
            }
            _ => {}
        }
        check_content(&content)?;
        let other = match place {
            Place::Person(id) => self.core.cached(move |db| person::get(db, id)).await?,
            Place::Group(_) => None,
        };
        let send = ops::Send { place, message, content, answers };
        self.do_in_chats(op, ops::SEND, &send, other).await
    }

    /// Answers [`RecallMessage`]. The service's clock says whether it is too late.
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn recall_message(&self, request: RecallMessage) -> Reply<RecallMessage> {
        let RecallMessage { op, message } = request;
        let recall = ops::Recall { message };
        let draft = Draft::new(op, SCOPE, ops::RECALL, &recall, None)?;
        // Whoever recalls is told at once whether it was in time.
        let op_id = self.core.make(draft).await?;
        self.core.see_through(op_id, None).await
    }

    /// Answers [`HideMessage`]; works offline.
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub async fn hide_message(&self, request: HideMessage) -> Reply<HideMessage> {
        let HideMessage { op, message } = request;
        self.do_in_chats(op, ops::HIDE, &ops::Hide { message }, None).await
    }

    /// Puts an operation about chats into the outbox.
    pub(super) async fn do_in_chats(
        &self,
        op: OpId,
        name: &'static str,
        args: &(impl Serialize + Sync),
        other: Option<Person>,
    ) -> Result<(), Error> {
        self.core.make(Draft::new(op, SCOPE, name, args, other)?).await.map(drop)
    }
}

/// Files are handed in with a connection.
pub(super) fn no_line(error: Error) -> Error {
    match error.code {
        Code::Offline => Error::new(Code::Offline, "error.messages.media_offline"),
        _ => error,
    }
}
