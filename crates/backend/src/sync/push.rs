//! Takes operations: each once, in order, all effects together, and keeps what became of it.

use super::submission::{self, Submission};
use super::table::approval::{self, By};
use super::table::{operation, queue, scope};
use crate::auth;
use crate::backend::Backend;
use crate::changes::Changes;
use crate::db::{DbError, Sql, attempt};
use crate::endpoint::{Access, Caller};
use crate::module::{Context, Module, Refusal};
use crate::people::table::{device, person};
use crate::people::unfreeze;
use crate::service::{self, Setup};
use sampan_protocol::people::Me;
use sampan_protocol::sync::{OpResult, Outcome, Push, Pushed, Scope};
use sampan_protocol::{Code, Error, Timestamp, features};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The most bytes of one push.
pub(super) const BODY_LIMIT: usize = 4 << 20;

pub(super) fn answer(caller: &Caller, request: &Push) -> Result<Pushed, Error> {
    let backend = &caller.backend;
    let found = backend.db().read(|sql| device::standing(sql, caller.device))?;
    let standing = found.ok_or_else(Error::internal)?;
    let submissions = submission::read(&request.operations, caller.device, &standing)?;
    let now = backend.now();
    let (results, reached, scheduled) = backend.db().write(|sql| {
        let setup = service::setup(sql, backend)?;
        let batch = Batch {
            backend,
            caller,
            setup: &setup,
            now,
            changes: Changes::default(),
            halted: BTreeSet::new(),
            places: BTreeMap::new(),
            decided: HashMap::new(),
        };
        batch.run(sql, &submissions)
    })?;
    backend.wake(reached);
    if scheduled {
        backend.wake_keeper();
    }
    for (result, submission) in results.iter().zip(&submissions) {
        backend.metrics().operation(&submission.op.name, &result.outcome);
    }
    Ok(Pushed { results })
}

/// Operations that are worked off in one transaction.
struct Batch<'a> {
    backend: &'a Backend,
    caller: &'a Caller,
    setup: &'a Setup,
    now: Timestamp,
    changes: Changes,
    /// Scopes in which nothing more is tried.
    halted: BTreeSet<&'a Scope>,
    /// How far the device's queues have come.
    places: BTreeMap<&'a Scope, u64>,
    /// What is new and final, by its place in the push.
    decided: HashMap<usize, Outcome>,
}

/// What became of each operation, how far scopes have come, and whether something was put off.
type Done = (Vec<OpResult>, BTreeMap<Scope, u64>, bool);

/// What became of one operation, before its changes are in the log.
enum Verdict {
    Applied,
    /// It was decided before, or it is refused without a trace: it may come again.
    Outcome(Outcome),
    /// It is refused for good.
    Refused(Error),
}

impl<'a> Batch<'a> {
    fn run(
        mut self,
        sql: &mut dyn Sql,
        submissions: &'a [Submission<'a>],
    ) -> Result<Done, DbError> {
        let mut outcomes = Vec::with_capacity(submissions.len());
        let mut repeated = Vec::new();
        for (at, submission) in submissions.iter().enumerate() {
            let first = submissions[..at].iter().position(|s| s.op.op_id == submission.op.op_id);
            outcomes.push(match first {
                Some(first) if submissions[first].content == submission.content => {
                    repeated.push((at, first));
                    Outcome::Halted
                }
                Some(_) => Outcome::Rejected(Error::invalid("error.sync.op_reused")),
                None => self.one(sql, at, submission)?,
            });
        }
        let scheduled = self.changes.has_scheduled();
        let reached = std::mem::take(&mut self.changes).flush(sql, self.backend.random())?;
        for (at, outcome) in &mut self.decided {
            let Submission { op, content, .. } = &submissions[*at];
            if let Outcome::Applied { change_seq } = outcome {
                *change_seq = match reached.get(&op.scope) {
                    Some(seq) => *seq,
                    None => scope::read(sql, &op.scope)?.map_or(0, |state| state.seq),
                };
            }
            let module = self.backend.module(op.scope.word());
            let private = module.is_some_and(|module| module.leaves_no_trace(&op.name));
            // A hash of so few possible words can be guessed.
            let content = if private { operation::UNTOLD } else { content };
            operation::insert(sql, self.caller.me, op, content, outcome, self.now)?;
            outcomes[*at] = outcome.clone();
        }
        for (at, first) in repeated {
            outcomes[at] = outcomes[first].clone();
        }
        for (scope, place) in self.places {
            queue::advance(sql, self.caller.device, scope, place)?;
        }
        let results = submissions
            .iter()
            .zip(outcomes)
            .map(|(submission, outcome)| OpResult { op_id: submission.op.op_id, outcome })
            .collect();
        Ok((results, reached, scheduled))
    }

    fn one(
        &mut self,
        sql: &mut dyn Sql,
        at: usize,
        submission: &'a Submission<'a>,
    ) -> Result<Outcome, DbError> {
        let scope = &submission.op.scope;
        if self.halted.contains(scope) {
            return Ok(Outcome::Halted);
        }
        let Some(module) = self.backend.module(scope.word()) else {
            return Ok(Outcome::Rejected(Error::invalid("error.sync.unknown_scope")));
        };
        let outcome = match self.judge(sql, module, submission)? {
            Verdict::Outcome(outcome) => outcome,
            verdict => {
                let outcome = match verdict {
                    Verdict::Refused(error) => Outcome::Rejected(error),
                    _ => Outcome::Applied { change_seq: 0 },
                };
                self.places.insert(scope, submission.op.client_seq);
                self.decided.insert(at, outcome.clone());
                outcome
            }
        };
        if module.halts() && !matches!(outcome, Outcome::Applied { .. }) {
            self.halted.insert(scope);
        }
        Ok(outcome)
    }

    fn judge(
        &mut self,
        sql: &mut dyn Sql,
        module: &dyn Module,
        submission: &'a Submission<'a>,
    ) -> Result<Verdict, DbError> {
        let Submission { op, signed, content, fault } = submission;
        let for_now = |error| Ok(Verdict::Outcome(Outcome::Rejected(error)));
        if let Some(fault) = fault {
            return for_now(fault.clone());
        }
        let me = match self.admit(sql, module, submission)? {
            Ok(me) => me,
            Err(error) => return for_now(error),
        };
        if let Some(before) = operation::find(sql, op.op_id)? {
            let is_same = before.content == *content || before.content == operation::UNTOLD;
            let same = before.person == self.caller.me && is_same;
            return if same {
                Ok(Verdict::Outcome(before.outcome))
            } else {
                for_now(Error::invalid("error.sync.op_reused"))
            };
        }
        let last = match self.places.get(&op.scope) {
            Some(place) => *place,
            None => queue::last(sql, self.caller.device, &op.scope)?,
        };
        if op.client_seq <= last {
            return for_now(out_of_order(last));
        }
        if module.needs_approval(&op.name) {
            let (device, person) = (self.caller.device, self.caller.me);
            let by = approval::consume(sql, &signed.digest(), device, person, self.now)?;
            let Some(by) = by.filter(|by| *by == By::Pin || module.may_be_biometric(&op.name))
            else {
                return Ok(Verdict::Outcome(Outcome::NeedsApproval));
            };
            return self.apply(sql, module, (&me, by == By::Biometric), submission);
        }
        self.apply(sql, module, (&me, false), submission)
    }

    /// Lets the device's person act in the scope, as things stand at this very operation.
    fn admit(
        &self,
        sql: &mut dyn Sql,
        module: &dyn Module,
        submission: &Submission<'_>,
    ) -> Result<Result<Me, Error>, DbError> {
        let op = &submission.op;
        let found = device::standing(sql, self.caller.device)?;
        let (Some(standing), Some(me)) = (found, person::me(sql, self.caller.me)?) else {
            return Ok(Err(Error::internal()));
        };
        let access = match op.name.as_str() {
            unfreeze::NAME => Access::ActiveOrFrozen,
            _ => Access::Active,
        };
        if let Err(error) = auth::check_state(standing.state, standing.frozen, access) {
            return Ok(Err(error));
        }
        if !self.backend.may_read(sql, self.caller.me, &op.scope)? {
            return Ok(Err(Error::refused("error.sync.not_yours")));
        }
        let named = op.name.strip_prefix(module.name()).is_some_and(|n| n.starts_with('.'));
        if !named {
            return Ok(Err(crate::module::unknown_operation(op).into()));
        }
        let off = features::ALL.contains(&module.name())
            && !features::is_on(module.name(), &self.setup.settings.features_off, &[]);
        if off {
            return Ok(Err(Error::refused("error.service.feature_off")));
        }
        Ok(Ok(me))
    }

    fn apply(
        &mut self,
        sql: &mut dyn Sql,
        module: &dyn Module,
        (me, biometric): (&Me, bool),
        submission: &Submission<'_>,
    ) -> Result<Verdict, DbError> {
        let Submission { op, signed, .. } = submission;
        let mut changes = Changes::default();
        let applied = attempt(sql, |sql| {
            let mut cx = Context {
                sql,
                me: &me.person,
                device: Some(self.caller.device),
                now: self.now,
                op_id: op.op_id,
                approved: module.needs_approval(&op.name),
                signed: Some(signed),
                biometric,
                clock: self.backend.clock(),
                random: self.backend.random(),
                changes: &mut changes,
                ports: self.backend.ports(),
                modules: self.backend.modules(),
                settings: &self.setup.settings,
                service_id: &self.setup.service_id,
                play_money: self.setup.play_money,
                limits: &self.setup.limits,
            };
            module.apply(&mut cx, op)
        });
        match applied {
            Ok(()) => {
                self.changes.absorb(changes);
                Ok(Verdict::Applied)
            }
            Err(Refusal::Rejected(error)) => Ok(Verdict::Refused(error)),
            // A fault of ours in one operation must not keep the queue from moving for ever.
            Err(Refusal::Failed(
                error @ (DbError::Constraint(_) | DbError::Decode(_) | DbError::Other(_)),
            )) => {
                tracing::error!(%error, op = op.name, "an operation failed");
                Ok(Verdict::Outcome(Outcome::Rejected(Error::internal())))
            }
            Err(Refusal::Failed(error)) => Err(error),
        }
    }
}

fn out_of_order(last: u64) -> Error {
    let next = i64::try_from(last.saturating_add(1)).unwrap_or(i64::MAX);
    Error::new(Code::Replayed, "error.sync.out_of_order").with("next", next)
}
