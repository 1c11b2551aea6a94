//! What people find of communities, of what is said in them, and of their gatherings.

use super::Communities;
use super::carried;
use super::look::must_read;
use super::shown;
use super::table::{State, comment, community, post};
use crate::communities::gatherings;
use crate::db::{DbError, Sql};
use crate::module::Refusal;
use crate::people::{Known, NOBODY};
use crate::ports::People;
use crate::search::{Document, Searched};
use sampan_protocol::ids::{CommentId, CommunityId, PersonId, PostId};
use sampan_protocol::search::Kind;

impl Searched for Communities {
    fn kinds(&self) -> &'static [Kind] {
        &[Kind::Community, Kind::Post, Kind::Comment, Kind::Gathering]
    }

    fn document(
        &self,
        sql: &mut dyn Sql,
        people: &dyn People,
        (kind, id): (Kind, &str),
    ) -> Result<Option<Document>, Refusal> {
        match kind {
            Kind::Post => of_post(sql, people, id),
            Kind::Comment => of_comment(sql, people, id),
            Kind::Gathering => gatherings::document(sql, people, id),
            _ => of_community(sql, id),
        }
    }

    fn may_find(
        &self,
        sql: &mut dyn Sql,
        found: &Document,
        reader: PersonId,
    ) -> Result<bool, DbError> {
        let inside = found.hit.inside.as_ref().and_then(|home| home.id.parse().ok());
        let Some(home) = inside else { return Ok(false) };
        Refusal::lets(must_read(sql, home, reader))
    }

    fn after(
        &self,
        sql: &mut dyn Sql,
        kind: Kind,
        after: &str,
        most: usize,
    ) -> Result<Vec<String>, DbError> {
        let most = most as i64;
        match kind {
            Kind::Post => post::ids(sql, after, most),
            Kind::Comment => comment::ids(sql, after, most),
            Kind::Gathering => gatherings::ids(sql, after, most),
            _ => community::ids(sql, after, most),
        }
    }
}

fn of_post(sql: &mut dyn Sql, people: &dyn People, id: &str) -> Result<Option<Document>, Refusal> {
    let Ok(id) = id.parse::<PostId>() else { return Ok(None) };
    let found = post::find(sql, id, NOBODY)?.filter(|found| found.state == State::Shown);
    let Some(found) = found else { return Ok(None) };
    let (of, at, liked) = (Some(found.author), found.created, found.up - found.down);
    let author = Known::default().get(sql, people, found.author)?;
    let mut post = shown::post(found, author);
    carried::put_on(sql, (NOBODY, at), std::iter::once(&mut post))?;
    Ok(Some(Document { hit: post.into(), of, to: None, at, liked }))
}

/// A comment on a post that is there.
fn of_comment(
    sql: &mut dyn Sql,
    people: &dyn People,
    id: &str,
) -> Result<Option<Document>, Refusal> {
    let Ok(id) = id.parse::<CommentId>() else { return Ok(None) };
    let found = comment::find(sql, id, NOBODY)?.filter(|found| found.state == State::Shown);
    let Some(found) = found else { return Ok(None) };
    let on = post::find(sql, found.post, NOBODY)?.filter(|on| on.state == State::Shown);
    let Some(on) = on else { return Ok(None) };
    let (of, at, liked) = (Some(found.author), found.created, found.up - found.down);
    let author = Known::default().get(sql, people, found.author)?;
    let hit = shown::comment(found, author).into_hit(&on.said.title, &on.community);
    Ok(Some(Document { hit, of, to: Some(on.author), at, liked }))
}

fn of_community(sql: &mut dyn Sql, id: &str) -> Result<Option<Document>, Refusal> {
    let Ok(id) = id.parse::<CommunityId>() else { return Ok(None) };
    let Some(found) = community::find(sql, id)? else { return Ok(None) };
    let (at, liked) = (found.created, found.members);
    Ok(Some(Document { hit: found.into(), of: None, to: None, at, liked }))
}
