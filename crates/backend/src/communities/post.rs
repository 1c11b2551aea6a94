//! Posts.

use super::carried;
use super::moderated::POST;
use super::previews;
use super::shown::put_mine;
use super::table::State;
use super::table::{community, post, vote};
use super::telling;
use super::{locked, must_belong, place, scope};
use crate::media;
use crate::moderation::{self, Doing};
use crate::module::{Context, Refusal};
use crate::search::touched;
use sampan_protocol::Error;
use sampan_protocol::communities::ops::Said;
use sampan_protocol::communities::{
    InCommunity, Mine, Opinion, Post, Target, Vote, check_post, ops, overlay, rows,
};
use sampan_protocol::moderation::Target as About;
use sampan_protocol::moderation::weight::FULL;
use sampan_protocol::search::Kind;

pub(super) fn apply(cx: &mut Context<'_>, new: &ops::NewPost) -> Result<(), Refusal> {
    check(cx, &new.said)?;
    let (found, role) = locked(cx, new.community)?;
    must_belong(role)?;
    let here = place(found.id);
    moderation::may(cx, &here, Doing::Post)?;
    let options = carried::words(new.said.poll.as_ref());
    let texts = [&*new.said.title, &*new.said.body, &*options];
    let held = moderation::sift(cx, &here, &texts, &new.said.pictures)?;
    let community = InCommunity { id: found.id, name: found.name, picture: found.picture };
    let fresh = overlay::new_post(new, cx.me, (community.clone(), &found.tags), cx.now);
    let shown = Post { held: held.is_some(), ..fresh };
    let stored = post::Stored {
        id: new.post,
        community,
        author: cx.me.id,
        said: new.said.clone(),
        created: cx.now,
        edited: None,
        up: shown.up,
        down: shown.down,
        comments: 0,
        state: State::held_if(held.is_some()),
        opinion: shown.opinion,
    };
    if !post::insert(cx.sql, &stored)? {
        return Err(Error::invalid("error.sync.arguments").into());
    }
    carried::begin(cx, new.post, &new.said, &found.tags)?;
    match held {
        None => {
            community::add_posts(cx.sql, found.id, 1)?;
            previews::want(cx, new.post, &new.said.body)?;
        }
        Some(word) => {
            moderation::hold(cx, &About::new("post", new.post), &here, &word)?;
        }
    }
    likes(cx, Target::Post(new.post))?;
    let (is_held, there) = (shown.held, shown.community.clone());
    put_mine(cx, &Mine::Post(shown))?;
    media::uses_changed(cx, POST, new.post)?;
    touched(cx, Kind::Post, new.post)?;
    if is_held {
        return Ok(());
    }
    let me = cx.me;
    telling::posted(cx, me, new.post, (&new.said.body, &there))
}

/// Refuses what no post says, and pictures that nobody has uploaded.
///
/// # Errors
/// `Invalid`.
pub(super) fn check(cx: &mut Context<'_>, said: &Said) -> Result<(), Refusal> {
    check_post(said)?;
    for picture in &said.pictures {
        if media::table::item::find(cx.sql, picture)?.is_none() {
            return Err(Error::invalid("error.communities.picture_missing").into());
        }
    }
    Ok(())
}

/// Whoever writes something likes it.
///
/// # Errors
/// What the database says.
pub(super) fn likes(cx: &mut Context<'_>, target: Target) -> Result<(), Refusal> {
    let opinion = Opinion::Up;
    vote::put(cx.sql, target, cx.me.id, (opinion, FULL))?;
    cx.put(&scope(cx.me.id), rows::VOTE, target.key(), &Vote { target, opinion })?;
    Ok(())
}
