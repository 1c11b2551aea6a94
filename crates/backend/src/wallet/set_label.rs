//! Writes upon a bill of one's own. The bill need not be there yet: a payment may still wait for
//! its PIN while what is written upon it has long arrived.

use super::bills;
use crate::module::{Context, Refusal};
use sampan_protocol::wallet::label::{LABEL, Labelled};

/// Applies the operation; an empty label takes what was written away.
///
/// # Errors
/// `Invalid` for tags or a note that are too long.
pub(super) fn apply(cx: &mut Context<'_>, op: &Labelled) -> Result<(), Refusal> {
    let label = op.label.tidied()?;
    let scope = bills::scope(cx.me.id);
    if label.is_empty() {
        cx.delete(&scope, LABEL, op.bill);
        return Ok(());
    }
    Ok(cx.put(&scope, LABEL, op.bill, &Labelled { bill: op.bill, label })?)
}
