//! Changes what one wrote.

use super::post::check;
use super::shown;
use super::table::{comment, post};
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::communities::ops::Edit;
use sampan_protocol::communities::{Mine, check_comment, overlay};

pub(super) fn apply(cx: &mut Context<'_>, edit: &Edit) -> Result<(), Refusal> {
    match edit {
        Edit::Post { post: id, said } => {
            check(cx, said)?;
            let found = post::find(cx.sql, *id, cx.me.id)?;
            let mine = found.filter(|post| post.author == cx.me.id && !post.removed);
            let stored = mine.ok_or_else(|| Error::not_found("error.communities.no_post"))?;
            post::set_said(cx.sql, *id, said, cx.now)?;
            let now = overlay::edited_post(shown::post(stored, cx.me.clone()), edit, cx.now);
            shown::put_mine(cx, &Mine::Post(now))?;
        }
        Edit::Comment { comment: id, body } => {
            check_comment(body)?;
            let found = comment::find(cx.sql, *id, cx.me.id)?;
            let mine = found.filter(|comment| comment.author == cx.me.id && !comment.removed);
            let stored = mine.ok_or_else(|| Error::not_found("error.communities.no_comment"))?;
            comment::set_body(cx.sql, *id, body, cx.now)?;
            let before = shown::comment(stored, cx.me.clone());
            let now = overlay::edited_comment(before, edit, cx.now);
            shown::put_mine(cx, &Mine::Comment(now))?;
        }
    }
    Ok(())
}
