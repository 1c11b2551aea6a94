//! Changes how a community presents itself.

use super::locked;
use super::moderated::COMMUNITY;
use super::shown::put_membership;
use super::table::{community, member};
use crate::media::uses_changed;
use crate::module::{Context, Refusal};
use crate::search::touched;
use sampan_protocol::Error;
use sampan_protocol::communities::{Role, check_face, ops, overlay};
use sampan_protocol::search::Kind;

pub(super) fn apply(cx: &mut Context<'_>, change: &ops::Update) -> Result<(), Refusal> {
    check_face(&change.face)?;
    let (before, role) = locked(cx, change.community)?;
    if role != Some(Role::Owner) {
        return Err(Error::refused("error.communities.owner_only").into());
    }
    community::set_face(cx.sql, before.id, &change.face)?;
    let now = overlay::faced(&before, &change.face);
    for (person, role, since) in member::all(cx.sql, now.id)? {
        put_membership(cx, person, &now, (role, since))?;
    }
    uses_changed(cx, COMMUNITY, now.id)?;
    touched(cx, Kind::Community, now.id)?;
    Ok(())
}
