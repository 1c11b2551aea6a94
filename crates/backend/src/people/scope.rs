//! The scope `person:<me>`: what of a person is kept on each of their devices.

use super::table::{device, person};
use crate::changes::Changes;
use crate::db::{DbError, Sql};
use sampan_protocol::ids::{DeviceId, OpId, PersonId};
use sampan_protocol::people::{Device, Me, rows};
use sampan_protocol::sync::Scope;

/// The scope of a person.
pub(crate) fn scope_of(person: PersonId) -> Scope {
    Scope::of("person", person)
}

/// Appends how a person stands now.
pub(crate) fn put_me(
    sql: &mut dyn Sql,
    changes: &mut Changes,
    id: PersonId,
    op_id: Option<OpId>,
) -> Result<Me, DbError> {
    let me = person::me(sql, id)?.ok_or_else(|| gone("person", &id))?;
    changes.put(&scope_of(id), rows::ME, "me", &me, op_id)?;
    Ok(me)
}

/// Appends how a device stands now.
pub(crate) fn put_device(
    sql: &mut dyn Sql,
    changes: &mut Changes,
    id: DeviceId,
    op_id: Option<OpId>,
) -> Result<Device, DbError> {
    let (owner, device) = device::find(sql, id)?.ok_or_else(|| gone("device", &id))?;
    changes.put(&scope_of(owner), rows::DEVICE, id, &device, op_id)?;
    Ok(device)
}

fn gone(what: &str, id: &dyn std::fmt::Display) -> DbError {
    DbError::Decode(format!("{what} {id} is not there"))
}
