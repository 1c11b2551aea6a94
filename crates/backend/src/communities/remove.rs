//! Takes away what one wrote, or what somebody wrote where one moderates.

use super::shown::{author, put_mine};
use super::table::{comment, community, member, post};
use super::{must_moderate, shown};
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::communities::{Mine, Target, ops, overlay};
use sampan_protocol::ids::{CommunityId, PersonId};

pub(super) fn apply(cx: &mut Context<'_>, wanted: &ops::Remove) -> Result<(), Refusal> {
    match wanted.target {
        Target::Post(id) => {
            let found = post::find(cx.sql, id, cx.me.id)?;
            let stored = found.ok_or_else(|| Error::not_found("error.communities.no_post"))?;
            may(cx, stored.author, stored.community.id)?;
            if !stored.removed {
                post::remove(cx.sql, id)?;
                community::add_posts(cx.sql, stored.community.id, -1)?;
            }
            let by = author(cx, stored.author)?;
            let now = overlay::removed_post(shown::post(stored, by));
            put_mine(cx, &Mine::Post(now))?;
        }
        Target::Comment(id) => {
            let found = comment::find(cx.sql, id, cx.me.id)?;
            let stored = found.ok_or_else(|| Error::not_found("error.communities.no_comment"))?;
            let on = post::find(cx.sql, stored.post, cx.me.id)?;
            let on = on.ok_or_else(|| Error::not_found("error.communities.no_post"))?;
            may(cx, stored.author, on.community.id)?;
            comment::remove(cx.sql, id)?;
            let by = author(cx, stored.author)?;
            let now = overlay::removed_comment(shown::comment(stored, by));
            put_mine(cx, &Mine::Comment(now))?;
        }
    }
    Ok(())
}

fn may(cx: &mut Context<'_>, author: PersonId, community: CommunityId) -> Result<(), Refusal> {
    if author == cx.me.id {
        return Ok(());
    }
    must_moderate(member::find(cx.sql, community, cx.me.id)?.map(|(role, _)| role))
}
