//! Rules of words and links, and blocked pictures.

use super::subject;
use super::table::{picture, rule};
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::moderation::ops;
use sampan_protocol::moderation::rule::check_rules;

pub(super) fn set(cx: &mut Context<'_>, wanted: &ops::SetRules) -> Result<(), Refusal> {
    check_rules(&wanted.rules)?;
    let moderates = subject::place(cx.modules, cx.sql, &wanted.place, cx.me.id)?.moderates;
    let everywhere = wanted.place.is_empty();
    if !(moderates || everywhere && cx.ports.people.is_operator(cx.sql, cx.me.id)?) {
        return Err(Error::refused("error.moderation.moderators_only").into());
    }
    rule::put(cx.sql, &wanted.place, &wanted.rules)?;
    Ok(())
}

pub(super) fn block(cx: &mut Context<'_>, wanted: &ops::BlockPicture) -> Result<(), Refusal> {
    if !cx.ports.people.is_operator(cx.sql, cx.me.id)? {
        return Err(Error::refused("error.moderation.operators_only").into());
    }
    let Some(look) = picture::look(cx.sql, &wanted.picture)? else {
        return Err(Error::not_found("error.moderation.no_picture").into());
    };
    if wanted.on {
        picture::block(cx.sql, (&wanted.picture, &look), cx.me.id, cx.now)?;
    } else {
        picture::unblock(cx.sql, &look)?;
    }
    Ok(())
}
