//! Keeps a post, or keeps it no longer.

use super::carried;
use super::look::must_read;
use super::scope;
use super::shown;
use super::table::{State, post};
use crate::module::{Context, Refusal};
use crate::people::somebody;
use sampan_protocol::Error;
use sampan_protocol::communities::{Saved, ops, rows};

pub(super) fn apply(cx: &mut Context<'_>, wanted: &ops::Save) -> Result<(), Refusal> {
    let scope = scope(cx.me.id);
    if !wanted.kept {
        cx.delete(&scope, rows::SAVED, wanted.post);
        return Ok(());
    }
    let found =
        post::find(cx.sql, wanted.post, cx.me.id)?.filter(|post| post.state == State::Shown);
    let stored = found.ok_or_else(|| Error::not_found("error.communities.no_post"))?;
    must_read(cx.sql, stored.community.id, cx.me.id)?;
    let by = somebody(cx, stored.author)?;
    let post = carried::with(cx, cx.me.id, shown::post(stored, by))?;
    let row = Saved { post, at: cx.now };
    cx.put(&scope, rows::SAVED, wanted.post, &row)?;
    Ok(())
}
