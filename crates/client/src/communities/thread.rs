//! A post with what is said to it.

use super::arranged::Arranged;
use super::list_posts::seen;
use super::said::here;
use super::{SCOPE, markdown, own};
use crate::Client;
use crate::db::{Connection, Fault};
use crate::moderation::Unseen;
use crate::pages::List;
use crate::table::{page, row};
use crate::view::View;
use sampan_protocol::communities::thread::{self, Shown};
use sampan_protocol::communities::{
    AskFeed, AskPost, GetThread, Mine, Post, PostSeen, Role, Saved, Thread, ThreadRow, blocks, rows,
};
use sampan_protocol::ids::PostId;
use sampan_protocol::page::{Listed, Standing};
use sampan_protocol::{Code, Error, Reply, Timestamp};
use std::collections::BTreeSet;
use std::sync::Arc;

/// The most comments that are told at once.
const MOST: u32 = 200;
/// How many comments before the one that is to be reached are told with it.
const BEFORE: usize = 10;

impl Client {
    /// Answers [`GetThread`].
    ///
    /// # Errors
    /// `NotFound` where the service knows no such post.
    pub async fn get_thread(&self, request: GetThread) -> Reply<GetThread> {
        let id = request.post;
        // Before anything is read: what changes meanwhile makes it old.
        let changes = self.core.status.changes();
        let (refused, told) = answered(self.core.listed(AskPost { post: id }, 1).await)?;
        let (_, said) = allowed(self.core.tend_said(id))?;
        let state = told.state.max(said.unwrap_or_default());
        let key = format!("thread/{id}/{}/{changes}", request.sort.word());
        let known = self.core.made.get::<Arranged>(&key);
        let unseen = match &known {
            Some(_) => Unseen::default(),
            None => self.core.unseen().await?,
        };
        let sort = request.sort;
        let read = move |db: &Connection, view: &View| {
            let arranged = match known {
                Some(arranged) => arranged,
                None => {
                    let here = here(db, id)?;
                    Arc::new(Arranged::of((db, view), unseen, (id, here), sort)?)
                }
            };
            let found = match told.items.into_iter().next() {
                Some(post) => Some((post, false)),
                None => kept(db, view, id)?,
            };
            let role = match &found {
                Some((post, _)) => own::role(db, view, post.community.id)?,
                None => None,
            };
            let post = match found {
                Some((post, waits)) => Some(seen(db, view, post, waits)?),
                None => None,
            };
            Ok((post, role, arranged))
        };
        let (post, role, arranged) = self.core.view(SCOPE, read).await?;
        self.core.made.keep(key, arranged.clone());
        if let (Some(error), None) = (refused, &post) {
            return Err(error);
        }
        let shown = Stretch::of(&arranged, &request);
        let (missing, sight) = (shown.missing(&request), shown.parts());
        allowed(self.core.tend_parts(id, missing, sight))?;
        Ok(shown.told(post, role, state)?)
    }
}

/// What the service refuses to show is not there; what waits here may be all there is.
fn allowed<T>(told: Result<T, Error>) -> Result<(Option<Error>, Option<T>), Error> {
    match told {
        Ok(told) => Ok((None, Some(told))),
        Err(error) if error.code == Code::NotFound => Ok((Some(error), None)),
        Err(error) => Err(error),
    }
}

/// The stretch of a thread that is asked for.
struct Stretch<'a> {
    arranged: &'a Arranged,
    rows: Vec<Shown>,
    from: usize,
    count: u32,
    reached: Option<u32>,
}

impl<'a> Stretch<'a> {
    fn of(arranged: &'a Arranged, request: &GetThread) -> Self {
        let folded: BTreeSet<_> = request.folded.iter().copied().collect();
        let mut rows = thread::shown(&arranged.spots, &folded);
        let place = request
            .reach
            .and_then(|wanted| rows.iter().position(|one| arranged.spots[one.at].id == wanted));
        let (count, many) = (rows.len(), request.many.min(MOST) as usize);
        let from = place.map_or(request.from as usize, |place| place.saturating_sub(BEFORE));
        let from = from.min(count.saturating_sub(many));
        let rows = rows.drain(from..count.min(from + many)).collect();
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { arranged, rows, from, count: number(count), reached: place.map(number) }
    }

    /// The parts that are to be here and are not.
    fn missing(&self, request: &GetThread) -> Vec<u32> {
        let Arranged { of, missing, .. } = self.arranged;
        let lost = request.reach.is_some() && self.reached.is_none();
        let parts = if lost { *of } else { request.parts };
        let wanted = blocks::wanted(*of, parts, request.sort);
        wanted.filter(|place| missing.contains(place)).collect()
    }

    /// The parts of which something is shown.
    fn parts(&self) -> BTreeSet<u32> {
        self.rows.iter().filter_map(|one| self.arranged.part(one.at)).collect()
    }

    fn told(
        self,
        post: Option<PostSeen>,
        role: Option<Role>,
        state: Standing,
    ) -> Result<Thread, Fault> {
        let places = self.rows.iter().flat_map(|one| [Some(one.at), one.answers]).flatten();
        let all = self.arranged.read(&places.collect())?;
        let rows = self.rows.iter().filter_map(|one| {
            let placed = all.get(&one.at)?.clone();
            let answered = one.answers.and_then(|at| all.get(&at));
            let answers = answered.map(|one| one.comment.author.name.clone());
            let html = markdown::html(&placed.comment.body);
            Some(ThreadRow { placed, html, folded: one.folded, answers })
        });
        Ok(Thread {
            post,
            role,
            rows: rows.collect(),
            from: u32::try_from(self.from).unwrap_or(u32::MAX),
            count: self.count,
            reached: self.reached,
            more: !self.arranged.missing.is_empty(),
            state,
        })
    }
}

/// A post that the service did not tell now: one's own, one that is kept, or one of a list; with whether
/// it waits.
fn kept(db: &Connection, view: &View, id: PostId) -> Result<Option<(Post, bool)>, Fault> {
    for (mine, waits) in own::written(db, view, Timestamp(i64::MIN))? {
        if let Mine::Post(post) = mine
            && post.id == id
        {
            return Ok(Some((post, waits)));
        }
    }
    let saved: Option<Saved> = row::get(db, &view.scope, rows::SAVED, &id.to_string())?;
    let post = match saved {
        Some(saved) => Some(saved.post),
        None => listed(db, id)?,
    };
    Ok(post.map(|post| (post, false)))
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
