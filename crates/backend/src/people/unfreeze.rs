//! Ends a freeze; needs the PIN.

use super::table::person;
use crate::module::{Context, Refusal};
use sampan_protocol::people::ops;

/// The one operation that is taken while all devices are frozen.
pub(crate) const NAME: &str = "people.unfreeze";

pub(super) fn apply(cx: &mut Context<'_>, _: &ops::Unfreeze) -> Result<(), Refusal> {
    person::set_frozen(cx.sql, cx.me.id, false)?;
    super::put_me(cx.sql, cx.changes, cx.me.id, Some(cx.op_id))?;
    Ok(())
}
