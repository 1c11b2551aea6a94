//! Takes away what one wrote. Moderators do so by deciding about it, with reasons.

use super::carried;
use super::moderated::POST;
use super::shown;
use super::shown::put_mine;
use super::table::{State, comment, community, member, post};
use crate::media::uses_changed;
use crate::module::{Context, Refusal};
use crate::search::touched;
use sampan_protocol::Error;
use sampan_protocol::communities::{Mine, Role, Target, ops, overlay};
use sampan_protocol::ids::{CommunityId, PersonId};
use sampan_protocol::search::Kind;

pub(super) fn apply(cx: &mut Context<'_>, wanted: &ops::Remove) -> Result<(), Refusal> {
    match wanted.target {
        Target::Post(id) => {
            let found = post::find(cx.sql, id, cx.me.id)?;
            let stored = found.ok_or_else(|| Error::not_found("error.communities.no_post"))?;
            mine(cx, stored.author, stored.community.id)?;
            // What a moderator took away stays as it was, for an appeal.
            if stored.state.is_gone() {
                return Ok(());
            }
            post::remove(cx.sql, id)?;
            carried::drop_all(cx, id)?;
            if stored.state == State::Shown {
                community::add_posts(cx.sql, stored.community.id, -1)?;
            }
            let now = overlay::removed_post(shown::post(stored, cx.me.clone()));
            put_mine(cx, &Mine::Post(now))?;
            uses_changed(cx, POST, id)?;
            touched(cx, Kind::Post, id)?;
        }
        Target::Comment(id) => {
            let found = comment::find(cx.sql, id, cx.me.id)?;
            let stored = found.ok_or_else(|| Error::not_found("error.communities.no_comment"))?;
            let on = post::find(cx.sql, stored.post, cx.me.id)?;
            let on = on.ok_or_else(|| Error::not_found("error.communities.no_post"))?;
            mine(cx, stored.author, on.community.id)?;
            if stored.state.is_gone() {
                return Ok(());
            }
            comment::remove(cx.sql, id)?;
            let now = overlay::removed_comment(shown::comment(stored, cx.me.clone()));
            put_mine(cx, &Mine::Comment(now))?;
            touched(cx, Kind::Comment, id)?;
        }
    }
    Ok(())
}

/// Refuses who did not write it: moderators, too, who have to say why.
fn mine(cx: &mut Context<'_>, author: PersonId, community: CommunityId) -> Result<(), Refusal> {
    if author == cx.me.id {
        return Ok(());
    }
    let role = member::find(cx.sql, community, cx.me.id)?.map(|(role, _)| role);
    let key = match role.is_some_and(Role::moderates) {
        true => "error.moderation.with_reasons",
        false => "error.communities.moderators_only",
    };
    Err(Error::refused(key).into())
}
