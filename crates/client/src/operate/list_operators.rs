//! Reads who runs the service.

use super::SCOPE;
use crate::Client;
use crate::table::row;
use sampan_protocol::Reply;
use sampan_protocol::operate::{ListOperators, rows};
use sampan_protocol::people::Person;

impl Client {
    /// Answers [`ListOperators`]; from the cache. Oneself is always among them.
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn list_operators(&self, _: ListOperators) -> Reply<ListOperators> {
        let operates = self.core.known().me.is_some_and(|me| me.operator);
        self.core
            .view(SCOPE, move |db, view| {
                let mut all: Vec<Person> = row::all(db, &view.scope, rows::OPERATOR)?;
                if operates && all.iter().all(|operator| operator.id != view.me.id) {
                    all.push(view.me.clone());
                }
                all.sort_by_cached_key(|person| (person.name.to_lowercase(), person.id));
                Ok(all)
            })
            .await
    }
}
