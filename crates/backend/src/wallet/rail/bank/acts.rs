//! What operators do at the bank desk; all of it moves money, so it takes two of them.

use super::{book, give_back, make_file, see_to};
use crate::module::{Context, Refusal};
use crate::operate::read;
use sampan_protocol::Error;
use sampan_protocol::wallet::bank::desk::acts::{BOOK, GIVE_BACK, MAKE_FILE, SEE_TO};
use serde_json::Value;

/// Refuses what could not be carried out now.
///
/// # Errors
/// Why not.
pub(crate) fn check(cx: &mut Context<'_>, kind: &str, args: &Value) -> Result<(), Refusal> {
    match kind {
        MAKE_FILE => make_file::check(cx, &read(args)?),
        BOOK => book::check(cx, &read(args)?),
        SEE_TO => see_to::check(cx, &read(args)?),
        GIVE_BACK => give_back::check(cx, &read(args)?),
        _ => Err(Error::internal().into()),
    }
}

/// Carries it out; `cx.op_id` is the act's.
///
/// # Errors
/// Why not; nothing of it has happened then.
pub(crate) fn carry_out(cx: &mut Context<'_>, kind: &str, args: &Value) -> Result<(), Refusal> {
    match kind {
        MAKE_FILE => make_file::carry_out(cx, &read(args)?),
        BOOK => book::carry_out(cx, &read(args)?),
        SEE_TO => see_to::carry_out(cx, &read(args)?),
        GIVE_BACK => give_back::carry_out(cx, &read(args)?),
        _ => Err(Error::internal().into()),
    }
}
