//! Operators say that a life account's name is theirs, or take that back.

use super::shown::put_to_all;
use super::table::{account, manager};
use super::{telling, unknown_account};
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::feed::{Account, Role, Verify};

pub(super) fn check(cx: &mut Context<'_>, wanted: &Verify) -> Result<(), Refusal> {
    let found = account::find(cx.sql, wanted.account, cx.me.id)?.ok_or_else(unknown_account)?;
    may(&found, wanted)
}

pub(super) fn carry_out(cx: &mut Context<'_>, wanted: &Verify) -> Result<(), Refusal> {
    let found = account::lock(cx.sql, wanted.account, cx.me.id)?.ok_or_else(unknown_account)?;
    may(&found, wanted)?;
    account::set_verified(cx.sql, found.id, wanted.verified)?;
    let now = Account { verified: wanted.verified, ..found };
    put_to_all(cx, &now)?;
    if wanted.verified {
        let all = manager::all(cx.sql, now.id)?;
        for (owner, ..) in all.into_iter().filter(|(_, role, _)| *role == Role::Owner) {
            telling::verified(cx, owner, &now)?;
        }
    }
    Ok(())
}

/// The name that was looked at is the one that is verified.
fn may(found: &Account, wanted: &Verify) -> Result<(), Refusal> {
    if found.name != wanted.name {
        return Err(Error::refused("error.feed.name_changed").into());
    }
    if found.verified == wanted.verified {
        return Err(Error::refused("error.feed.verified_same").into());
    }
    Ok(())
}
