//! Makes a community.

use super::moderated::COMMUNITY;
use super::shown::put_membership;
use super::table::{community, member};
use crate::media::uses_changed;
use crate::module::{Context, Refusal};
use crate::search::touched;
use sampan_protocol::Error;
use sampan_protocol::communities::{Role, check_face, ops, overlay};
use sampan_protocol::search::Kind;

pub(super) fn apply(cx: &mut Context<'_>, new: &ops::Create) -> Result<(), Refusal> {
    check_face(&new.face)?;
    let made = overlay::new_community(new, cx.now);
    if !community::insert(cx.sql, &made)? {
        return Err(Error::invalid("error.sync.arguments").into());
    }
    member::put(cx.sql, made.id, cx.me.id, Role::Owner, cx.now)?;
    put_membership(cx, cx.me.id, &made, (Role::Owner, cx.now))?;
    uses_changed(cx, COMMUNITY, made.id)?;
    touched(cx, Kind::Community, made.id)?;
    Ok(())
}
