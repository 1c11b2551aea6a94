//! Says what one thinks of a post or a comment.

use super::look::must_read;
use super::table::State;
use super::table::{comment, post, vote};
use super::{place, scope};
use crate::moderation::{self, Doing};
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::communities::{Opinion, Target, Vote, ops, overlay, rows};
use sampan_protocol::ids::PersonId;
use sampan_protocol::moderation::weight::FULL;

pub(super) fn apply(cx: &mut Context<'_>, cast: &ops::Vote) -> Result<(), Refusal> {
    let (target, me) = (cast.target, cx.me.id);
    let on = votable(cx, target)?;
    moderation::may(cx, &place(on.community.id), Doing::Vote)?;
    let (before, weight) = match vote::find(cx.sql, target, me)? {
        Some(known) => known,
        None => (Opinion::None, weigh(cx, target, on.author)?),
    };
    vote::put(cx.sql, target, me, (cast.opinion, weight))?;
    let change = change(before, cast.opinion);
    match target {
        Target::Post(id) => post::count(cx.sql, id, change, weight)?,
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

/// The post that something is, or is said to, for whoever may read it and say what they think of it.
///
/// # Errors
/// `NotFound` for what is not there, is not shown, or is not for them.
pub(super) fn votable(cx: &mut Context<'_>, target: Target) -> Result<post::Stored, Refusal> {
    let me = cx.me.id;
    let on = match target {
        Target::Post(id) => id,
        Target::Comment(id) => {
            let found =
                comment::find(cx.sql, id, me)?.filter(|comment| comment.state == State::Shown);
            found.ok_or_else(|| Error::not_found("error.communities.no_comment"))?.post
        }
    };
    let found = post::find(cx.sql, on, me)?.filter(|post| post.state == State::Shown);
    let on = found.ok_or_else(|| Error::not_found("error.communities.no_post"))?;
    must_read(cx.sql, on.community.id, me)?;
    Ok(on)
}

/// What a new vote weighs: on what one wrote oneself as much as everybody's own, on comments, which
/// the service does not put in order, a full one.
fn weigh(cx: &mut Context<'_>, target: Target, author: PersonId) -> Result<i64, Refusal> {
    match target {
        Target::Post(_) if author != cx.me.id => Ok(moderation::weigh(cx, author)?),
        _ => Ok(FULL),
    }
}

/// By how much counts change.
fn change(before: Opinion, now: Opinion) -> (i64, i64) {
    const MANY: i64 = 1;
    let (up, down) = overlay::counted((MANY, MANY), before, now);
    (up - MANY, down - MANY)
}
