//! Operators: their acts, by two of them where money moves or freezes, and the log of all of it.
//!
//! Every operation here is under the log's lock, so that acts come one after the other. What an act
//! does is its module's: `act_kinds`, `takes_two`, `check_act` and `carry_out` of
//! [`Module`](crate::module::Module).

mod appoint;
mod audit;
mod configure;
mod confirm;
mod console;
mod expire;
mod log;
mod propose;
mod refuse;
pub(crate) mod table;

pub use audit::{LogAudit, audit};
pub(crate) use configure::note_changes;
pub use console::{Succession, operators, succeed};
pub(crate) use log::lock;

use crate::db::{DbError, Migration};
use crate::endpoint::Endpoint;
use crate::jobs::Job;
use crate::module::{ActKind, Context, Module, Refusal, arguments, unknown_operation};
use crate::people::table::person;
use sampan_protocol::Error;
use sampan_protocol::ids::{OpId, PersonId};
use sampan_protocol::operate::{
    APPOINT, About, Act, ActState, CONFIGURE, Configure, DISMISS, SCOPE, ops, rows, takes_two,
};
use sampan_protocol::people::Person;
use sampan_protocol::sync::{Operation, Scope};
use serde_json::Value;

/// The module.
pub(crate) struct Operate;

const MIGRATIONS: &[Migration] = &[
    Migration { version: 1, sql: table::act::CREATE },
    Migration { version: 2, sql: table::log::CREATE },
];

const KINDS: &[ActKind] = &[
    ActKind { name: APPOINT, two: true },
    ActKind { name: DISMISS, two: true },
    ActKind { name: CONFIGURE, two: true },
];

impl Module for Operate {
    fn name(&self) -> &'static str {
        "operate"
    }

    fn scope_word(&self) -> &'static str {
        SCOPE
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

    fn needs_approval(&self, name: &str) -> bool {
        ops::needs_pin(name)
    }

    fn for_operators(&self) -> bool {
        true
    }

    /// Only what is for operators is here; who is one is asked elsewhere.
    fn may_read(&self, _: PersonId, _: &Scope) -> bool {
        false
    }

    fn apply(&self, cx: &mut Context<'_>, op: &Operation) -> Result<(), Refusal> {
        if op.scope != cx.operators_scope() {
            return Err(Error::refused("error.sync.not_yours").into());
        }
        log::lock(cx.sql)?;
        match op.name.as_str() {
            ops::PROPOSE => propose::apply(cx, &arguments(op)?),
            ops::CONFIRM => confirm::apply(cx, &arguments(op)?),
            ops::DECLINE => refuse::decline(cx, &arguments(op)?),
            ops::WITHDRAW => refuse::withdraw(cx, &arguments(op)?),
            _ => Err(unknown_operation(op)),
        }
    }

    fn on_register(&self, cx: &mut Context<'_>) -> Result<(), Refusal> {
        if cx.ports.people.is_operator(cx.sql, cx.me.id)? {
            show_operators(cx)?;
        }
        Ok(())
    }

    fn due(&self, cx: &mut Context<'_>, job: &Job) -> Result<(), Refusal> {
        match job.kind.as_str() {
            expire::EXPIRE => expire::due(cx, &job.subject),
            _ => Err(Error::internal().into()),
        }
    }

    fn act_kinds(&self) -> &'static [ActKind] {
        KINDS
    }

    fn takes_two(
        &self,
        cx: &mut Context<'_>,
        kind: &ActKind,
        args: &Value,
    ) -> Result<bool, Refusal> {
        match kind.name {
            APPOINT => Ok(person::operators(cx.sql)?.len() > 1),
            CONFIGURE => Ok(read::<Configure>(args)?.changes.iter().any(takes_two)),
            _ => Ok(kind.two),
        }
    }

    fn check_act(&self, cx: &mut Context<'_>, kind: &str, args: &Value) -> Result<(), Refusal> {
        match kind {
            APPOINT => appoint::check(cx, read::<About>(args)?.person).map(drop),
            DISMISS => appoint::check_dismissal(cx, read::<About>(args)?.person).map(drop),
            CONFIGURE => configure::check(cx, &read(args)?).map(drop),
            _ => Err(Error::internal().into()),
        }
    }

    fn carry_out(&self, cx: &mut Context<'_>, act: &Act) -> Result<(), Refusal> {
        match act.kind.as_str() {
            APPOINT => appoint::carry_out(cx, act.read::<About>()?.person),
            DISMISS => appoint::dismiss(cx, act.read::<About>()?.person),
            CONFIGURE => configure::carry_out(cx, &act.read()?),
            _ => Err(Error::internal().into()),
        }
    }
}

/// Reads the arguments of an act.
///
/// # Errors
/// `Rejected` if they do not have the shape that its kind promises.
pub(crate) fn read<T: serde::de::DeserializeOwned>(args: &Value) -> Result<T, Refusal> {
    T::deserialize(args).map_err(|_| Error::invalid("error.sync.arguments").into())
}

/// Keeps an act as it stands now, shows it to operators, and writes its step into the log.
fn note(cx: &mut Context<'_>, act: &Act, by: Option<&Person>) -> Result<(), DbError> {
    table::act::put(cx.sql, act)?;
    let scope = cx.operators_scope();
    cx.put(&scope, rows::ACT, act.id, act)?;
    log::append(cx, act, by)
}

/// Shows operators who they are.
fn show_operators(cx: &mut Context<'_>) -> Result<(), DbError> {
    let scope = cx.operators_scope();
    for person in person::operators(cx.sql)? {
        cx.put(&scope, rows::OPERATOR, person.id, &person)?;
    }
    Ok(())
}

/// Carries an act out, as its module does, under the act's own identifier.
fn carry_out(cx: &mut Context<'_>, module: &dyn Module, act: &Act) -> Result<(), Refusal> {
    let this = std::mem::replace(&mut cx.op_id, act.id);
    let done = cx.attempt(|cx| module.carry_out(cx, act));
    cx.op_id = this;
    done
}

/// The module that knows a kind of act, and what it says of it.
fn kind_of<'a>(
    cx: &Context<'a>,
    name: &str,
) -> Result<(&'a dyn Module, &'static ActKind), Refusal> {
    let modules: &'a [Box<dyn Module>] = cx.modules;
    let found = modules.iter().find_map(|module| {
        let kind = module.act_kinds().iter().find(|kind| kind.name == name)?;
        Some((module.as_ref(), kind))
    });
    let unknown = || Error::invalid("error.operate.kind").with("kind", name).into();
    found.ok_or_else(unknown)
}

/// An act that waits to be decided.
fn open(cx: &mut Context<'_>, id: OpId) -> Result<Act, Refusal> {
    let Some(act) = table::act::find(cx.sql, id)? else {
        return Err(Error::not_found("error.operate.unknown").into());
    };
    if act.state != ActState::Proposed {
        return Err(Error::refused("error.operate.decided").into());
    }
    Ok(act)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_act_is_carried_out() {
        let modules = crate::features::plain_modules();
        let mut names: Vec<&str> = Vec::new();
        for module in &modules {
            for kind in module.act_kinds() {
                assert!(
                    kind.name.strip_prefix(module.name()).is_some_and(|rest| rest.starts_with('.')),
                    "{} begins with the word of its module",
                    kind.name
                );
                assert!(!names.contains(&kind.name), "{} is there once", kind.name);
                names.push(kind.name);
            }
        }
        assert!(names.contains(&APPOINT), "operators come by an act");
    }
}
