//! Comments.

use super::look::must_read;
use super::post::likes;
use super::shown::put_mine;
use super::table::State;
use super::table::{comment, member, post};
use super::telling;
use super::{must_belong, place};
use crate::moderation::{self, Doing};
use crate::module::{Context, Refusal};
use crate::search::touched;
use sampan_protocol::Error;
use sampan_protocol::communities::{Comment, Mine, Target, check_comment, ops, overlay};
use sampan_protocol::moderation::Target as About;
use sampan_protocol::search::Kind;

pub(super) fn apply(cx: &mut Context<'_>, new: &ops::NewComment) -> Result<(), Refusal> {
    check_comment(&new.body)?;
    let found = post::find(cx.sql, new.post, cx.me.id)?.filter(|post| post.state == State::Shown);
    let on = found.ok_or_else(|| Error::not_found("error.communities.no_post"))?;
    must_read(cx.sql, on.community.id, cx.me.id)?;
    let role = member::find(cx.sql, on.community.id, cx.me.id)?.map(|(role, _)| role);
    must_belong(role)?;
    let mut answered = on.author;
    let here = place(on.community.id);
    if moderation::is_locked(cx.sql, &About::new("post", new.post))? {
        return Err(Error::refused("error.moderation.locked").into());
    }
    moderation::may(cx, &here, Doing::Comment)?;
    let held = moderation::sift(cx, &here, &[&new.body], &[])?;
    if let Some(parent) = new.parent {
        let parent = comment::find(cx.sql, parent, cx.me.id)?;
        // What is answered is there before its answer, so no two answer each other.
        let Some(parent) = parent.filter(|parent| parent.post == new.post) else {
            return Err(Error::not_found("error.communities.no_comment").into());
        };
        answered = parent.author;
    }
    let shown = Comment { held: held.is_some(), ..overlay::new_comment(new, cx.me, cx.now) };
    let stored = comment::Stored {
        id: new.comment,
        post: new.post,
        parent: new.parent,
        author: cx.me.id,
        body: new.body.clone(),
        created: cx.now,
        edited: None,
        up: shown.up,
        down: shown.down,
        state: State::held_if(held.is_some()),
        opinion: shown.opinion,
    };
    let number = post::next_comment(cx.sql, new.post)?;
    if !comment::insert(cx.sql, &stored, number)? {
        return Err(Error::invalid("error.sync.arguments").into());
    }
    if let Some(word) = held {
        moderation::hold(cx, &About::new("comment", new.comment), &here, &word)?;
    }
    likes(cx, Target::Comment(new.comment))?;
    put_mine(cx, &Mine::Comment(shown))?;
    touched(cx, Kind::Comment, new.comment)?;
    if stored.state == State::Held {
        return Ok(());
    }
    let me = cx.me;
    telling::commented(cx, me, &stored, (answered, &on.community))
}
