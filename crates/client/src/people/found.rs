//! The people whom this device knows, for who looks for them.

use super::{SCOPE, overlay};
use crate::core::Core;
use crate::table::{person, row};
use sampan_protocol::Error;
use sampan_protocol::people::{Contact, rows};
use sampan_protocol::search::Hit;

/// The most people that are looked through.
const MOST: u32 = 2_000;

/// My contacts first, then others whom I have seen.
///
/// # Errors
/// `Refused` before there is a person, or that the cache cannot be read.
pub(crate) async fn found(core: &Core) -> Result<Vec<Hit>, Error> {
    core.view(SCOPE, |db, view| {
        let contacts: Vec<Contact> = row::all(db, &view.scope, rows::CONTACT)?;
        let mut people: Vec<_> = overlay::contacts(contacts, &view.waiting)
            .into_iter()
            .map(|contact| contact.person)
            .collect();
        people.extend(person::all(db, MOST)?);
        Ok(people.into_iter().map(Hit::from).collect())
    })
    .await
}
