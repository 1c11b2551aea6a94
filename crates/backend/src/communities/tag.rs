//! Makes, changes and takes away what posts of a community can be marked with.

use super::shown::put_membership;
use super::table::{member, tag};
use super::{locked, must_moderate};
use crate::module::{Context, Refusal};
use sampan_protocol::communities::{Community, Tag, ops, tags};

/// Makes or changes a tag.
pub(super) fn put(cx: &mut Context<'_>, put: &ops::PutTag) -> Result<(), Refusal> {
    let (found, role) = locked(cx, put.community)?;
    must_moderate(role)?;
    let now = tags::with(found.tags.clone(), put.tag.clone())?;
    set(cx, found, now)
}

/// Takes a tag away, from every post, too.
pub(super) fn take(cx: &mut Context<'_>, taken: &ops::DropTag) -> Result<(), Refusal> {
    let (found, role) = locked(cx, taken.community)?;
    must_moderate(role)?;
    if found.tags.iter().any(|one| one.id == taken.tag) {
        tag::drop_everywhere(cx.sql, taken.tag)?;
    }
    let now = tags::without(found.tags.clone(), taken.tag);
    set(cx, found, now)
}

fn set(cx: &mut Context<'_>, before: Community, tags: Vec<Tag>) -> Result<(), Refusal> {
    tag::set(cx.sql, before.id, &tags)?;
    let now = Community { tags, ..before };
    for (person, role, since) in member::all(cx.sql, now.id)? {
        put_membership(cx, person, &now, (role, since))?;
    }
    Ok(())
}
