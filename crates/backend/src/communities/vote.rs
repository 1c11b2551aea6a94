//! Says what one thinks of a post or a comment.

use super::look::must_read;
use super::scope;
use super::table::{comment, post, vote};
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::communities::{Opinion, Target, Vote, ops, overlay, rows};

pub(super) fn apply(cx: &mut Context<'_>, cast: &ops::Vote) -> Result<(), Refusal> {
    let (target, me) = (cast.target, cx.me.id);
    let on = match target {
        Target::Post(id) => id,
        Target::Comment(id) => {
            let found = comment::find(cx.sql, id, me)?.filter(|comment| !comment.removed);
            found.ok_or_else(|| Error::not_found("error.communities.no_comment"))?.post
        }
    };
    let found = post::find(cx.sql, on, me)?.filter(|post| !post.removed);
    let on = found.ok_or_else(|| Error::not_found("error.communities.no_post"))?;
    must_read(cx.sql, on.community.id, me)?;
    let before = vote::find(cx.sql, target, me)?;
    vote::put(cx.sql, target, me, cast.opinion)?;
    let change = change(before, cast.opinion);
    match target {
        Target::Post(id) => post::count(cx.sql, id, change)?,
        Target::Comment(id) => comment::count(cx.sql, id, change)?,
    }
    if cast.opinion == Opinion::None {
        cx.delete(&scope(me), rows::VOTE, target.key());
        return Ok(());
    }
    let row = Vote { target, opinion: cast.opinion };
    cx.put(&scope(me), rows::VOTE, target.key(), &row)?;
    Ok(())
}

/// By how much counts change.
fn change(before: Opinion, now: Opinion) -> (i64, i64) {
    const MANY: i64 = 1;
    let (up, down) = overlay::counted((MANY, MANY), before, now);
    (up - MANY, down - MANY)
}
