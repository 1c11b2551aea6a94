//! Takes somebody out of the address book.

use super::SCOPE;
use crate::Client;
use crate::perform::Draft;
use sampan_protocol::Reply;
use sampan_protocol::people::{RemoveContact, ops};

impl Client {
    /// Answers [`RemoveContact`]; works offline.
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn remove_contact(&self, request: RemoveContact) -> Reply<RemoveContact> {
        let args = ops::RemoveContact { person: request.person };
        let draft = Draft::new(request.op, SCOPE, "people.remove_contact", &args, None)?;
        self.core.make(draft).await.map(drop)
    }
}
