//! Keeps a picture of a gathering, by somebody who was there.

use super::locked;
use super::table::{memory, seat};
use crate::media;
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::communities::gatherings::{check_words, ops};

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
        true => Ok(()),
        false => Err(Error::invalid("error.sync.arguments").into()),
    }
}
