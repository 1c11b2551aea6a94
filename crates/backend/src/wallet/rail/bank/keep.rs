//! Keeps and forgets accounts at banks, to be paid out to.

use crate::module::{Context, Refusal};
use crate::wallet::bills;
use crate::wallet::table::bank::kept;
use sampan_protocol::Error;
use sampan_protocol::wallet::bank::ops::{DropBank, KeepBank};
use sampan_protocol::wallet::bank::{BANK, KeptBank, MOST_KEPT};

/// Keeps one; its identifier is the operation's.
///
/// # Errors
/// `Invalid` for what no bank has, `Refused` where there are many.
pub(in crate::wallet) fn keep(cx: &mut Context<'_>, op: KeepBank) -> Result<(), Refusal> {
    let account = op.account.tidied()?;
    let most = i64::try_from(MOST_KEPT).unwrap_or(i64::MAX);
    if kept::count(cx.sql, cx.me.id)? >= most {
        return Err(Error::refused("error.bank.too_many").with("limit", most).into());
    }
    kept::insert(cx.sql, cx.op_id, cx.me.id, &account, cx.now)?;
    let row = KeptBank { id: cx.op_id, account, at: cx.now, pending: false };
    Ok(cx.put(&bills::scope(cx.me.id), BANK, row.id, &row)?)
}

/// Forgets one; what was ordered to it goes there all the same.
///
/// # Errors
/// `NotFound` if it is none of mine.
pub(in crate::wallet) fn forget(cx: &mut Context<'_>, op: &DropBank) -> Result<(), Refusal> {
    if !kept::remove(cx.sql, op.bank, cx.me.id)? {
        return Err(Error::not_found("error.bank.unknown").into());
    }
    cx.delete(&bills::scope(cx.me.id), BANK, op.bank);
    Ok(())
}
