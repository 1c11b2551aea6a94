//! Lets somebody in who asked, or does not.

use super::shown::{drop_membership, put_membership};
use super::table::{community, member};
use super::telling;
use super::{locked, must_moderate};
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::communities::{Role, ops};

pub(super) fn apply(cx: &mut Context<'_>, decided: &ops::Decide) -> Result<(), Refusal> {
    let (mut community, role) = locked(cx, decided.community)?;
    must_moderate(role)?;
    let asked = member::find(cx.sql, community.id, decided.person)?;
    if !matches!(asked, Some((Role::Asking, _))) {
        return Err(Error::refused("error.communities.not_asking").into());
    }
    if decided.let_in {
        member::put(cx.sql, community.id, decided.person, Role::Member, cx.now)?;
        community::add_members(cx.sql, community.id, 1)?;
        community.members += 1;
        put_membership(cx, decided.person, &community, (Role::Member, cx.now))?;
        telling::welcomed(cx, decided.person, &community, Role::Member)?;
    } else {
        member::remove(cx.sql, community.id, decided.person)?;
        drop_membership(cx, decided.person, &community);
    }
    Ok(())
}
