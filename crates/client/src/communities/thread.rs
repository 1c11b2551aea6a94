//! A post with what is said to it.

use super::list_posts::seen;
use super::said::{Here, here};
use super::{SCOPE, markdown, own};
use crate::Client;
use crate::db::{Connection, Fault};
use crate::moderation::Unseen;
use crate::pages::List;
use crate::table::{page, row};
use crate::view::View;
use sampan_protocol::communities::thread::{self, Placed, Shown};
use sampan_protocol::communities::{
    AskFeed, AskPost, Comment, GetThread, Mine, Post, PostSeen, Role, Saved, Sort, Thread,
    ThreadRow, blocks, overlay, rows,
};
use sampan_protocol::ids::{CommentId, PostId};
use sampan_protocol::moderation::Target;
use sampan_protocol::page::{Listed, Standing};
use sampan_protocol::{Code, Error, Reply, Timestamp};
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// The most comments that are told at once.
const MOST: u32 = 200;
/// How many comments before the one that is to be reached are told with it.
const BEFORE: usize = 10;

/// A thread as it is arranged, with what of it waits to be sent.
struct Arranged {
    comments: Vec<Placed>,
    /// Which part each is of, where it is not of the latest.
    parts: HashMap<CommentId, u32>,
    /// How many parts there are before the latest.
    of: u32,
    /// Those that are not here.
    missing: BTreeSet<u32>,
}

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
                    let lens = Looking { db, view, unseen: &unseen };
                    Arc::new(lens.arrange(id, here, sort)?)
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
        Ok(shown.told(post, role, state))
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
        let mut rows = thread::shown(&arranged.comments, &folded);
        let place = request.reach.and_then(|wanted| {
            rows.iter().position(|one| arranged.comments[one.at].comment.id == wanted)
        });
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
        let id = |one: &Shown| self.arranged.comments[one.at].comment.id;
        self.rows.iter().filter_map(|one| self.arranged.parts.get(&id(one)).copied()).collect()
    }

    fn told(self, post: Option<PostSeen>, role: Option<Role>, state: Standing) -> Thread {
        let all = &self.arranged.comments;
        let rows = self.rows.iter().map(|one| {
            let placed = all[one.at].clone();
            let answers = one.answers.map(|at| all[at].comment.author.name.clone());
            let html = markdown::html(&placed.comment.body);
            ThreadRow { placed, html, folded: one.folded, answers }
        });
        Thread {
            post,
            role,
            rows: rows.collect(),
            from: u32::try_from(self.from).unwrap_or(u32::MAX),
            count: self.count,
            reached: self.reached,
            more: !self.arranged.missing.is_empty(),
            state,
        }
    }
}

/// What is laid over what the service told.
struct Looking<'a> {
    db: &'a Connection,
    view: &'a View,
    unseen: &'a Unseen,
}

impl Looking<'_> {
    /// Everything that is said to a post, as it was told and as one said it, in its order.
    fn arrange(&self, post: PostId, here: Here, sort: Sort) -> Result<Arranged, Fault> {
        let lens = own::Lens::of(self.db, self.view)?;
        let mut parts = HashMap::with_capacity(here.comments.len());
        let mut comments = Vec::with_capacity(here.comments.len());
        let mut known = BTreeSet::new();
        for (comment, part) in here.comments {
            known.insert(comment.id);
            if let Some(part) = part {
                parts.insert(comment.id, part);
            }
            comments.push(lens.comment(comment));
        }
        let mut waiting = BTreeSet::new();
        for (mine, waits) in own::written(self.db, self.view, Timestamp(i64::MIN))? {
            if let Mine::Comment(comment) = mine
                && comment.post == post
                && !known.contains(&comment.id)
            {
                if waits {
                    waiting.insert(comment.id);
                }
                comments.push(if waits { comment } else { lens.comment(comment) });
            }
        }
        comments.iter_mut().for_each(|comment| veil(comment, self.unseen));
        let comments = thread::arrange(comments, &waiting, sort);
        Ok(Arranged {
            comments,
            parts,
            of: here.parts,
            missing: here.missing.into_iter().collect(),
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
