//! People: who they are to others, whom they keep, and the devices that speak for them.

mod approve_device;
mod biometric;
mod by_handle;
mod by_id;
mod find;
mod freeze;
mod known;
mod moderated;
mod remove_contact;
mod revoke_device;
mod scope;
mod searched;
mod set_contact;
mod shows;
pub(crate) mod table;
pub(crate) mod unfreeze;
mod update;

pub(crate) use known::{Known, somebody};
pub(crate) use scope::{put_device, put_me, scope_of};

use crate::db::{DbError, Migration, Sql};
use crate::endpoint::Endpoint;
use crate::media::Shows;
use crate::moderation::Moderated;
use crate::module::{Context, Module, Refusal, arguments, unknown_operation};
use crate::ports;
use crate::search::Searched;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::{DeviceId, PersonId};
use sampan_protocol::people::{Device, Person};
use sampan_protocol::sync::Operation;
use table::{biometric as keys, contact, device, person, term};

/// Whoever reads as nobody: what they like, keep or chose is not asked for.
pub(crate) const NOBODY: PersonId = PersonId(uuid::Uuid::nil());

/// The module.
pub(crate) struct People;

const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, sql: person::CREATE },
    Migration { version: 2, sql: term::CREATE },
    Migration { version: 3, sql: device::CREATE },
    Migration { version: 4, sql: contact::CREATE },
    Migration { version: 5, sql: device::ADD_JOINED },
    Migration { version: 6, sql: keys::CREATE },
];

impl Module for People {
    fn name(&self) -> &'static str {
        "people"
    }

    fn scope_word(&self) -> &'static str {
        "person"
    }

    fn migrations(&self) -> &'static [Migration] {
        MIGRATIONS
    }

    fn endpoints(&self) -> Vec<Endpoint> {
        vec![
            Endpoint::new("Finds people whose handle or name begins with a text.", find::answer),
            Endpoint::new("Finds one person by handle.", by_handle::answer),
            Endpoint::new("Finds one person by identifier.", by_id::answer),
        ]
    }

    fn halts(&self) -> bool {
        false
    }

    fn moderated(&self) -> Option<&dyn Moderated> {
        Some(self)
    }

    fn searched(&self) -> Option<&dyn Searched> {
        Some(self)
    }

    fn shows(&self) -> Option<&dyn Shows> {
        Some(self)
    }

    fn needs_approval(&self, name: &str) -> bool {
        matches!(name, "people.approve_device" | "people.unfreeze" | "people.biometric_on")
    }

    fn apply(&self, cx: &mut Context<'_>, op: &Operation) -> Result<(), Refusal> {
        match op.name.as_str() {
            "people.update" => update::apply(cx, &arguments(op)?),
            "people.set_contact" => set_contact::apply(cx, &arguments(op)?),
            "people.remove_contact" => remove_contact::apply(cx, &arguments(op)?),
            "people.revoke_device" => revoke_device::apply(cx, &arguments(op)?),
            "people.approve_device" => approve_device::apply(cx, &arguments(op)?),
            "people.freeze" => freeze::apply(cx, &arguments(op)?),
            "people.unfreeze" => unfreeze::apply(cx, &arguments(op)?),
            "people.biometric_on" => biometric::on(cx, &arguments(op)?),
            "people.biometric_off" => biometric::off(cx),
            _ => Err(unknown_operation(op)),
        }
    }
}

impl ports::People for People {
    fn person(&self, sql: &mut dyn Sql, id: PersonId) -> Result<Option<Person>, DbError> {
        Ok(person::me(sql, id)?.map(|me| me.person))
    }

    fn persons(&self, sql: &mut dyn Sql, ids: Vec<PersonId>) -> Result<Vec<Person>, DbError> {
        person::several(sql, &ids)
    }

    fn by_handle(&self, sql: &mut dyn Sql, handle: &str) -> Result<Option<Person>, DbError> {
        Ok(person::by_handle(sql, handle)?.map(|me| me.person))
    }

    fn device(
        &self,
        sql: &mut dyn Sql,
        id: DeviceId,
    ) -> Result<Option<(PersonId, Device)>, DbError> {
        device::find(sql, id)
    }

    fn joined_others(&self, sql: &mut dyn Sql, id: DeviceId) -> Result<Option<Timestamp>, DbError> {
        device::joined(sql, id)
    }

    fn is_operator(&self, sql: &mut dyn Sql, id: PersonId) -> Result<bool, DbError> {
        person::is_operator(sql, id)
    }

    fn operators(&self, sql: &mut dyn Sql) -> Result<Vec<PersonId>, DbError> {
        Ok(person::operators(sql)?.into_iter().map(|person| person.id).collect())
    }

    fn is_frozen(&self, sql: &mut dyn Sql, id: PersonId) -> Result<bool, DbError> {
        Ok(person::me(sql, id)?.is_some_and(|me| me.frozen))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sampan_protocol::people::ops::NAMES;

    #[test]
    fn every_operation_of_the_protocol_is_known() {
        let source = include_str!("mod.rs");
        for name in NAMES {
            assert!(name.starts_with(People.name()), "{name} begins with the module's word");
            assert!(source.contains(&format!("\"{name}\" => ")), "{name} is applied");
        }
    }
}
