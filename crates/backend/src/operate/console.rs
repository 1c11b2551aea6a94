//! Appoints an operator on the server's own machine, where the others cannot act any more: who loses
//! all devices and the recovery phrase can confirm nothing, and two are needed for everything. It
//! stands in the log as done there.

use super::{appoint, lock, note};
use crate::backend::Backend;
use crate::changes::Changes;
use crate::module::{Context, Refusal};
use crate::people::table::person;
use crate::service;
use sampan_protocol::ids::{OpId, PersonId};
use sampan_protocol::operate::{Act, ActState, CONSOLE, Console, check_why};
use sampan_protocol::people::{Kind, Person};
use sampan_protocol::{Error, Timestamp};

/// What whoever runs the server wants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Succession {
    /// The handle of who becomes an operator.
    pub successor: String,
    /// The handle of the operator who cannot act any more, and is none from then on.
    pub replaces: Option<String>,
    /// Why; it stands in the log.
    pub why: String,
}

/// Who runs the service, by handle.
///
/// # Errors
/// What the database says.
pub fn operators(backend: &Backend) -> Result<Vec<Person>, Error> {
    Ok(backend.db().read(person::operators)?)
}

/// Appoints the successor, and takes the role from whom they replace; all of it or nothing.
///
/// # Errors
/// `NotFound` for whom nobody knows, `Refused` for who cannot be an operator or is none, `Invalid`
/// without a reason.
pub fn succeed(backend: &Backend, wanted: &Succession) -> Result<Act, Error> {
    check_why(&wanted.why)?;
    if wanted.why.trim().is_empty() {
        return Err(Error::invalid("error.operate.why_needed"));
    }
    let (console, now) = (console(), backend.now());
    let (act, reached) = backend.db().write(|sql| {
        lock(sql)?;
        let setup = service::setup(sql, backend)?;
        let known = |found: Option<sampan_protocol::people::Me>| {
            found.map(|me| me.person).ok_or_else(|| Error::not_found("error.people.unknown"))
        };
        let successor = known(person::by_handle(sql, &wanted.successor)?)?;
        let replaces = wanted.replaces.as_deref();
        let replaces = replaces.map(|handle| person::by_handle(sql, handle)).transpose()?;
        let replaces = replaces.map(known).transpose()?;
        let mut changes = Changes::default();
        let mut cx = Context {
            sql,
            me: &console,
            device: None,
            now,
            op_id: OpId::new(backend.clock(), backend.random()),
            approved: false,
            signed: None,
            biometric: false,
            clock: backend.clock(),
            random: backend.random(),
            changes: &mut changes,
            ports: backend.ports(),
            modules: backend.modules(),
            settings: &setup.settings,
            service_id: &setup.service_id,
            play_money: setup.play_money,
            limits: &setup.limits,
        };
        appoint::carry_out(&mut cx, successor.id)?;
        if let Some(replaced) = &replaces {
            appoint::dismiss(&mut cx, replaced.id)?;
        }
        let act = act(&mut cx, successor, replaces, &wanted.why, now)?;
        note(&mut cx, &act, Some(&console))?;
        Ok::<_, Refusal>((act, changes.flush(sql, backend.random())?))
    })?;
    backend.wake(reached);
    Ok(act)
}

fn act(
    cx: &mut Context<'_>,
    successor: Person,
    replaces: Option<Person>,
    why: &str,
    now: Timestamp,
) -> Result<Act, Refusal> {
    let args = Console { person: successor.id, replaces };
    Ok(Act {
        id: cx.op_id,
        kind: CONSOLE.to_owned(),
        args: serde_json::to_string(&args).map_err(|_| Error::internal())?,
        by: cx.me.clone(),
        about: Some(successor),
        at: now,
        two: false,
        state: ActState::Done,
        decided_by: Some(cx.me.clone()),
        decided_at: Some(now),
        why: why.trim().to_owned(),
        problem: None,
        pending: false,
    })
}

/// Whoever runs the server's machine: nobody whom the service knows.
fn console() -> Person {
    Person {
        id: PersonId(uuid::Uuid::nil()),
        handle: "sampan-server".to_owned(),
        name: "sampan-server".to_owned(),
        avatar: None,
        kind: Kind::Person,
        mcc: None,
    }
}
