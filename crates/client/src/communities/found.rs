//! What this device has of communities, posts and gatherings, for who looks for them.

use super::{SCOPE, gatherings, own};
use crate::core::Core;
use crate::db::{Connection, Fault};
use crate::pages::at_hand;
use crate::table::row;
use crate::view::View;
use sampan_protocol::communities::{
    AskCommunities, AskCommunity, AskFeed, AskPost, Mine, Post, Saved, Target, ops, rows,
};
use sampan_protocol::search::Hit;
use sampan_protocol::{Error, Timestamp};

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
        hits.extend(posts(db, view)?.into_iter().map(Hit::from));
        hits.extend(gatherings::found(db, view)?.into_iter().map(Hit::from));
        Ok(hits)
    })
    .await
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
