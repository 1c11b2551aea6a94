//! Communities: people who share an interest, and what they discuss.

mod carried;
mod choose;
mod comment;
mod create;
mod decide;
mod edit;
mod gatherings;
mod invite;
mod join;
mod leave;
mod look;
mod moderated;
mod page_head;
mod post;
mod previews;
mod react;
mod remove;
mod save;
mod searched;
mod set_role;
mod shown;
mod shows;
pub(crate) mod table;
mod tag;
mod telling;
mod update;
mod vote;

use crate::backend::Backend;
use crate::db::{DbError, Migration, Sql, Value};
use crate::endpoint::Endpoint;
use crate::jobs::Job;
use crate::media::Shows;
use crate::moderation::Moderated;
use crate::module::{Context, Module, Refusal, arguments};
use crate::outside::Outside;
use crate::page::After;
use crate::search::Searched;
use futures::future::BoxFuture;
use sampan_protocol::communities::{AskFeed, Community, Feed, Post, Role, Sort, ops};
use sampan_protocol::ids::{CommunityId, PersonId, PostId};
use sampan_protocol::sync::{Operation, Scope};
use sampan_protocol::{Error, Timestamp};
use std::sync::Arc;
use table::member;
use table::post::Whose;

/// The module.
#[derive(Default)]
pub(crate) struct Communities {
    /// Where links are looked up; none where they are not.
    outside: Option<Arc<dyn Outside>>,
}

impl Communities {
    /// Communities whose links are looked up there.
    pub(crate) fn new(outside: Option<Arc<dyn Outside>>) -> Self {
        Self { outside }
    }
}

const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, sql: table::community::CREATE },
    Migration { version: 2, sql: member::CREATE },
    Migration { version: 3, sql: table::post::CREATE },
    Migration { version: 4, sql: table::comment::CREATE },
    Migration { version: 5, sql: table::vote::CREATE },
    Migration { version: 6, sql: gatherings::CREATE_GATHERINGS },
    Migration { version: 7, sql: gatherings::CREATE_SEATS },
    Migration { version: 8, sql: gatherings::CREATE_MEMORIES },
    Migration { version: 9, sql: table::vote::WEIGH },
    Migration { version: 10, sql: table::poll::CREATE },
    Migration { version: 11, sql: table::tag::CREATE },
    Migration { version: 12, sql: table::preview::CREATE },
    Migration { version: 13, sql: table::community::GROW },
    Migration { version: 14, sql: table::comment::NUMBER },
    Migration { version: 15, sql: table::reaction::CREATE },
    Migration { version: 16, sql: table::post::UNTOLD },
    Migration { version: 17, sql: table::comment::UNTOLD },
];

impl Module for Communities {
    fn name(&self) -> &'static str {
        "communities"
    }

    fn scope_word(&self) -> &'static str {
        "communities"
    }

    fn migrations(&self) -> &'static [Migration] {
        MIGRATIONS
    }

    fn endpoints(&self) -> Vec<Endpoint> {
        let mut all = look::endpoints();
        all.extend(gatherings::endpoints());
        all
    }

    fn halts(&self) -> bool {
        false
    }

    fn needs_approval(&self, name: &str) -> bool {
        ops::needs_pin(name)
    }

    fn moderated(&self) -> Option<&dyn Moderated> {
        Some(self)
    }

    fn searched(&self) -> Option<&dyn Searched> {
        Some(self)
    }

    fn shows(&self) -> Option<&dyn Shows> {
        Some(self)
    }

    fn apply(&self, cx: &mut Context<'_>, op: &Operation) -> Result<(), Refusal> {
        match op.name.as_str() {
            ops::CREATE => create::apply(cx, &arguments(op)?),
            ops::UPDATE => update::apply(cx, &arguments(op)?),
            ops::JOIN => join::apply(cx, &arguments(op)?),
            ops::LEAVE => leave::apply(cx, &arguments(op)?),
            ops::DECIDE => decide::apply(cx, &arguments(op)?),
            ops::INVITE => invite::apply(cx, &arguments(op)?),
            ops::SET_ROLE => set_role::apply(cx, &arguments(op)?),
            ops::POST => post::apply(cx, &arguments(op)?),
            ops::COMMENT => comment::apply(cx, &arguments(op)?),
            ops::EDIT => edit::apply(cx, &arguments(op)?),
            ops::REMOVE => remove::apply(cx, &arguments(op)?),
            ops::VOTE => vote::apply(cx, &arguments(op)?),
            ops::REACT => react::apply(cx, &arguments(op)?),
            ops::CHOOSE => choose::apply(cx, &arguments(op)?),
            ops::TAG => tag::put(cx, &arguments(op)?),
            ops::UNTAG => tag::take(cx, &arguments(op)?),
            ops::SAVE => save::apply(cx, &arguments(op)?),
            _ => gatherings::apply(cx, op),
        }
    }

    fn due(&self, cx: &mut Context<'_>, job: &Job) -> Result<(), Refusal> {
        gatherings::due(cx, job)
    }

    fn reach_out<'a>(
        &'a self,
        backend: &'a Backend,
        now: Timestamp,
    ) -> BoxFuture<'a, Result<usize, Error>> {
        match &self.outside {
            Some(outside) => Box::pin(previews::round(outside, backend, now)),
            None => Box::pin(async { Ok(0) }),
        }
    }

    fn next_reach(&self, sql: &mut dyn Sql) -> Result<Option<Timestamp>, DbError> {
        match &self.outside {
            Some(_) => table::preview::next(sql),
            None => Ok(None),
        }
    }

    fn calendar(&self, backend: &Backend, token: &str) -> Option<Result<String, Error>> {
        Some(gatherings::calendar(backend, token))
    }
}

/// The hot posts of a community behind a rank and a post, as somebody reads them: what a device gets for
/// the next page, for whoever measures how long that takes.
///
/// # Errors
/// `NotFound` for a community that they may not read.
pub fn hot_posts(
    backend: &Backend,
    reader: PersonId,
    community: CommunityId,
    after: Option<(i64, PostId)>,
) -> Result<Vec<Post>, Error> {
    let list = AskFeed { feed: Feed::Community(community), ..AskFeed::default() };
    let after = after.map(|(rank, id)| After { rank, id });
    let found = look::read_feed(backend, reader, &list, after.as_ref())?;
    Ok(found.into_iter().map(|(_, post)| post).collect())
}

/// How many rows the same page has as it is ranked and stored, without its authors and what posts carry: for
/// whoever measures the ranking alone.
///
/// # Errors
/// What the database says.
pub fn hot_rows(
    backend: &Backend,
    reader: PersonId,
    community: CommunityId,
    after: (i64, PostId),
) -> Result<usize, Error> {
    let after = After { rank: after.0, id: after.1 };
    let (whose, order) =
        ((Whose::Community, Value::from(community)), (Sort::Hot, Timestamp(i64::MIN)));
    let found =
        backend.db().read(|sql| table::post::list(sql, reader, whose.clone(), order, Some(&after)));
    Ok(found?.len())
}

/// The scope of what a person has of communities.
fn scope(person: PersonId) -> Scope {
    Scope::of("communities", person)
}

/// A community with what I am in it, locked until the end of the transaction.
fn locked(cx: &mut Context<'_>, id: CommunityId) -> Result<(Community, Option<Role>), Refusal> {
    let found = table::community::lock(cx.sql, id)?;
    let community = found.ok_or_else(|| Error::not_found("error.communities.unknown"))?;
    let role = member::find(cx.sql, id, cx.me.id)?.map(|(role, _)| role);
    Ok((community, role))
}

/// What a community is called by moderation.
fn place(id: CommunityId) -> String {
    format!("community/{id}")
}

/// Refuses who does not belong to a community.
fn must_belong(role: Option<Role>) -> Result<(), Refusal> {
    match role.is_some_and(Role::belongs) {
        true => Ok(()),
        false => Err(Error::refused("error.communities.join_first").into()),
    }
}

/// Refuses who does not moderate a community.
fn must_moderate(role: Option<Role>) -> Result<(), Refusal> {
    match role.is_some_and(Role::moderates) {
        true => Ok(()),
        false => Err(Error::refused("error.communities.moderators_only").into()),
    }
}
