//! Answers what devices ask of communities, in parts.

use super::carried;
use super::shown;
use super::table::post::Whose;
use super::table::{State, comment, community, member, post, reaction};
use crate::backend::Backend;
use crate::db::{DbError, Sql, Value};
use crate::endpoint::{Caller, Endpoint};
use crate::moderation;
use crate::module::Refusal;
use crate::page::{self, After};
use crate::people::Known;
use sampan_protocol::communities::gatherings::spot;
use sampan_protocol::communities::{
    AskFeed, Comment, CommentsPart, CommunitiesPart, Community, CommunityPart, Feed, FeedPart,
    Joining, Member, MembersPart, Post, PostPart, Role, Sort, blocks,
};
use sampan_protocol::ids::{CommunityId, PersonId, PostId};
use sampan_protocol::moderation::Target;
use sampan_protocol::page::Page;
use sampan_protocol::{Error, Timestamp};

pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::new("Lists communities that everybody may see.", communities),
        Endpoint::new("Lists posts.", feed),
        Endpoint::new("Lists the comments on a post.", comments),
        Endpoint::new("Lists who belongs to a community, or wants to.", members),
        Endpoint::new("Shows a community.", one),
        Endpoint::new("Shows a post.", one_post),
    ]
}

/// Refuses who may not read a community; they do not learn that it is there.
///
/// # Errors
/// `NotFound`.
pub(super) fn must_read(
    sql: &mut dyn Sql,
    id: CommunityId,
    reader: PersonId,
) -> Result<Community, Refusal> {
    let unknown = || Error::not_found("error.communities.unknown");
    let found = community::find(sql, id)?.ok_or_else(unknown)?;
    if found.joining == Joining::Invitation && role(sql, id, reader)?.is_none() {
        return Err(unknown().into());
    }
    Ok(found)
}

/// Whether somebody may read a community.
pub(super) fn may_read(
    sql: &mut dyn Sql,
    id: CommunityId,
    reader: PersonId,
) -> Result<bool, DbError> {
    let Some(found) = community::find(sql, id)? else { return Ok(false) };
    Ok(found.joining != Joining::Invitation || role(sql, id, reader)?.is_some())
}

fn role(sql: &mut dyn Sql, id: CommunityId, person: PersonId) -> Result<Option<Role>, DbError> {
    Ok(member::find(sql, id, person)?.map(|(role, _)| role))
}

fn communities(caller: &Caller, asked: &CommunitiesPart) -> Result<Page<Community>, Error> {
    let (after, list) = (page::after(&asked.part)?, &asked.list);
    if !list.near.is_empty() && !spot::is_coarse(&list.near) {
        return Err(Error::invalid("error.communities.spot"));
    }
    let db = caller.backend.db();
    let found = db.read(|sql| community::list(sql, list, after.as_ref()))?;
    page::of(found, &asked.part)
}

fn one(caller: &Caller, asked: &CommunityPart) -> Result<Page<Community>, Error> {
    let id = asked.list.community;
    let found = caller.backend.db().read(|sql| must_read(sql, id, caller.me))?;
    page::of(vec![(After { rank: 0, id }, found)], &asked.part)
}

fn feed(caller: &Caller, asked: &FeedPart) -> Result<Page<Post>, Error> {
    let after = page::after(&asked.part)?;
    let found = read_feed(&caller.backend, caller.me, &asked.list, after.as_ref())?;
    page::of(found, &asked.part)
}

/// Posts of a feed, behind one of them, as somebody reads them.
///
/// # Errors
/// `NotFound` for a community that they may not read.
pub(super) fn read_feed(
    backend: &Backend,
    me: PersonId,
    list: &AskFeed,
    after: Option<&After<PostId>>,
) -> Result<Vec<(After<PostId>, Post)>, Error> {
    let people = backend.ports().people.clone();
    // What was written lately is asked for where votes alone make the order.
    let spanned = matches!(list.sort, Sort::Top | Sort::Controversial);
    let back = list.span.seconds().filter(|_| spanned);
    let now = backend.now();
    let since = back.map_or(Timestamp(i64::MIN), |s| now.plus_seconds(-s));
    let found = backend.db().read(|sql| {
        let whose = match &list.feed {
            Feed::Joined => (Whose::Joined, Value::from(me)),
            Feed::Everything => (Whose::Everything, Value::from(Joining::Invitation.word())),
            Feed::Person(person) => (Whose::Person, Value::from(person)),
            Feed::Community(id) => {
                must_read(sql, *id, me)?;
                (Whose::Community, Value::from(id))
            }
            Feed::Tagged { community, tag } => {
                let home = must_read(sql, *community, me)?;
                if !home.tags.iter().any(|one| one.id == *tag) {
                    return Err(Error::not_found("error.communities.no_tag").into());
                }
                (Whose::Tagged, Value::from(tag))
            }
        };
        let listed = post::list(sql, me, whose, (list.sort, since), after)?;
        let mut authors = Known::default();
        authors.meet(sql, people.as_ref(), listed.iter().map(|(_, stored)| stored.author))?;
        let mut posts = Vec::with_capacity(listed.len());
        for (after, stored) in listed {
            let author = authors.get(sql, people.as_ref(), stored.author)?;
            posts.push((after, shown::post(stored, author)));
        }
        carried::put_on(sql, (me, now), posts.iter_mut().map(|(_, post)| post))?;
        Ok::<_, Refusal>(posts)
    })?;
    Ok(found)
}

fn one_post(caller: &Caller, asked: &PostPart) -> Result<Page<Post>, Error> {
    let (id, now) = (asked.list.post, caller.backend.now());
    let people = caller.backend.ports().people.clone();
    let read = |sql: &mut dyn Sql| {
        let unknown = || Error::not_found("error.communities.no_post");
        let stored = post::find(sql, id, caller.me)?.ok_or_else(unknown)?;
        must_read(sql, stored.community.id, caller.me)?;
        if stored.state == State::Held && stored.author != caller.me {
            return Err(unknown().into());
        }
        let author = Known::default().get(sql, people.as_ref(), stored.author)?;
        let locked = moderation::is_locked(sql, &Target::new("post", id))?;
        let mut shown = Post { locked, ..shown::post(stored, author) };
        carried::put_on(sql, (caller.me, now), std::iter::once(&mut shown))?;
        Ok::<_, Refusal>(shown)
    };
    let found = caller.backend.db().read(read)?;
    page::of(vec![(After { rank: 0, id }, found)], &asked.part)
}

fn comments(caller: &Caller, asked: &CommentsPart) -> Result<Page<Comment>, Error> {
    let place = match asked.part.after.as_str() {
        "" => None,
        after => Some(after.parse().map_err(|_| Error::invalid("error.request.malformed"))?),
    };
    let people = caller.backend.ports().people.clone();
    let (comments, before) = caller.backend.db().read(|sql| {
        let unknown = || Error::not_found("error.communities.no_post");
        let on = post::find(sql, asked.list.post, caller.me)?.ok_or_else(unknown)?;
        must_read(sql, on.community.id, caller.me)?;
        let block = place.map_or_else(|| blocks::latest(on.comments), blocks::block);
        let listed = comment::list(sql, on.id, caller.me, block)?;
        let mut felt = reaction::of_comments(sql, on.id, caller.me, block)?;
        let mut authors = Known::default();
        authors.meet(sql, people.as_ref(), listed.iter().map(|stored| stored.author))?;
        let mut comments = Vec::with_capacity(listed.len());
        for stored in listed {
            let author = authors.get(sql, people.as_ref(), stored.author)?;
            let reactions = felt.remove(&stored.id).unwrap_or_default();
            comments.push(Comment { reactions, ..shown::comment(stored, author) });
        }
        Ok::<_, Refusal>((comments, block.before))
    })?;
    page::told(comments, before.map(|before| before.to_string()), &asked.part)
}

fn members(caller: &Caller, asked: &MembersPart) -> Result<Page<Member>, Error> {
    let after = page::after(&asked.part)?;
    let people = caller.backend.ports().people.clone();
    let list = &asked.list;
    let found = caller.backend.db().read(|sql| {
        must_read(sql, list.community, caller.me)?;
        if list.asking {
            super::must_moderate(role(sql, list.community, caller.me)?)?;
        }
        let listed = member::list(sql, list.community, list.asking, after.as_ref())?;
        let mut authors = Known::default();
        let mut members = Vec::with_capacity(listed.len());
        for (after, role) in listed {
            let person = authors.get(sql, people.as_ref(), after.id)?;
            let since = Timestamp(after.rank);
            members
                .push((After { rank: after.rank, id: after.id }, Member { person, role, since }));
        }
        Ok::<_, Refusal>(members)
    })?;
    page::of(found, &asked.part)
}
