//! What moderators see of gatherings, and do with them.

use super::call_off::carry_out;
use super::table::gathering::{self, Stored};
use crate::communities::place;
use crate::db::{DbError, Sql};
use crate::moderation::Subject;
use crate::module::{Context, Refusal};
use sampan_protocol::communities::gatherings::ops::CallOff;
use sampan_protocol::ids::{CommunityId, GatheringId};

/// What is known of a gathering.
pub(in crate::communities) fn subject(
    sql: &mut dyn Sql,
    id: &str,
) -> Result<Option<Subject>, DbError> {
    let Some(found) = find(sql, id)? else { return Ok(None) };
    Ok(Some(Subject {
        author: Some(found.host),
        place: place(found.community.id),
        title: found.plan.title,
        body: found.plan.about,
        link: format!("/communities/gathering/{id}"),
        gone: found.off || found.over,
        ..Subject::default()
    }))
}

/// In which community it is.
pub(in crate::communities) fn home(
    sql: &mut dyn Sql,
    id: &str,
) -> Result<Option<CommunityId>, DbError> {
    Ok(find(sql, id)?.map(|found| found.community.id))
}

/// Calls a gathering off in a moderator's name: everybody is told, and all money is let go. That
/// cannot be taken back; whoever announced it may announce it again when an appeal says so.
pub(in crate::communities) fn show(
    cx: &mut Context<'_>,
    id: &str,
    shown: bool,
) -> Result<(), Refusal> {
    let Ok(id) = id.parse::<GatheringId>() else { return Ok(()) };
    let Some(stored) = gathering::lock(cx.sql, id)? else { return Ok(()) };
    match shown || stored.off || stored.over {
        true => Ok(()),
        false => carry_out(cx, stored, &CallOff { gathering: id, at: None }),
    }
}

fn find(sql: &mut dyn Sql, id: &str) -> Result<Option<Stored>, DbError> {
    match id.parse::<GatheringId>() {
        Ok(id) => gathering::find(sql, id),
        Err(_) => Ok(None),
    }
}
