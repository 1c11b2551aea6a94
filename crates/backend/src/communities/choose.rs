//! Chooses in a poll, instead of what one chose before.

use super::look::must_read;
use super::table::{State, poll, post};
use super::{place, scope};
use crate::moderation::{self, Doing};
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::communities::poll::{has_ended, recounted};
use sampan_protocol::communities::{Choice, ops, rows};

pub(super) fn apply(cx: &mut Context<'_>, cast: &ops::Choose) -> Result<(), Refusal> {
    let (id, me) = (cast.post, cx.me.id);
    let found = post::find(cx.sql, id, me)?.filter(|post| post.state == State::Shown);
    let on = found.ok_or_else(|| Error::not_found("error.communities.no_post"))?;
    must_read(cx.sql, on.community.id, me)?;
    moderation::may(cx, &place(on.community.id), Doing::Vote)?;
    // From here on nobody else counts in this poll.
    let found = poll::lock(cx.sql, id)?;
    let found = found.ok_or_else(|| Error::not_found("error.communities.no_poll"))?;
    if has_ended(found.ends, cx.now) {
        return Err(Error::refused("error.communities.poll_closed").into());
    }
    if found.ballot.places(&cast.chosen).is_none() {
        return Err(Error::invalid("error.communities.poll_choice").into());
    }
    let before = poll::chosen(cx.sql, id, me)?;
    let counted = (found.counts.as_slice(), found.voters);
    let (counts, voters) =
        recounted(&found.ballot, counted, &before, &cast.chosen).ok_or_else(Error::internal)?;
    poll::choose(cx.sql, (id, me), &cast.chosen, (&counts, voters))?;
    if cast.chosen.is_empty() {
        cx.delete(&scope(me), rows::CHOICE, id);
        return Ok(());
    }
    let row = Choice { post: id, chosen: cast.chosen.clone() };
    cx.put(&scope(me), rows::CHOICE, id, &row)?;
    Ok(())
}
