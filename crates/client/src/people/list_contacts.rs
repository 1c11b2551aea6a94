//! Reads the address book.

use super::{SCOPE, overlay};
use crate::Client;
use crate::table::row;
use sampan_protocol::Reply;
use sampan_protocol::people::{ListContacts, rows};

impl Client {
    /// Answers [`ListContacts`], by name.
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn list_contacts(&self, _: ListContacts) -> Reply<ListContacts> {
        self.core
            .view(SCOPE, |db, view| {
                let contacts = row::all(db, &view.scope, rows::CONTACT)?;
                Ok(overlay::contacts(contacts, &view.waiting))
            })
            .await
    }
}
