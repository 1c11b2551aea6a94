//! Does what is due: claims one job at a time, and does it in a transaction of its own.

use super::table::job;
use super::{Job, patience};
use crate::backend::Backend;
use crate::changes::Changes;
use crate::db::{DbError, Sql};
use crate::module::{Context, Refusal};
use crate::people::table::person;
use crate::service;
use sampan_protocol::ids::{OpId, PersonId};
use sampan_protocol::sync::Scope;
use sampan_protocol::{Error, Timestamp};
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The most that one call does: the rest is left to the next, so that a server can stop.
const MOST: usize = 1_000;

/// What a job did to scopes; none if it was not there any more.
type Done = Option<BTreeMap<Scope, u64>>;

/// Does everything that is due at `now`; says how many jobs were done. One that fails is put off
/// when it is claimed, so that it is tried again later and never stands in the others' way, not
/// even if the process ends in the middle of it.
///
/// # Errors
/// What the database says about the claim.
pub(crate) fn run_due(backend: &Backend, now: Timestamp) -> Result<usize, Error> {
    let mut done = 0;
    for _ in 0..MOST {
        let Some(job) = claim(backend, now)? else {
            break;
        };
        done += usize::from(run(backend, now, &job));
    }
    Ok(done)
}

/// When the next job is due.
///
/// # Errors
/// What the database says.
pub(crate) fn next_due(backend: &Backend) -> Result<Option<Timestamp>, Error> {
    Ok(backend.db().read(job::next_due)?)
}

fn claim(backend: &Backend, now: Timestamp) -> Result<Option<Job>, DbError> {
    backend.db().write(|sql| {
        while let Some(mut job) = job::first_due(sql, now)? {
            let again = now.plus_seconds(patience(job.attempts.saturating_add(1)));
            if job::claim(sql, &job, again)? {
                job.attempts += 1;
                return Ok(Some(job));
            }
        }
        Ok(None)
    })
}

/// Does one job; says whether it is done.
fn run(backend: &Backend, now: Timestamp, job: &Job) -> bool {
    let ended =
        catch_unwind(AssertUnwindSafe(|| backend.db().write(|sql| apply(backend, sql, now, job))));
    let Job { id, kind, attempts, .. } = job;
    match ended {
        Ok(Ok(Some(reached))) => {
            backend.wake(reached);
            true
        }
        Ok(Ok(None)) => false,
        Ok(Err(Refusal::Rejected(error))) => {
            tracing::warn!(%error, %id, kind, attempts, "a job is put off");
            false
        }
        Ok(Err(Refusal::Failed(error))) => {
            tracing::error!(%error, %id, kind, attempts, "a job failed");
            false
        }
        Err(_) => {
            tracing::error!(%id, kind, attempts, "a job panicked");
            false
        }
    }
}

fn apply(backend: &Backend, sql: &mut dyn Sql, now: Timestamp, job: &Job) -> Result<Done, Refusal> {
    if !job::lock(sql, job)? {
        return Ok(None);
    }
    let setup = service::setup(sql, backend)?;
    let module = backend.modules().iter().find(|module| module.name() == job.module);
    let (Some(module), Some(me)) = (module, person::me(sql, job.person)?) else {
        return Err(Error::internal().into());
    };
    let mut changes = Changes::default();
    let mut cx = Context {
        sql,
        me: &me.person,
        device: None,
        now,
        op_id: job.id,
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
    module.due(&mut cx, job)?;
    job::done(cx.sql, job.id)?;
    Ok(Some(changes.flush(sql, backend.random())?))
}

/// Does something in the name of a person, as an operation with this identifier, at this time.
///
/// # Errors
/// What `work` says, or the database.
pub(crate) fn in_name_of<T>(
    backend: &Backend,
    (person, op_id, now): (PersonId, OpId, Timestamp),
    work: impl Fn(&mut Context<'_>) -> Result<T, Refusal>,
) -> Result<T, Refusal> {
    let (done, reached, scheduled) = backend.db().write(|sql| {
        let setup = service::setup(sql, backend)?;
        let me = person::me(sql, person)?.ok_or_else(Error::internal)?;
        let mut changes = Changes::default();
        let mut cx = Context {
            sql,
            me: &me.person,
            device: None,
            now,
            op_id,
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
        let done = work(&mut cx)?;
        let scheduled = changes.has_scheduled();
        Ok::<_, Refusal>((done, changes.flush(sql, backend.random())?, scheduled))
    })?;
    backend.wake(reached);
    if scheduled {
        backend.wake_keeper();
    }
    Ok(done)
}
