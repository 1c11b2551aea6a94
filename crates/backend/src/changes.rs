//! What an operation changes for those who read its scopes: gathered, then appended to the change
//! log in the order of scopes, so that no two transactions wait for each other in a circle.

use crate::db::{DbError, Sql};
use crate::sync::table::{row, scope};
use sampan_protocol::Random;
use sampan_protocol::ids::OpId;
use sampan_protocol::service::NEWS_SCOPE;
use sampan_protocol::sync::{Scope, row_checksum};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Display;

/// Changes that are not in the log yet.
#[derive(Debug, Default)]
pub struct Changes {
    scopes: BTreeMap<Scope, BTreeMap<(String, String), Pending>>,
    /// Whether something was put off until a time.
    scheduled: bool,
    /// The scope by which everybody is told that the service has news.
    news: Option<Scope>,
}

#[derive(Debug)]
struct Pending {
    value: Option<String>,
    op_id: Option<OpId>,
}

impl Changes {
    /// Gathers the new state of a row.
    ///
    /// # Errors
    /// `Other` if the row cannot be written as JSON.
    pub fn put(
        &mut self,
        scope: &Scope,
        kind: &str,
        key: impl Display,
        value: &impl Serialize,
        op_id: Option<OpId>,
    ) -> Result<(), DbError> {
        let value = serde_json::to_string(value)
            .map_err(|error| DbError::Other(format!("a row of {kind}: {error}")))?;
        self.insert(scope, kind, &key, Pending { value: Some(value), op_id });
        Ok(())
    }

    /// Gathers that a row is gone.
    pub fn delete(&mut self, scope: &Scope, kind: &str, key: impl Display, op_id: Option<OpId>) {
        self.insert(scope, kind, &key, Pending { value: None, op_id });
    }

    /// Notes that something was put off until a time.
    pub fn note_scheduled(&mut self) {
        self.scheduled = true;
    }

    /// Notes that the service presents itself otherwise from now on: everybody is woken.
    pub fn note_news(&mut self, service_id: &str) {
        self.news = Some(Scope::of(NEWS_SCOPE, service_id));
    }

    /// Whether something was put off until a time.
    #[must_use]
    pub const fn has_scheduled(&self) -> bool {
        self.scheduled
    }

    /// Takes in what came later.
    pub fn absorb(&mut self, later: Self) {
        self.scheduled |= later.scheduled;
        self.news = later.news.or(self.news.take());
        for (scope, rows) in later.scopes {
            self.scopes.entry(scope).or_default().extend(rows);
        }
    }

    /// Appends everything to the change log; says where each scope stands then.
    ///
    /// # Errors
    /// What the database says.
    pub fn flush(
        self,
        sql: &mut dyn Sql,
        random: &dyn Random,
    ) -> Result<BTreeMap<Scope, u64>, DbError> {
        let mut reached = BTreeMap::new();
        reached.extend(self.news.map(|scope| (scope, 0)));
        for (name, rows) in self.scopes {
            let mut state = scope::lock(sql, &name, random)?;
            for ((kind, key), pending) in rows {
                let before = row::value(sql, &name, &kind, &key)?;
                if before == pending.value {
                    continue;
                }
                let weight = |value: &Option<String>| {
                    value.as_ref().map_or(0, |value| row_checksum(&kind, &key, value))
                };
                state.seq += 1;
                state.checksum = state
                    .checksum
                    .wrapping_sub(weight(&before))
                    .wrapping_add(weight(&pending.value));
                row::put(sql, &name, &kind, &key, state.seq, pending.value, pending.op_id)?;
            }
            scope::advance(sql, &name, &state)?;
            reached.insert(name, state.seq);
        }
        Ok(reached)
    }

    fn insert(&mut self, scope: &Scope, kind: &str, key: &dyn Display, pending: Pending) {
        self.scopes
            .entry(scope.clone())
            .or_default()
            .insert((kind.to_owned(), key.to_string()), pending);
    }
}
