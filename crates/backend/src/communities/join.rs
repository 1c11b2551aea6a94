//! Joins a community, asks to be let in, or takes up an invitation.

use super::shown::put_membership;
use super::table::{community, member};
use super::telling;
use super::{locked, place};
use crate::moderation::{self, Doing};
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::communities::{Joining, Role, ops};

pub(super) fn apply(cx: &mut Context<'_>, wanted: &ops::Join) -> Result<(), Refusal> {
    let (mut joined, before) = locked(cx, wanted.community)?;
    let role = match (before, joined.joining) {
        // Who belongs to it, or has asked, need not again.
        (Some(Role::Asking | Role::Member | Role::Moderator | Role::Owner), _) => return Ok(()),
        (Some(Role::Invited), _) | (None, Joining::Open) => Role::Member,
        (None, Joining::Request) => Role::Asking,
        // Whoever was not invited does not learn that it is there.
        (None, Joining::Invitation) => {
            return Err(Error::not_found("error.communities.unknown").into());
        }
    };
    moderation::may(cx, &place(joined.id), Doing::Join)?;
    member::put(cx.sql, joined.id, cx.me.id, role, cx.now)?;
    if role.belongs() {
        community::add_members(cx.sql, joined.id, 1)?;
        joined.members += 1;
    }
    put_membership(cx, cx.me.id, &joined, (role, cx.now))?;
    if role == Role::Asking {
        telling::asks(cx, &joined)?;
    }
    Ok(())
}
