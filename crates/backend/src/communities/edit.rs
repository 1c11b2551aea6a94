//! Changes what one wrote.

use super::moderated::POST;
use super::post::check;
use super::table::{State, comment, community, post};
use super::{carried, place, previews, shown};
use crate::media::uses_changed;
use crate::moderation::{self, Doing};
use crate::module::{Context, Refusal};
use crate::search::touched;
use sampan_protocol::Error;
use sampan_protocol::communities::ops::Edit;
use sampan_protocol::communities::{Comment, Mine, Post, check_comment, overlay};
use sampan_protocol::ids::CommunityId;
use sampan_protocol::moderation::Target as About;
use sampan_protocol::search::Kind;

pub(super) fn apply(cx: &mut Context<'_>, edit: &Edit) -> Result<(), Refusal> {
    match edit {
        Edit::Post { post: id, said } => {
            check(cx, said)?;
            let found = post::find(cx.sql, *id, cx.me.id)?;
            let mine = found.filter(|post| post.author == cx.me.id && !post.state.is_gone());
            let stored = mine.ok_or_else(|| Error::not_found("error.communities.no_post"))?;
            let home = stored.community.id;
            let about = About::new("post", *id);
            let options = carried::words(said.poll.as_ref());
            let (texts, pictures) = ([&*said.title, &*said.body, &*options], &said.pictures);
            let held = sifted(cx, (home, &about), &texts, pictures)?;
            let known = community::find(cx.sql, home)?.map(|one| one.tags).unwrap_or_default();
            post::set_said(cx.sql, *id, said, cx.now)?;
            carried::change(cx, *id, said, &known)?;
            if held && stored.state == State::Shown {
                post::set_state(cx.sql, *id, State::Held)?;
                community::add_posts(cx.sql, home, -1)?;
            }
            let held = held || stored.state == State::Held;
            if !held {
                previews::want(cx, *id, &said.body)?;
            }
            let before = shown::post(stored, cx.me.clone());
            let now = overlay::edited_post(before, edit, &known, cx.now);
            let now = carried::with(cx, cx.me.id, Post { held: false, ..now })?;
            shown::put_mine(cx, &Mine::Post(Post { held, ..now }))?;
            uses_changed(cx, POST, *id)?;
            touched(cx, Kind::Post, *id)?;
        }
        Edit::Comment { comment: id, body } => {
            check_comment(body)?;
            let found = comment::find(cx.sql, *id, cx.me.id)?;
            let mine = found.filter(|one| one.author == cx.me.id && !one.state.is_gone());
            let stored = mine.ok_or_else(|| Error::not_found("error.communities.no_comment"))?;
            let on = post::find(cx.sql, stored.post, cx.me.id)?;
            let on = on.ok_or_else(|| Error::not_found("error.communities.no_post"))?;
            let about = About::new("comment", *id);
            let held = sifted(cx, (on.community.id, &about), &[body], &[])?;
            comment::set_body(cx.sql, *id, body, cx.now)?;
            if held {
                comment::set_state(cx.sql, *id, State::Held)?;
            }
            let held = held || stored.state == State::Held;
            let before = shown::comment(stored, cx.me.clone());
            let now = overlay::edited_comment(before, edit, cx.now);
            shown::put_mine(cx, &Mine::Comment(Comment { held, ..now }))?;
            touched(cx, Kind::Comment, *id)?;
        }
    }
    Ok(())
}

/// Holds what is said from now on against the rules; says whether it waits for a moderator.
fn sifted(
    cx: &mut Context<'_>,
    (home, about): (CommunityId, &About),
    texts: &[&str],
    pictures: &[String],
) -> Result<bool, Refusal> {
    let here = place(home);
    moderation::may(cx, &here, Doing::Edit)?;
    match moderation::sift(cx, &here, texts, pictures)? {
        None => Ok(false),
        Some(word) => {
            moderation::hold(cx, about, &here, &word)?;
            Ok(true)
        }
    }
}
