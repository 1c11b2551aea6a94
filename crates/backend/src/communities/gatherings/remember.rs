//! Keeps a picture of a gathering, by somebody who was there.

use super::locked;
use super::table::{memory, seat};
use crate::communities::shows::MEMORY;
use crate::db::{DbError, Sql};
use crate::media;
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::communities::gatherings::{check_words, ops};
use sampan_protocol::ids::MemoryId;

pub(super) fn apply(cx: &mut Context<'_>, new: &ops::Remember) -> Result<(), Refusal> {
    check_words(&new.words)?;
    let (stored, _) = locked(cx, new.gathering)?;
    let begun = stored.next <= cx.now || stored.over;
    let there = seat::was_there(cx.sql, stored.id, cx.me.id, cx.now)?
        || (stored.is_host(cx.me.id) && begun);
    if !there {
        return Err(Error::refused("error.gatherings.not_there").into());
    }
    if media::table::item::find(cx.sql, &new.picture)?.is_none() {
        return Err(Error::invalid("error.communities.picture_missing").into());
    }
    match memory::insert(cx.sql, new, cx.me.id, cx.now)? {
        true => Ok(media::uses_changed(cx, MEMORY, new.memory)?),
        false => Err(Error::invalid("error.sync.arguments").into()),
    }
}

/// The picture that somebody kept.
///
/// # Errors
/// What the database says.
pub(in crate::communities) fn picture(
    sql: &mut dyn Sql,
    id: &str,
) -> Result<Option<String>, DbError> {
    match id.parse::<MemoryId>() {
        Ok(id) => memory::picture(sql, id),
        Err(_) => Ok(None),
    }
}
