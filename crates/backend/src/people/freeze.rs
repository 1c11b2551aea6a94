//! Stops everything that any device of mine could do.

use super::table::{biometric, person};
use crate::module::{Context, Refusal};
use sampan_protocol::people::ops;

pub(super) fn apply(cx: &mut Context<'_>, _: &ops::Freeze) -> Result<(), Refusal> {
    person::set_frozen(cx.sql, cx.me.id, true)?;
    biometric::remove_all(cx.sql, cx.me.id)?;
    super::put_me(cx.sql, cx.changes, cx.me.id, Some(cx.op_id))?;
    Ok(())
}
