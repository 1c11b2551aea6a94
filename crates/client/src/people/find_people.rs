//! Searches people: the address book answers at once, the service adds to it when it is reached.

use super::{SCOPE, overlay};
use crate::Client;
use crate::fold::fold;
use crate::table::{person, row};
use sampan_protocol::people::{Contact, Find, FindPeople, Found, Person, rows};
use sampan_protocol::{Code, Reply};
use std::time::Duration;

/// How long the service may take before the address book answers alone.
const PATIENCE: Duration = Duration::from_secs(4);

impl Client {
    /// Answers [`FindPeople`].
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn find_people(&self, request: FindPeople) -> Reply<FindPeople> {
        let text = request.text.trim().trim_start_matches('@').to_owned();
        let wanted = fold(&text);
        let mut people: Vec<Person> = self
            .core
            .view(SCOPE, move |db, view| {
                let contacts: Vec<Contact> = row::all(db, &view.scope, rows::CONTACT)?;
                Ok(overlay::contacts(contacts, &view.waiting))
            })
            .await?
            .into_iter()
            .filter(|contact| matches(contact, &wanted))
            .map(|contact| contact.person)
            .collect();
        if text.is_empty() {
            return Ok(Found { people, offline: false });
        }
        let asked = tokio::time::timeout(PATIENCE, self.core.wire.ask(&Find { text })).await;
        let offline = match asked {
            Ok(Ok(found)) => {
                self.remember(found.clone()).await;
                people.extend(found.into_iter().filter(|new| Some(new.id) != self.me_id()));
                false
            }
            Ok(Err(error)) if error.code != Code::Offline => return Err(error),
            _ => true,
        };
        let mut seen = std::collections::BTreeSet::new();
        people.retain(|person| seen.insert(person.id));
        Ok(Found { people, offline })
    }

    /// Remembers people, so that they are known offline.
    pub(crate) async fn remember(&self, people: Vec<Person>) {
        let cache = self.core.cache.clone();
        let kept = crate::db::blocking(move || {
            cache.write(|tx| people.iter().try_for_each(|seen| person::remember(tx, seen)))
        });
        if let Err(error) = kept.await {
            tracing::warn!(%error, "people are not remembered");
        }
    }

    fn me_id(&self) -> Option<sampan_protocol::ids::PersonId> {
        self.core.known().me.map(|me| me.person.id)
    }
}

fn matches(contact: &Contact, wanted: &str) -> bool {
    let name = fold(&contact.person.name);
    contact.person.handle.starts_with(wanted)
        || name.split_whitespace().any(|word| word.starts_with(wanted))
        || name.contains(wanted) && !wanted.is_ascii()
        || name.starts_with(wanted)
        || fold(&contact.note).contains(wanted)
}
