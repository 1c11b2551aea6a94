//! Adds somebody to the address book, or changes the note about them.

use super::SCOPE;
use crate::Client;
use crate::perform::Draft;
use sampan_protocol::people::{SetContact, ops};
use sampan_protocol::{Error, Reply};

impl Client {
    /// Answers [`SetContact`]; works offline.
    ///
    /// # Errors
    /// `Invalid` for a note that is too long, or oneself.
    pub async fn set_contact(&self, request: SetContact) -> Reply<SetContact> {
        check_note(&request.note)?;
        if request.person.id == self.core.me()?.id {
            return Err(Error::invalid("error.people.contact_self"));
        }
        let args = ops::SetContact { person: request.person.id, note: request.note };
        let name = "people.set_contact";
        let draft = Draft::new(request.op, SCOPE, name, &args, Some(request.person))?;
        self.core.make(draft).await.map(drop)
    }
}

/// The longest note, in characters.
const NOTE_LIMIT: usize = 200;

fn check_note(note: &str) -> Result<(), Error> {
    if note.chars().count() > NOTE_LIMIT || note.chars().any(|c| c.is_control() && c != '\n') {
        return Err(Error::invalid("error.people.note").with("limit", NOTE_LIMIT as i64));
    }
    Ok(())
}
