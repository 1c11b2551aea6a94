//! Why a video does not play: the service is not reached, it is not there any more, or it is broken.

use super::super::super::SCOPE;
use super::desk::whole;
use super::note::notes;
use crate::Client;
use crate::media::room::begun_of;
use crate::pages::List;
use sampan_protocol::feed::AskNote;
use sampan_protocol::feed::film::{Hindrance, WhyNot};
use sampan_protocol::page::Part;
use sampan_protocol::{Code, Reply};

impl Client {
    /// Answers [`WhyNot`].
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn why_not(&self, request: WhyNot) -> Reply<WhyNot> {
        let (core, id) = (&self.core, request.note);
        // What this device has of the note may be old.
        let told = core.wire.ask(&AskNote { note: id }.ask(Part::default())).await;
        let is_reached = match told {
            Err(error) if error.code == Code::NotFound => return Ok(Hindrance::Gone),
            Err(error) => error.code != Code::Offline,
            Ok(page) if page.items.first().is_none_or(|note| note.removed) => {
                return Ok(Hindrance::Gone);
            }
            Ok(_) => true,
        };
        let note = core.view(SCOPE, move |db, view| notes(db, view, &[id])).await?.pop();
        let unreached = if is_reached { Hindrance::Gone } else { Hindrance::Offline };
        let Some(file) = note.as_ref().and_then(whole) else { return Ok(unreached) };
        if core.media_path(&file.sha256).exists() {
            return Ok(Hindrance::Broken);
        }
        if !is_reached {
            return Ok(Hindrance::Offline);
        }
        // What comes next of it says whether more comes.
        let from = begun_of(&core.folder, &file.sha256);
        let piece = core.piece(&file.sha256, from).await;
        Ok(match piece.err().map(|error| error.code) {
            Some(Code::Offline) => Hindrance::Offline,
            Some(Code::NotFound) => Hindrance::Gone,
            _ => Hindrance::Broken,
        })
    }
}
