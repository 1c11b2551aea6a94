//! What moderators see of people.

use super::People;
use super::table::person;
use crate::db::{DbError, Sql};
use crate::moderation::{Moderated, Subject};
use sampan_protocol::ids::PersonId;
use sampan_protocol::moderation::Target;

impl Moderated for People {
    fn kinds(&self) -> &'static [&'static str] {
        &["person"]
    }

    fn subject(&self, sql: &mut dyn Sql, target: &Target) -> Result<Option<Subject>, DbError> {
        let Ok(id) = target.id.parse::<PersonId>() else { return Ok(None) };
        let Some(me) = person::me(sql, id)? else { return Ok(None) };
        Ok(Some(Subject {
            author: Some(id),
            title: me.person.name,
            body: format!("@{}", me.person.handle),
            pictures: me.person.avatar.into_iter().collect(),
            link: format!("/people/{id}"),
            ..Subject::default()
        }))
    }

    fn may_see(&self, _: &mut dyn Sql, _: &Target, _: PersonId) -> Result<bool, DbError> {
        Ok(true)
    }
}
