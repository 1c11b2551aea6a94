//! Writes messages, and takes them back or away.

use super::{SCOPE, files};
use crate::Client;
use crate::outbox::held::{File, Lane};
use crate::perform::Draft;
use crate::table::person;
use sampan_protocol::ids::OpId;
use sampan_protocol::messages::{
    Content, HideMessage, PICTURES, Place, RecallMessage, SendMessage, check_content, ops,
};
use sampan_protocol::people::Person;
use sampan_protocol::{Code, Error, Reply};
use serde::Serialize;

impl Client {
    /// Answers [`SendMessage`]; works offline. Files are kept on this device until they are handed in;
    /// what is said in the same chat afterwards waits for that.
    ///
    /// # Errors
    /// `Invalid` for what nobody says, `Storage` where it cannot be kept.
    pub async fn send_message(&self, request: SendMessage) -> Reply<SendMessage> {
        let SendMessage { op, message, place, mut content, answers, files } = request;
        let first = room_for(&mut content, files.len())?;
        check_content(&content)?;
        let read = files::read_all(&files)?;
        let core = &self.core;
        let _keeping = core.handing.keeping.lock().await;
        let names = files::keep(core, read).await?;
        let me = core.me()?.id;
        let file =
            |(place, sha256): (usize, &String)| File { place, sha256: sha256.clone(), kept: None };
        let files: Vec<File> = (first..).zip(&names).map(file).collect();
        for file in &files {
            name(&mut content, file.place, &file.sha256);
        }
        let other = match place {
            Place::Person(id) => core.cached(move |db| person::get(db, id)).await?,
            Place::Group(_) => None,
        };
        let send = ops::Send { place, message, content, answers };
        let lane = Lane { name: Some(place.chat(me).to_string()), files };
        core.make(Draft::new(op, SCOPE, ops::SEND, &send, other)?.behind(lane)).await?;
        core.handing.wake.notify_one();
        Ok(())
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

/// Makes room for files in what a message says; answers which place the first of them has.
fn room_for(content: &mut Content, files: usize) -> Result<usize, Error> {
    match content {
        Content::Pictures(names) => {
            let first = names.len();
            // More are refused all the same.
            names.resize((first + files).min(PICTURES + 1), String::new());
            Ok(first)
        }
        Content::Voice(_) if files <= 1 => Ok(0),
        _ if files == 0 => Ok(0),
        _ => Err(Error::invalid("error.request.malformed")),
    }
}

/// Calls a file of a message by its name.
pub(super) fn name(content: &mut Content, place: usize, sha256: &str) {
    match content {
        Content::Pictures(names) => {
            if let Some(name) = names.get_mut(place) {
                sha256.clone_into(name);
            }
        }
        Content::Voice(voice) => sha256.clone_into(&mut voice.media),
        _ => {}
    }
}

/// A group's picture is handed in with a connection.
pub(super) fn no_line(error: Error) -> Error {
    match error.code {
        Code::Offline => Error::new(Code::Offline, "error.messages.media_offline"),
        _ => error,
    }
}
