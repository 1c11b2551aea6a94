//! Which pictures communities, posts and memories show, and who sees those of posts that are held back
//! or were taken away.

use super::moderated::{COMMUNITY, POST};
use super::table::{State, community, member, post, preview};
use super::{Communities, gatherings};
use crate::db::{DbError, Sql};
use crate::media::{Part, Reader, Shown, Shows};
use crate::people::NOBODY;
use sampan_protocol::communities::Role;
use sampan_protocol::ids::{CommunityId, PostId};

/// A picture of a gathering.
pub(super) const MEMORY: &str = "memory";

impl Shows for Communities {
    fn kinds(&self) -> &'static [&'static str] {
        &[POST, COMMUNITY, MEMORY]
    }

    fn shown(&self, sql: &mut dyn Sql, (kind, id): (&str, &str)) -> Result<Shown, DbError> {
        match kind {
            POST => of_post(sql, id),
            MEMORY => Ok(Shown::open(gatherings::picture(sql, id)?)),
            _ => of_community(sql, id),
        }
    }

    fn after(
        &self,
        sql: &mut dyn Sql,
        kind: &str,
        after: &str,
        most: usize,
    ) -> Result<Part, DbError> {
        let limit = most as i64;
        let ids = match kind {
            POST => post::ids(sql, after, limit)?,
            MEMORY => gatherings::memories(sql, after, limit)?,
            _ => community::ids(sql, after, limit)?,
        };
        Ok(Part::of(ids, most))
    }

    fn sees(
        &self,
        sql: &mut dyn Sql,
        reader: &Reader<'_>,
        (kind, id): (&str, &str),
    ) -> Result<bool, DbError> {
        let Some(id) = id.parse::<PostId>().ok().filter(|_| kind == POST) else {
            return Ok(false);
        };
        let Some(found) = post::find(sql, id, NOBODY)? else { return Ok(false) };
        if found.author == reader.person || reader.operates(sql)? {
            return Ok(true);
        }
        let role = member::find(sql, found.community.id, reader.person)?.map(|(role, _)| role);
        Ok(role.is_some_and(Role::moderates))
    }

    /// How a community looked stands wherever somebody belonged to it.
    fn lets_go(&self, kind: &str) -> bool {
        kind != COMMUNITY
    }
}

/// The pictures of a post and of the page that it leads to; of what its author took away nothing is left.
fn of_post(sql: &mut dyn Sql, id: &str) -> Result<Shown, DbError> {
    let Ok(id) = id.parse::<PostId>() else { return Ok(Shown::default()) };
    let Some(found) = post::find(sql, id, NOBODY)? else { return Ok(Shown::default()) };
    let page = preview::picture(sql, id)?;
    let what = found.said.pictures.into_iter().chain(page).collect();
    Ok(Shown { what, is_open: found.state == State::Shown })
}

fn of_community(sql: &mut dyn Sql, id: &str) -> Result<Shown, DbError> {
    let Ok(id) = id.parse::<CommunityId>() else { return Ok(Shown::default()) };
    let picture = community::find(sql, id)?.and_then(|found| found.picture);
    Ok(Shown::open(picture))
}
