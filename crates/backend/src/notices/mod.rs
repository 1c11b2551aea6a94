//! Notices: what people are told of, wherever in the app it happened.

mod table;
mod tell;

pub(crate) use tell::{Told, tell};

use crate::db::Migration;
use crate::endpoint::Endpoint;
use crate::module::{Context, Module, Refusal, arguments, unknown_operation};
use sampan_protocol::Error;
use sampan_protocol::features;
use sampan_protocol::ids::PersonId;
use sampan_protocol::notices::{ops, rows, set_quiet};
use sampan_protocol::sync::{Operation, Scope};
use table::{choice, notice};

/// The module.
pub(crate) struct Notices;

const MIGRATIONS: &[Migration] =
    &[Migration { version: 1, sql: notice::CREATE }, Migration { version: 2, sql: choice::CREATE }];

impl Module for Notices {
    fn name(&self) -> &'static str {
        "notices"
    }

    fn scope_word(&self) -> &'static str {
        "notices"
    }

    fn migrations(&self) -> &'static [Migration] {
        MIGRATIONS
    }

    fn endpoints(&self) -> Vec<Endpoint> {
        Vec::new()
    }

    fn halts(&self) -> bool {
        false
    }

    fn needs_approval(&self, _: &str) -> bool {
        false
    }

    fn apply(&self, cx: &mut Context<'_>, op: &Operation) -> Result<(), Refusal> {
        match op.name.as_str() {
            ops::SEE => see(cx, &arguments(op)?),
            ops::CLEAR => clear(cx, &arguments(op)?),
            ops::QUIET => quiet(cx, &arguments(op)?),
            _ => Err(unknown_operation(op)),
        }
    }
}

/// The scope of a person's notices.
fn scope(person: PersonId) -> Scope {
    Scope::of("notices", person)
}

fn see(cx: &mut Context<'_>, seen: &ops::See) -> Result<(), Refusal> {
    let mut choices = choice::find(cx.sql, cx.me.id)?;
    // What is told later is not seen yet, whatever a device says.
    let newest = notice::newest(cx.sql, cx.me.id)?.unwrap_or_default();
    choices.seen = choices.seen.max(seen.until.min(newest));
    choice::put(cx.sql, cx.me.id, &choices)?;
    cx.put(&scope(cx.me.id), rows::CHOICES, "me", &choices)?;
    Ok(())
}

fn clear(cx: &mut Context<'_>, cleared: &ops::Clear) -> Result<(), Refusal> {
    for key in notice::remove_until(cx.sql, cx.me.id, cleared.until)? {
        cx.delete(&scope(cx.me.id), rows::NOTICE, key);
    }
    Ok(())
}

fn quiet(cx: &mut Context<'_>, wanted: &ops::Quiet) -> Result<(), Refusal> {
    if !features::notice_kinds().any(|kind| kind == wanted.kind) {
        return Err(Error::invalid("error.notices.kind").into());
    }
    let mut choices = choice::find(cx.sql, cx.me.id)?;
    set_quiet(&mut choices.quiet, &wanted.kind, wanted.quiet);
    choice::put(cx.sql, cx.me.id, &choices)?;
    cx.put(&scope(cx.me.id), rows::CHOICES, "me", &choices)?;
    Ok(())
}
