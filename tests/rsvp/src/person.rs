//! Somebody with a device, who asks until they are answered.

use crate::town::Town;
use sampan_backend::LocalDevice;
use sampan_protocol::ids::{DeviceId, OpId, PersonId};
use sampan_protocol::people::Kind;
use sampan_protocol::request::Request;
use sampan_protocol::sync::{
    Authorize, Cursor, Operation, Outcome, Pull, Push, Scope, SignedOperation, SyncProtocol,
};
use sampan_protocol::wallet::{Account, rows};
use sampan_protocol::{Arg, Code, Error};
use serde::Serialize;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Everybody's PIN.
const PIN: &str = "271828";
/// How often somebody asks before they give up.
const TRIES: u32 = 400;

/// Somebody.
pub(crate) struct Person {
    pub(crate) id: PersonId,
    device: DeviceId,
    secret: [u8; 32],
    counter: AtomicU64,
    place: AtomicU64,
}

impl Person {
    pub(crate) fn new(town: &Town, number: u64) -> Self {
        let mut secret = [7; 32];
        secret[..8].copy_from_slice(&number.to_be_bytes());
        Self {
            id: PersonId(town.id()),
            device: DeviceId(town.id()),
            secret,
            counter: AtomicU64::new(0),
            place: AtomicU64::new(0),
        }
    }

    /// Registers, at a time when nothing fails.
    pub(crate) async fn register(&self, town: &Town, handle: &str) -> Result<(), Error> {
        let backend = town.backend.read().await;
        let backend = backend.as_ref().ok_or_else(Error::internal)?;
        let mut device = LocalDevice::with_key(backend, self.device, &self.secret);
        device.register(self.id, handle, handle, Kind::Person, None, PIN).await?;
        self.counter.store(1, Ordering::SeqCst);
        Ok(())
    }

    pub(crate) fn scope(&self, word: &str) -> Scope {
        Scope::of(word, self.id)
    }

    /// Asks once.
    async fn once<R: Request>(&self, town: &Town, request: &R) -> Result<R::Reply, Error> {
        let backend = town.backend.read().await;
        let backend = backend.as_ref().ok_or_else(Error::internal)?;
        let device = LocalDevice::with_key(backend, self.device, &self.secret);
        let body = serde_json::to_vec(request).map_err(|_| Error::internal())?;
        let counter = self.counter.fetch_add(1, Ordering::SeqCst) + 1;
        let signed = device.signed_with(counter, "POST", R::PATH, body);
        let answer = backend.send(signed).await?;
        match answer.status {
            200 => {
                town.answered.fetch_add(1, Ordering::SeqCst);
                serde_json::from_slice(&answer.body).map_err(|_| Error::internal())
            }
            _ => Err(serde_json::from_slice(&answer.body).unwrap_or_else(|_| Error::internal())),
        }
    }

    /// Asks until there is an answer.
    pub(crate) async fn ask<R: Request>(
        &self,
        town: &Town,
        request: &R,
    ) -> Result<R::Reply, Error> {
        let mut last = Error::internal();
        for _ in 0..TRIES {
            match self.once(town, request).await {
                Err(error) if fails(&error) => {
                    // After it was down the service takes counters from another one on.
                    if let Some(Arg::Count(next)) = error.args.get("next") {
                        self.counter.fetch_max(next.unsigned_abs(), Ordering::SeqCst);
                    }
                    last = error;
                }
                answered => return answered,
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        Err(last)
    }

    /// Signs an operation, with the next place in the queue.
    pub(crate) async fn operation(
        &self,
        town: &Town,
        scope: &str,
        name: &str,
        args: &impl Serialize,
    ) -> Result<SignedOperation, Error> {
        let operation = Operation {
            op_id: OpId(town.id()),
            device: self.device,
            scope: self.scope(scope),
            client_seq: self.place.fetch_add(1, Ordering::SeqCst) + 1,
            name: name.to_owned(),
            args: serde_json::to_value(args).map_err(|_| Error::internal())?,
            schema: 1,
        };
        let backend = town.backend.read().await;
        let backend = backend.as_ref().ok_or_else(Error::internal)?;
        LocalDevice::with_key(backend, self.device, &self.secret).sign_operation(&operation)
    }

    /// Hands an operation in until it is decided; approves it by PIN where that is asked for.
    pub(crate) async fn hand_in(&self, town: &Town, signed: &SignedOperation) -> Result<(), Error> {
        for _ in 0..TRIES {
            let push = Push { operations: vec![signed.clone()] };
            let outcome = self.ask(town, &push).await?.results.pop().map(|r| r.outcome);
            match outcome {
                Some(Outcome::Applied { .. }) => return Ok(()),
                Some(Outcome::NeedsApproval) => {
                    let approval = Authorize { digest: signed.digest(), pin: PIN.to_owned() };
                    match self.ask(town, &approval).await {
                        // Every outage in the middle of a try counts as one: they wait, as people do.
                        Err(error) if error.code == Code::PinLocked => town.clock.pass(&error),
                        answer => drop(answer?),
                    }
                }
                // A fault of the moment: the same operation may be handed in again.
                Some(Outcome::Rejected(error)) if fails(&error) => {}
                Some(Outcome::Rejected(error)) => return Err(error),
                Some(Outcome::Halted) | None => {}
            }
        }
        Err(Error::internal())
    }

    /// Does something at once.
    pub(crate) async fn act(
        &self,
        town: &Town,
        (scope, name): (&str, &str),
        args: &impl Serialize,
    ) -> Result<(), Error> {
        let signed = self.operation(town, scope, name, args).await?;
        self.hand_in(town, &signed).await
    }

    /// What they have, and how much of it is held.
    pub(crate) async fn money(&self, town: &Town) -> Result<(i64, i64), Error> {
        let cursors = vec![Cursor { scope: self.scope("wallet"), epoch: 0, seq: 0 }];
        let pulled = self.ask(town, &Pull { cursors, limit: 1_000 }).await?;
        let changes = pulled.scopes.into_iter().flat_map(|scope| scope.changes);
        let account = changes
            .filter(|change| change.kind == rows::ACCOUNT)
            .find_map(|change| serde_json::from_str::<Account>(change.value.as_deref()?).ok());
        Ok(account.map_or((0, 0), |account| (account.balance, account.held)))
    }
}

/// Whether an error tells of the moment, not of what was asked.
fn fails(error: &Error) -> bool {
    matches!(error.code, Code::Offline | Code::Storage | Code::Internal | Code::Replayed)
}
