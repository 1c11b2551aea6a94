//! Makes somebody a moderator, a member again, or the owner in one's own place.

use super::locked;
use super::shown::put_membership;
use super::table::member;
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::communities::{Role, ops};

pub(super) fn apply(cx: &mut Context<'_>, change: &ops::SetRole) -> Result<(), Refusal> {
    let (community, role) = locked(cx, change.community)?;
    if role != Some(Role::Owner) {
        return Err(Error::refused("error.communities.owner_only").into());
    }
    let before = member::find(cx.sql, community.id, change.person)?;
    let Some((_, since)) = before.filter(|(role, _)| role.belongs()) else {
        return Err(Error::refused("error.communities.no_member").into());
    };
    if change.person == cx.me.id || !change.role.belongs() {
        return Err(Error::refused("error.communities.owner_stays").into());
    }
    let mut changed = vec![(change.person, change.role, since)];
    if change.role == Role::Owner {
        let mine = member::find(cx.sql, community.id, cx.me.id)?;
        let since = mine.map_or(cx.now, |(_, since)| since);
        changed.push((cx.me.id, Role::Moderator, since));
    }
    for (person, role, since) in changed {
        member::put(cx.sql, community.id, person, role, since)?;
        put_membership(cx, person, &community, (role, since))?;
    }
    Ok(())
}
