//! Says what one feels about a post or a comment.

use super::table::reaction;
use super::vote::votable;
use super::{place, scope};
use crate::moderation::{self, Doing};
use crate::module::{Context, Refusal};
use sampan_protocol::communities::{React, ops, rows};

pub(super) fn apply(cx: &mut Context<'_>, felt: &ops::React) -> Result<(), Refusal> {
    let (target, me) = (felt.target, cx.me.id);
    let on = votable(cx, target)?;
    moderation::may(cx, &place(on.community.id), Doing::Vote)?;
    let before = reaction::find(cx.sql, target, me)?;
    if before == felt.reaction {
        return Ok(());
    }
    reaction::put(cx.sql, (target, me), before, felt.reaction)?;
    match felt.reaction {
        Some(reaction) => {
            cx.put(&scope(me), rows::REACTION, target.key(), &React { target, reaction })?;
        }
        None => cx.delete(&scope(me), rows::REACTION, target.key()),
    }
    Ok(())
}
