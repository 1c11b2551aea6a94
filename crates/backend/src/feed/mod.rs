//! Life accounts, their notes and clips, and what people make of them.

mod clip;
mod comment;
mod edit;
mod film;
mod folders;
mod follow;
mod insights;
mod keep;
mod like;
mod look;
mod moderated;
mod open;
mod publish;
mod remove;
mod searched;
mod set_role;
mod shot;
mod shown;
mod shows;
pub(crate) mod table;
mod telling;
mod update;
mod verify;
mod view;
mod write;

use crate::backend::Backend;
use crate::db::{DbError, Migration, Sql};
use crate::endpoint::Endpoint;
use crate::jobs::Job;
use crate::media::Shows;
use crate::moderation::Moderated;
use crate::module::{ActKind, Context, Module, Refusal, arguments, unknown_operation};
use crate::operate::read;
use crate::search::Searched;
use sampan_protocol::feed::film::Audience;
use sampan_protocol::feed::{Account, MOST_DAYS, Note, Role, VERIFY, ops};
use sampan_protocol::ids::{LifeId, PersonId};
use sampan_protocol::media::Video;
use sampan_protocol::operate::Act;
use sampan_protocol::sync::{BoxFuture, Operation, Scope};
use sampan_protocol::{Error, Timestamp};
use serde_json::Value;
use table::keeper;

/// The module.
pub(crate) struct Feed;

const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, sql: table::account::CREATE },
    Migration { version: 2, sql: table::keeper::CREATE },
    Migration { version: 3, sql: table::follow::CREATE },
    Migration { version: 4, sql: table::note::CREATE },
    Migration { version: 5, sql: table::topic::CREATE },
    Migration { version: 6, sql: table::like::CREATE },
    Migration { version: 7, sql: table::folder::CREATE },
    Migration { version: 8, sql: table::kept::CREATE },
    Migration { version: 9, sql: table::comment::CREATE },
    Migration { version: 10, sql: table::view::CREATE },
    Migration { version: 11, sql: table::day::CREATE },
    Migration { version: 12, sql: table::note::FILM },
    Migration { version: 13, sql: table::like::SINCE },
    Migration { version: 14, sql: table::film::CREATE },
    Migration { version: 15, sql: table::captions::CREATE },
    Migration { version: 16, sql: table::watched::CREATE },
    Migration { version: 17, sql: table::learned::CREATE },
    Migration { version: 18, sql: table::account::RECOUNT },
];

/// The module's word.
const WORD: &str = "feed";

impl Module for Feed {
    fn name(&self) -> &'static str {
        WORD
    }

    fn scope_word(&self) -> &'static str {
        WORD
    }

    fn migrations(&self) -> &'static [Migration] {
        MIGRATIONS
    }

    fn endpoints(&self) -> Vec<Endpoint> {
        look::endpoints().into_iter().chain(film::endpoints()).collect()
    }

    fn halts(&self) -> bool {
        false
    }

    fn needs_approval(&self, _: &str) -> bool {
        false
    }

    fn leaves_no_trace(&self, name: &str) -> bool {
        name == ops::WATCH
    }

    fn searched(&self) -> Option<&dyn Searched> {
        Some(self)
    }

    fn shows(&self) -> Option<&dyn Shows> {
        Some(self)
    }

    fn act_kinds(&self) -> &'static [ActKind] {
        &[ActKind { name: VERIFY, two: false }]
    }

    fn check_act(&self, cx: &mut Context<'_>, _: &str, args: &Value) -> Result<(), Refusal> {
        verify::check(cx, &read(args)?)
    }

    fn carry_out(&self, cx: &mut Context<'_>, act: &Act) -> Result<(), Refusal> {
        verify::carry_out(cx, &act.read()?)
    }

    fn apply(&self, cx: &mut Context<'_>, op: &Operation) -> Result<(), Refusal> {
        match op.name.as_str() {
            ops::OPEN => open::apply(cx, &arguments(op)?),
            ops::UPDATE => update::apply(cx, &arguments(op)?),
            ops::SET_ROLE => set_role::apply(cx, &arguments(op)?),
            ops::FOLLOW => follow::apply(cx, &arguments(op)?),
            ops::WRITE => write::apply(cx, &arguments(op)?),
            ops::EDIT => edit::apply(cx, &arguments(op)?),
            ops::REMOVE => remove::apply(cx, &arguments(op)?),
            ops::LIKE => like::apply(cx, &arguments(op)?),
            ops::KEEP => keep::apply(cx, &arguments(op)?),
            ops::SET_FOLDER => folders::set(cx, &arguments(op)?),
            ops::DROP_FOLDER => folders::drop_it(cx, &arguments(op)?),
            ops::COMMENT => comment::apply(cx, &arguments(op)?),
            ops::VIEW => view::apply(cx, &arguments(op)?),
            ops::WATCH => film::watch(cx, &arguments(op)?),
            _ => Err(unknown_operation(op)),
        }
    }

    fn moderated(&self) -> Option<&dyn Moderated> {
        Some(self)
    }

    fn keep(&self, sql: &mut dyn Sql, now: Timestamp) -> Result<(), DbError> {
        let before = day(now) - i64::from(MOST_DAYS);
        table::view::forget(sql, before)?;
        table::watched::forget(sql, before)
    }

    fn reach_out<'a>(
        &'a self,
        backend: &'a Backend,
        now: Timestamp,
    ) -> BoxFuture<'a, Result<usize, Error>> {
        Box::pin(film::keep(backend, now))
    }

    fn next_reach(&self, sql: &mut dyn Sql) -> Result<Option<Timestamp>, DbError> {
        table::learned::due(sql).map(Some)
    }

    fn video_ended(&self, cx: &mut Context<'_>, video: &Video) -> Result<(), Refusal> {
        film::ended(cx, video)
    }

    fn due(&self, cx: &mut Context<'_>, job: &Job) -> Result<(), Refusal> {
        publish::due(cx, &job.subject)
    }
}

/// The scope of what a person has here.
fn scope(person: PersonId) -> Scope {
    Scope::of(WORD, person)
}

/// The day of a time (UTC), counted from 1970.
fn day(at: Timestamp) -> i64 {
    at.seconds().div_euclid(86_400)
}

/// An account with what I may do with it, locked until the end of the transaction.
fn locked(cx: &mut Context<'_>, id: LifeId) -> Result<(Account, Option<Role>), Refusal> {
    let found = table::account::lock(cx.sql, id, cx.me.id)?;
    let account = found.ok_or_else(unknown_account)?;
    let role = keeper::find(cx.sql, id, cx.me.id)?;
    Ok((account, role))
}

/// Whether a note is out, for everybody.
fn is_everybodys(note: &Note) -> bool {
    let is_out = !note.removed && !note.waiting && !note.held;
    is_out && note.audience == Audience::Everybody
}

fn unknown_account() -> Error {
    Error::not_found("error.feed.unknown")
}

fn no_note() -> Error {
    Error::not_found("error.feed.no_note")
}

/// Refuses who does not own an account.
fn must_own(role: Option<Role>) -> Result<(), Refusal> {
    match role {
        Some(Role::Owner) => Ok(()),
        _ => Err(Error::refused("error.feed.owner_only").into()),
    }
}

/// Refuses who does not publish for an account.
fn must_publish(role: Option<Role>) -> Result<(), Refusal> {
    match role.is_some_and(Role::publishes) {
        true => Ok(()),
        false => Err(Error::refused("error.feed.editors_only").into()),
    }
}
