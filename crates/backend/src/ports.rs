//! The seams by which features reach one another without naming each other.
//!
//! Each is a small trait that takes the open transaction, so that what two features do commits
//! together. `features.rs` fills them in.

use crate::db::{DbError, Sql};
use crate::module::{Context, Refusal};
pub use crate::sync::Presence;
use sampan_protocol::ids::{BillId, DeviceId, PersonId};
use sampan_protocol::people::{Device, Person};
use sampan_protocol::{Money, Timestamp};
use std::sync::Arc;

/// Everything that a feature may ask of others.
#[derive(Clone)]
pub struct Ports {
    /// Who is who.
    pub people: Arc<dyn People>,
    /// Who is there.
    pub presence: Arc<Presence>,
    /// Payments in two steps.
    pub payments: Arc<dyn Payments>,
}

/// Who is who, and which devices speak for whom.
pub trait People: Send + Sync {
    /// A person by identifier.
    ///
    /// # Errors
    /// What the database says.
    fn person(&self, sql: &mut dyn Sql, id: PersonId) -> Result<Option<Person>, DbError>;

    /// Several of them at once; who is not there is left out.
    ///
    /// # Errors
    /// What the database says.
    fn persons(&self, sql: &mut dyn Sql, ids: Vec<PersonId>) -> Result<Vec<Person>, DbError> {
        let found = ids.into_iter().map(|id| self.person(sql, id)).collect::<Result<Vec<_>, _>>();
        found.map(|found| found.into_iter().flatten().collect())
    }

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

    /// Everybody who runs the service.
    ///
    /// # Errors
    /// What the database says.
    fn operators(&self, sql: &mut dyn Sql) -> Result<Vec<PersonId>, DbError>;

    /// Whether a person has frozen all their devices; nobody is frozen who does not exist.
    ///
    /// # Errors
    /// What the database says.
    fn is_frozen(&self, sql: &mut dyn Sql, id: PersonId) -> Result<bool, DbError>;
}

/// Payments of one person to another in two steps: held first, and taken later or let go. What a
/// feature does of its own, a seat that is kept, and its payment commit together.
///
/// The money is never the feature's: it is held on the payer's account, and both sides see a bill
/// about it from the start. Everything is known by the operation that asks for it, so that applying
/// an operation again moves nothing twice.
pub trait Payments: Send + Sync {
    /// Holds money of mine for somebody, within my limits. The operation that asks has to be one
    /// that needs the PIN: that is what I approved.
    ///
    /// # Errors
    /// `NeedsPin` where it was not approved; `Refused` where I do not have it, or it is over a limit.
    fn hold(&self, cx: &mut Context<'_>, hold: &Hold<'_>) -> Result<(), Refusal>;

    /// Moves what is held, or a part of it; the rest is free again, and it is over. Either side may
    /// ask for it, and what happens by itself; the feature says when.
    ///
    /// # Errors
    /// `Refused` where less is held, or it was taken, let go, or its time is over.
    fn capture(&self, cx: &mut Context<'_>, payment: BillId, amount: Money) -> Result<(), Refusal>;

    /// Lets go what is held. Either side may ask for it, and what happens by itself.
    ///
    /// # Errors
    /// `Refused` where it was taken or let go.
    fn void(&self, cx: &mut Context<'_>, payment: BillId) -> Result<(), Refusal>;

    /// Gives money of mine back that was taken, never more than was; once for each operation. It
    /// has to be one that needs the PIN.
    ///
    /// # Errors
    /// `NeedsPin` where it was not approved; `Refused` where nothing was taken, or less is left.
    fn refund(
        &self,
        cx: &mut Context<'_>,
        payment: BillId,
        amount: Money,
        note: &str,
    ) -> Result<(), Refusal>;
}

/// What is to be held: money of whoever acts, for somebody else.
#[derive(Debug, Clone, Copy)]
pub struct Hold<'a> {
    /// Names the payment and its bill from now on: the operation's identifier, or one made from it
    /// where it holds several.
    pub id: BillId,
    /// For whom.
    pub payee: PersonId,
    /// How much; positive.
    pub amount: Money,
    /// What for.
    pub note: &'a str,
    /// When it ends by itself, unless it was taken; at most 90 days ahead.
    pub until: Timestamp,
}
