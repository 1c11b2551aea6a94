//! What this device has of communities, posts, what is said to them, and gatherings, for who looks for them.

use super::said::SaidPart;
use super::{SCOPE, gatherings, own};
use crate::core::Core;
use crate::db::{Connection, Fault};
use crate::pages::at_hand;
use crate::table::row;
use crate::view::View;
use sampan_protocol::communities::{
    AskCommunities, AskCommunity, AskFeed, AskPost, Comment, Mine, Post, Saved, Target, ops, rows,
};
use sampan_protocol::ids::PostId;
use sampan_protocol::search::Hit;
use sampan_protocol::{Error, Timestamp};
use std::collections::HashMap;

/// Where I belong, what I wrote and keep, and what I have seen.
///
/// # Errors
/// `Refused` before there is a person, or that the cache cannot be read.
pub(crate) async fn found(core: &Core) -> Result<Vec<Hit>, Error> {
    core.view(SCOPE, |db, view| {
        let mine = own::memberships(db, view)?.into_iter().map(|membership| membership.community);
        let mut hits: Vec<Hit> = mine.map(Hit::from).collect();
        hits.extend(at_hand::<AskCommunity>(db)?.into_iter().map(Hit::from));
        hits.extend(at_hand::<AskCommunities>(db)?.into_iter().map(Hit::from));
        let posts = posts(db, view)?;
        hits.extend(comments(db, view, &posts)?);
        hits.extend(posts.into_iter().map(Hit::from));
        hits.extend(gatherings::found(db, view)?.into_iter().map(Hit::from));
        Ok(hits)
    })
    .await
}

/// What is said to these posts, what I said as I changed it, without what was taken away or is held back.
fn comments(db: &Connection, view: &View, posts: &[Post]) -> Result<Vec<Hit>, Fault> {
    let to: HashMap<PostId, &Post> = posts.iter().map(|post| (post.id, post)).collect();
    let lens = own::Lens::of(db, view)?;
    let written = own::written(db, view, Timestamp(i64::MIN))?.into_iter();
    let written = written.filter_map(|(mine, _)| match mine {
        Mine::Comment(comment) => Some(comment),
        Mine::Post(_) => None,
    });
    let all = written.chain(at_hand::<SaidPart>(db)?).map(|comment| lens.comment(comment));
    let shown = all.filter(|comment| !comment.removed && !comment.held);
    let hit = |comment: Comment| {
        let on = to.get(&comment.post)?;
        Some(comment.into_hit(&on.title, &on.community))
    };
    Ok(shown.filter_map(hit).collect())
}

/// Posts, those of mine as I changed them, without those that were taken away.
fn posts(db: &Connection, view: &View) -> Result<Vec<Post>, Fault> {
    let written = own::written(db, view, Timestamp(i64::MIN))?.into_iter();
    let mut posts: Vec<Post> = written
        .filter_map(|(mine, _)| match mine {
            Mine::Post(post) => Some(post),
            Mine::Comment(_) => None,
        })
        .collect();
    let saved: Vec<Saved> = row::all(db, &view.scope, rows::SAVED)?;
    posts.extend(at_hand::<AskPost>(db)?);
    posts.extend(at_hand::<AskFeed>(db)?);
    posts.extend(saved.into_iter().map(|saved| saved.post));
    let gone: Vec<Target> =
        view.done::<ops::Remove>(ops::REMOVE).map(|(remove, _)| remove.target).collect();
    let mut lost: Vec<_> = posts.iter().filter(|post| post.removed).map(|post| post.id).collect();
    lost.sort_unstable();
    posts.retain(|post| {
        lost.binary_search(&post.id).is_err() && !gone.contains(&Target::Post(post.id))
    });
    Ok(posts)
}
