//! Opens a life account.

use super::moderated::LIFE;
use super::shown::{must_be_there, put_managed};
use super::table::{account, keeper};
use crate::media::uses_changed;
use crate::module::{Context, Refusal};
use crate::search::touched;
use sampan_protocol::Error;
use sampan_protocol::feed::{MOST_ACCOUNTS, Role, check_face, ops, overlay};
use sampan_protocol::search::Kind;

pub(super) fn apply(cx: &mut Context<'_>, new: &ops::Open) -> Result<(), Refusal> {
    check_face(&new.face)?;
    if let Some(picture) = &new.face.picture {
        must_be_there(cx, picture, "image/")?;
    }
    may_own_more(cx, cx.me.id)?;
    let opened = overlay::new_account(new, cx.now);
    if !account::insert(cx.sql, &opened)? {
        return Err(Error::invalid("error.sync.arguments").into());
    }
    keeper::put(cx.sql, opened.id, cx.me.id, Role::Owner, cx.now)?;
    put_managed(cx, cx.me.id, &opened, (Role::Owner, cx.now))?;
    uses_changed(cx, LIFE, opened.id)?;
    touched(cx, Kind::Account, opened.id)?;
    Ok(())
}

/// Refuses to have somebody own more accounts than one person may.
///
/// # Errors
/// `Refused`.
pub(super) fn may_own_more(
    cx: &mut Context<'_>,
    person: sampan_protocol::ids::PersonId,
) -> Result<(), Refusal> {
    if keeper::owned(cx.sql, person)? < MOST_ACCOUNTS {
        return Ok(());
    }
    Err(Error::refused("error.feed.many_accounts").with("limit", MOST_ACCOUNTS as i64).into())
}
