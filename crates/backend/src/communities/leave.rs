//! Leaves a community, takes back that one asked, or declines an invitation.

use super::locked;
use super::shown::drop_membership;
use super::table::{community, member};
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::communities::{Role, ops};

pub(super) fn apply(cx: &mut Context<'_>, left: &ops::Leave) -> Result<(), Refusal> {
    let (community, role) = locked(cx, left.community)?;
    let Some(role) = role else { return Ok(()) };
    if role == Role::Owner {
        return Err(Error::refused("error.communities.owner_leaves").into());
    }
    member::remove(cx.sql, community.id, cx.me.id)?;
    if role.belongs() {
        community::add_members(cx.sql, community.id, -1)?;
    }
    drop_membership(cx, cx.me.id, &community);
    Ok(())
}
