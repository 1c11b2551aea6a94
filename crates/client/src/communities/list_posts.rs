//! Lists posts: as the service told them, with what one wrote and thinks.

use super::{SCOPE, markdown, own};
use crate::Client;
use crate::db::{Connection, Fault};
use crate::moderation::Unseen;
use crate::table::row;
use crate::view::View;
use sampan_protocol::Reply;
use sampan_protocol::communities::{
    AskFeed, Feed, ListPosts, ListSaved, Mine, Post, PostSeen, Saved, Sort, ops, rows,
};
use sampan_protocol::moderation::Target;
use sampan_protocol::page::Listed;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// For how many seconds what one wrote stands above a list that does not have it yet.
const ABOVE: i64 = 3_600;

impl Client {
    /// Answers [`ListPosts`].
    ///
    /// # Errors
    /// `NotFound` where the service knows no such community.
    pub async fn list_posts(&self, request: ListPosts) -> Reply<ListPosts> {
        let listed = self.core.listed(request.list.clone(), request.parts).await?;
        let Listed { items, more, state } = listed;
        let unseen = self.core.unseen().await?;
        let since = self.core.service_now().plus_seconds(-ABOVE);
        let posts = self
            .core
            .view(SCOPE, move |db, view| {
                let known: BTreeSet<_> = items.iter().map(|post| post.id).collect();
                let mut posts = Vec::new();
                for (mine, waits) in own::written(db, view, since)? {
                    if let Mine::Post(post) = mine
                        && !known.contains(&post.id)
                        && belongs(&request.list, view, &post)
                    {
                        posts.push(seen(db, view, post, waits)?);
                    }
                }
                for post in items {
                    posts.push(seen(db, view, post, false)?);
                }
                posts.retain(|seen: &PostSeen| !seen.post.removed && !hides(&unseen, &seen.post));
                Ok(posts)
            })
            .await?;
        Ok(Listed { items: posts, more, state })
    }

    /// Answers [`ListSaved`].
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn list_saved(&self, _: ListSaved) -> Reply<ListSaved> {
        self.core
            .view(SCOPE, |db, view| {
                let mut saved: Vec<Saved> = row::all(db, &view.scope, rows::SAVED)?;
                for (save, _) in view.done::<ops::Save>(ops::SAVE) {
                    if !save.kept {
                        saved.retain(|one| one.post.id != save.post);
                    }
                }
                for one in &mut saved {
                    one.post = own::post(db, view, one.post.clone())?;
                }
                saved.sort_by_key(|one| Reverse(one.at));
                Ok(saved)
            })
            .await
    }
}

/// Whether I do not want to see a post.
fn hides(unseen: &Unseen, post: &Post) -> bool {
    let of = [
        Target::new("post", post.id),
        Target::new("person", post.author.id),
        Target::new("community", post.community.id),
    ];
    unseen.hides(&of, &[&post.title, &post.body])
}

/// Whether something that I wrote belongs into a list that does not have it yet.
fn belongs(list: &AskFeed, view: &View, post: &Post) -> bool {
    let young = matches!(list.sort, Sort::Hot | Sort::New);
    young
        && match &list.feed {
            Feed::Joined => true,
            Feed::Everything => false,
            Feed::Community(id) => *id == post.community.id,
            Feed::Tagged { community, tag } => {
                *community == post.community.id && post.tags.iter().any(|one| one.id == *tag)
            }
            Feed::Person(person) => *person == view.me.id,
        }
}

/// A post as it is shown.
pub(super) fn seen(
    db: &Connection,
    view: &View,
    post: Post,
    waits: bool,
) -> Result<PostSeen, Fault> {
    let told = post;
    // What waits is liked by whoever wrote it, and the service does not know yet.
    let post = if waits { own::waiting_post(db, view, told)? } else { own::post(db, view, told)? };
    Ok(PostSeen {
        html: markdown::html(&post.body),
        excerpt: markdown::excerpt(&post.body),
        waits,
        saved: own::is_saved(db, view, post.id)?,
        mine: post.author.id == view.me.id,
        post,
    })
}
