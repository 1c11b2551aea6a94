//! Changes how a life account presents itself.

use super::moderated::LIFE;
use super::shown::{must_be_there, put_to_all};
use super::table::account;
use super::{locked, must_own};
use crate::media::uses_changed;
use crate::module::{Context, Refusal};
use crate::search::touched;
use sampan_protocol::feed::{check_face, ops, overlay};
use sampan_protocol::search::Kind;

pub(super) fn apply(cx: &mut Context<'_>, change: &ops::Update) -> Result<(), Refusal> {
    check_face(&change.face)?;
    let (before, role) = locked(cx, change.account)?;
    must_own(role)?;
    if let Some(picture) = &change.face.picture {
        must_be_there(cx, picture, "image/")?;
    }
    let now = overlay::faced(before, &change.face);
    account::set_face(cx.sql, now.id, &change.face, now.verified)?;
    put_to_all(cx, &now)?;
    uses_changed(cx, LIFE, now.id)?;
    touched(cx, Kind::Account, now.id)?;
    Ok(())
}
