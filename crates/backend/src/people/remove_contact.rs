//! Takes somebody out of the address book; whoever is not in it stays out.

use super::scope_of;
use super::table::contact;
use crate::module::{Context, Refusal};
use sampan_protocol::people::{ops, rows};

pub(super) fn apply(cx: &mut Context<'_>, wanted: &ops::RemoveContact) -> Result<(), Refusal> {
    contact::remove(cx.sql, cx.me.id, wanted.person)?;
    cx.delete(&scope_of(cx.me.id), rows::CONTACT, wanted.person);
    Ok(())
}
