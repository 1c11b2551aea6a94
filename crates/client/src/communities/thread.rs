//! A post with what is said to it.

use super::list_posts::seen;
use super::{SCOPE, markdown, own};
use crate::Client;
use crate::db::{Connection, Fault};
use crate::moderation::Unseen;
use crate::pages::List;
use crate::table::{page, row};
use sampan_protocol::communities::thread::arrange;
use sampan_protocol::communities::{
    AskComments, AskFeed, AskPost, Comment, GetThread, Mine, Post, Saved, Thread, overlay, rows,
};
use sampan_protocol::ids::PostId;
use sampan_protocol::moderation::Target;
use sampan_protocol::page::{Listed, Standing};
use sampan_protocol::{Code, Error, Reply, Timestamp};
use std::collections::BTreeSet;

impl Client {
    /// Answers [`GetThread`].
    ///
    /// # Errors
    /// `NotFound` where the service knows no such post.
    pub async fn get_thread(&self, request: GetThread) -> Reply<GetThread> {
        let GetThread { post: id, sort, parts } = request;
        let told = self.core.listed(AskPost { post: id }, 1).await;
        let said = self.core.listed(AskComments { post: id }, parts).await;
        let (refused, told) = answered(told)?;
        let (_, said) = answered(said)?;
        let unseen = self.core.unseen().await?;
        let (state, more) = (told.state.max(said.state), said.more);
        let thread = self
            .core
            .view(SCOPE, move |db, view| {
                let mut found: Option<(Post, bool)> =
                    told.items.into_iter().next().map(|post| (post, false));
                let mut comments: Vec<Comment> = said.items;
                let known: BTreeSet<_> = comments.iter().map(|comment| comment.id).collect();
                let mut waiting = BTreeSet::new();
                for (mine, waits) in own::written(db, view, Timestamp(i64::MIN))? {
                    match mine {
                        Mine::Post(post) if post.id == id && found.is_none() => {
                            found = Some((post, waits));
                        }
                        Mine::Comment(comment)
                            if comment.post == id && !known.contains(&comment.id) =>
                        {
                            if waits {
                                waiting.insert(comment.id);
                            }
                            comments.push(comment);
                        }
                        _ => {}
                    }
                }
                if found.is_none() {
                    let kept: Option<Saved> =
                        row::get(db, &view.scope, rows::SAVED, &id.to_string())?;
                    let kept = match kept {
                        Some(saved) => Some(saved.post),
                        None => listed(db, id)?,
                    };
                    found = kept.map(|post| (post, false));
                }
                let mut now = Vec::with_capacity(comments.len());
                for comment in comments {
                    let waits = waiting.contains(&comment.id);
                    now.push(if waits { comment } else { own::comment(db, view, comment)? });
                }
                now.iter_mut().for_each(|comment| veil(comment, &unseen));
                let placed = arrange(now, &waiting, sort);
                let role = match &found {
                    Some((post, _)) => own::role(db, view, post.community.id)?,
                    None => None,
                };
                let post = match found {
                    Some((post, waits)) => Some(seen(db, view, post, waits)?),
                    None => None,
                };
                let html = |one: &sampan_protocol::communities::thread::Placed| {
                    markdown::html(&one.comment.body)
                };
                let comments = placed.into_iter().map(|one| (one.clone(), html(&one))).collect();
                Ok(Thread { post, role, comments, more, state })
            })
            .await?;
        match (refused, &thread.post) {
            (Some(error), None) => Err(error),
            _ => Ok(thread),
        }
    }
}

/// Shows nothing of a comment that I do not want to see.
fn veil(comment: &mut Comment, unseen: &Unseen) {
    let of = [Target::new("comment", comment.id), Target::new("person", comment.author.id)];
    if unseen.hides(&of, &[&comment.body]) {
        *comment = overlay::removed_comment(comment.clone());
    }
}

/// A list that the service refuses to show, as an empty one: what waits here may be all there is.
fn answered<T>(listed: Result<Listed<T>, Error>) -> Result<(Option<Error>, Listed<T>), Error> {
    match listed {
        Ok(listed) => Ok((None, listed)),
        Err(error) if error.code == Code::NotFound => {
            let empty = Listed { items: Vec::new(), more: false, state: Standing::Fresh };
            Ok((Some(error), empty))
        }
        Err(error) => Err(error),
    }
}

/// A post as it stands in the list of one's communities, if it is there.
fn listed(db: &Connection, id: PostId) -> Result<Option<Post>, Fault> {
    let Some(part) = page::get(db, &AskFeed::default().name()?, 0)? else { return Ok(None) };
    let posts: Vec<Post> = serde_json::from_str(&part.items)?;
    Ok(posts.into_iter().find(|post| post.id == id))
}
