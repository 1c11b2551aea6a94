//! The seams by which features reach one another without naming each other.
//!
//! Each is a small trait that takes the open transaction, so that what two features do commits
//! together. `features.rs` fills them in. A trait is declared here when its first user comes;
//! the wallet's `Payments::{hold, capture, void, refund}` will be the next one.

use crate::db::{DbError, Sql};
pub use crate::sync::Presence;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::{DeviceId, PersonId};
use sampan_protocol::people::{Device, Person};
use std::sync::Arc;

/// Everything that a feature may ask of others.
#[derive(Clone)]
pub struct Ports {
    /// Who is who.
    pub people: Arc<dyn People>,
    /// Who is there.
    pub presence: Arc<Presence>,
}

/// Who is who, and which devices speak for whom.
pub trait People: Send + Sync {
    /// A person by identifier.
    ///
    /// # Errors
    /// What the database says.
    fn person(&self, sql: &mut dyn Sql, id: PersonId) -> Result<Option<Person>, DbError>;

    /// A person by handle.
    ///
    /// # Errors
    /// What the database says.
    fn by_handle(&self, sql: &mut dyn Sql, handle: &str) -> Result<Option<Person>, DbError>;

    /// A device, and the person whom it speaks for.
    ///
    /// # Errors
    /// What the database says.
    fn device(
        &self,
        sql: &mut dyn Sql,
        id: DeviceId,
    ) -> Result<Option<(PersonId, Device)>, DbError>;

    /// When a device joined older ones of its person; none for a person's first device.
    ///
    /// # Errors
    /// What the database says.
    fn joined_others(&self, sql: &mut dyn Sql, id: DeviceId) -> Result<Option<Timestamp>, DbError>;

    /// Whether a person runs the service.
    ///
    /// # Errors
    /// What the database says.
    fn is_operator(&self, sql: &mut dyn Sql, id: PersonId) -> Result<bool, DbError>;

    /// Whether a person has frozen all their devices; nobody is frozen who does not exist.
    ///
    /// # Errors
    /// What the database says.
    fn is_frozen(&self, sql: &mut dyn Sql, id: PersonId) -> Result<bool, DbError>;
}
