//! The people of the town, whom everybody knows by number.

use crate::db::{DbError, Sql};
use crate::ports::People;
use ed25519_dalek::SigningKey;
use sampan_protocol::Timestamp;
use sampan_protocol::auth::to_hex;
use sampan_protocol::ids::{DeviceId, PersonId};
use sampan_protocol::people::{Device, DeviceState, Kind, Person};
use uuid::Uuid;

/// People whom everybody knows, by number; 8 and 9 are merchants, 7 is frozen, 3 runs the service.
pub(super) struct Everybody;

pub(super) fn id(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(n))
}

pub(super) fn person(n: u128) -> Person {
    let merchant = n == 8 || n == 9;
    Person {
        id: id(n),
        handle: format!("person{n}"),
        name: format!("Person {n}"),
        avatar: None,
        kind: if merchant { Kind::Merchant } else { Kind::Person },
        mcc: merchant.then_some(5_812),
    }
}

pub(super) fn device(n: u128) -> DeviceId {
    DeviceId(Uuid::from_u128(100 + n))
}

pub(super) fn key(n: u128) -> SigningKey {
    SigningKey::from_bytes(&[u8::try_from(n).expect("few people"); 32])
}

impl People for Everybody {
    fn person(&self, _: &mut dyn Sql, who: PersonId) -> Result<Option<Person>, DbError> {
        let n = who.0.as_u128();
        Ok((n < 10).then(|| person(n)))
    }

    fn by_handle(&self, _: &mut dyn Sql, _: &str) -> Result<Option<Person>, DbError> {
        Ok(None)
    }

    fn device(
        &self,
        _: &mut dyn Sql,
        which: DeviceId,
    ) -> Result<Option<(PersonId, Device)>, DbError> {
        let Some(n) = which.0.as_u128().checked_sub(100).filter(|n| *n < 10) else {
            return Ok(None);
        };
        let device = Device {
            id: which,
            name: "Phone".to_owned(),
            public_key: to_hex(key(n).verifying_key().as_bytes()),
            state: if n == 6 { DeviceState::Revoked } else { DeviceState::Active },
            added: Timestamp::default(),
        };
        Ok(Some((id(n), device)))
    }

    fn joined_others(
        &self,
        _: &mut dyn Sql,
        which: DeviceId,
    ) -> Result<Option<Timestamp>, DbError> {
        Ok((which == device(5)).then_some(Timestamp(1_790_000_000_000_000)))
    }

    fn is_operator(&self, _: &mut dyn Sql, who: PersonId) -> Result<bool, DbError> {
        Ok(who == id(3))
    }

    fn operators(&self, _: &mut dyn Sql) -> Result<Vec<PersonId>, DbError> {
        Ok(Vec::new())
    }

    fn is_frozen(&self, _: &mut dyn Sql, who: PersonId) -> Result<bool, DbError> {
        Ok(who == id(7))
    }
}
