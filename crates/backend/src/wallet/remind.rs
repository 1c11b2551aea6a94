//! Asks again for what was asked for, once a day at most.

use super::requests;
use super::table::request;
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::wallet::split::{REMIND_SECONDS, Remind};

/// Applies the operation.
///
/// # Errors
/// `NotFound` if it is no request of mine, `Refused` if it is closed, or was asked again today.
pub(super) fn apply(cx: &mut Context<'_>, op: &Remind) -> Result<(), Refusal> {
    let mut asked = requests::open(cx, op.request, |asked, me| asked.asker == me)?;
    let next = asked.reminded.map(|at| at.plus_seconds(REMIND_SECONDS));
    if let Some(next) = next.filter(|next| cx.now < *next) {
        return Err(Error::refused("error.wallet.reminded").with("next", next).into());
    }
    asked.reminded = Some(cx.now);
    request::set_reminded(cx.sql, asked.id, cx.now)?;
    requests::tell(cx, &asked)
}
