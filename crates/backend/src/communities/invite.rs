//! Invites somebody.

use super::shown::put_membership;
use super::table::{community, member};
use super::telling;
use super::{locked, must_belong, must_moderate, place};
use crate::moderation::{self, Doing};
use crate::module::{Context, Refusal};
use crate::people::somebody;
use sampan_protocol::communities::{Joining, Role, ops};

pub(super) fn apply(cx: &mut Context<'_>, invited: &ops::Invite) -> Result<(), Refusal> {
    let (mut community, role) = locked(cx, invited.community)?;
    match community.joining {
        Joining::Open => must_belong(role)?,
        // An invitation lets somebody in, so it is for those who may.
        Joining::Request | Joining::Invitation => must_moderate(role)?,
    }
    somebody(cx, invited.person)?;
    let now = match member::find(cx.sql, community.id, invited.person)? {
        None => Role::Invited,
        // Both want it.
        Some((Role::Asking, _)) => Role::Member,
        Some(_) => return Ok(()),
    };
    moderation::may(cx, &place(community.id), Doing::Invite)?;
    member::put(cx.sql, community.id, invited.person, now, cx.now)?;
    if now.belongs() {
        community::add_members(cx.sql, community.id, 1)?;
        community.members += 1;
    }
    put_membership(cx, invited.person, &community, (now, cx.now))?;
    telling::welcomed(cx, invited.person, &community, now)
}
