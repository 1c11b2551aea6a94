//! Pushes the queues in order, and writes down what became of each operation.

use crate::core::Core;
use crate::db::{Fault, Transaction, blocking};
use crate::identity::Identity;
use crate::perform::requeue;
use crate::{features, outbox};
use sampan_protocol::ids::OpId;
use sampan_protocol::sync::{OpResult, Outcome, Push, Pushed, SignedOperation};
use sampan_protocol::{Arg, Code, Error};
use std::collections::BTreeSet;

/// How many operations are pushed at once.
const LIMIT: u32 = 100;
/// How often operations are signed anew in one go, before it is left for the next.
const REPAIRS: u32 = 3;

/// What a push did to the queues.
#[derive(Debug, Default)]
struct Noted {
    /// Whether anything left the queue.
    moved: bool,
    /// Whether anything was signed anew.
    repaired: bool,
    /// Why what was pushed has to wait, though it is not refused for good.
    not_now: Option<Error>,
    kinds: Vec<String>,
}

impl Core {
    /// Pushes the queues, until they are empty or nothing moves any more.
    pub(crate) async fn push_all(&self) -> Result<(), Error> {
        let mut repairs = 0;
        loop {
            let batch = self.next_batch().await?;
            if batch.is_empty() {
                return Ok(());
            }
            let pushed = self.push(&batch).await?;
            let noted = self.note(&batch, pushed).await?;
            if let Some(error) = noted.not_now {
                self.status.heard::<()>(&Err(error.clone()));
                return Err(error);
            }
            repairs += u32::from(noted.repaired);
            if !(noted.moved || noted.repaired && repairs <= REPAIRS) {
                return Ok(());
            }
        }
    }

    /// What is to be pushed next, noted as possibly sent before it is.
    async fn next_batch(&self) -> Result<Vec<(OpId, SignedOperation)>, Error> {
        let (own, now) = (self.own.clone(), self.clock.now());
        let ops = blocking(move || {
            let ops = own.read(|db| outbox::sendable(db, LIMIT))?;
            if !ops.is_empty() {
                let ids: Vec<OpId> = ops.iter().map(|op| op.op_id).collect();
                own.write(|tx| outbox::mark_tried(tx, &ids, now))?;
            }
            Ok(ops)
        })
        .await?;
        Ok(ops.into_iter().filter_map(|op| Some((op.op_id, op.signed?))).collect())
    }

    async fn push(&self, batch: &[(OpId, SignedOperation)]) -> Result<Pushed, Error> {
        let operations = batch.iter().map(|(_, signed)| signed.clone()).collect();
        match self.wire.ask(&Push { operations }).await {
            Err(error) if refuses_the_content(&error) => match batch {
                // Only this one can be meant: it is refused, the others go on.
                [(op_id, _)] => {
                    let result = OpResult { op_id: *op_id, outcome: Outcome::Rejected(error) };
                    Ok(Pushed { results: vec![result] })
                }
                [first, ..] => Box::pin(self.push(std::slice::from_ref(first))).await,
                [] => Err(error),
            },
            result => result,
        }
    }

    /// Writes down what became of pushed operations.
    async fn note(
        &self,
        batch: &[(OpId, SignedOperation)],
        pushed: Pushed,
    ) -> Result<Noted, Error> {
        let asked: BTreeSet<OpId> = batch.iter().map(|(op_id, _)| *op_id).collect();
        let (own, identity) = (self.own.clone(), self.wire.identity());
        let mut noted = blocking(move || {
            own.write(|tx| {
                let mut noted = Noted::default();
                for result in pushed.results.iter().filter(|r| asked.contains(&r.op_id)) {
                    note_one(tx, result, &identity, &mut noted)?;
                }
                Ok(noted)
            })
        })
        .await?;
        self.status.tell_rows(std::mem::take(&mut noted.kinds));
        self.recount().await?;
        Ok(noted)
    }
}

fn note_one(
    tx: &Transaction<'_>,
    result: &OpResult,
    identity: &Identity,
    noted: &mut Noted,
) -> Result<(), Fault> {
    let Some(op) = outbox::get(tx, result.op_id)? else {
        return Ok(());
    };
    if !matches!(result.outcome, Outcome::Applied { .. }) {
        tracing::info!(op = %op.op_id, name = op.name, outcome = ?result.outcome, "not applied");
        noted.kinds.extend(features::kinds_of(&op.name));
    }
    match &result.outcome {
        Outcome::Rejected(error) if is_signed_wrong(error) => {
            if let Some(Arg::Count(next)) = error.args.get("next") {
                outbox::go_on_from(tx, &op.scope, u64::try_from(*next).unwrap_or(0))?;
            }
            requeue(tx, &op, identity)?;
            noted.repaired = true;
        }
        Outcome::Rejected(error) if is_not_for_good(error) => {
            if features::needs_pin(&op.name) {
                outbox::set_needs_pin(tx, op.op_id)?;
            }
            noted.not_now = Some(error.clone());
        }
        outcome => {
            outbox::record(tx, op.op_id, outcome)?;
            noted.moved |= *outcome != Outcome::Halted;
        }
    }
    Ok(())
}

/// Says whether signing anew helps: the place in the queue is taken, or another key signed.
fn is_signed_wrong(error: &Error) -> bool {
    error.code == Code::Replayed
        || matches!(error.key.as_str(), "error.sync.other_device" | "error.sync.forged")
}

/// Says whether the same operation may be applied another time: frozen, or another version.
fn is_not_for_good(error: &Error) -> bool {
    matches!(error.code, Code::Offline | Code::Storage | Code::Unauthorized | Code::Incompatible)
}

/// Says whether an error is about what was pushed, not about who pushes or the line.
fn refuses_the_content(error: &Error) -> bool {
    matches!(error.code, Code::Invalid | Code::Refused | Code::NotFound)
}
