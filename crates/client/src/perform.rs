//! Does things: puts an operation into the outbox once, and sees it through when it can.

use crate::biometric::is_pass;
use crate::core::Core;
use crate::db::{Fault, Transaction, blocking};
use crate::features;
use crate::identity::Identity;
use crate::outbox::held::{self, Lane};
use crate::outbox::{self, NewOp, Op, State};
use sampan_protocol::ids::OpId;
use sampan_protocol::people::Person;
use sampan_protocol::sync::{Authorize, Scope};
use sampan_protocol::{Code, Error};
use serde::Serialize;

/// How often an operation that the person waits for is tried before it waits like any other.
const TRIES: u32 = 4;

/// Something that the person asked for.
pub(crate) struct Draft {
    /// The idempotency key of the form.
    pub(crate) asked: OpId,
    /// The word of the scope: the person's own, or the operators'.
    pub(crate) word: &'static str,
    /// What is done.
    pub(crate) name: &'static str,
    /// With what.
    pub(crate) args: serde_json::Value,
    /// The person it names.
    pub(crate) other: Option<Person>,
    /// What it goes behind, and the files that it names.
    pub(crate) lane: Lane,
}

impl Draft {
    /// A draft of an operation with these arguments.
    pub(crate) fn new(
        asked: OpId,
        word: &'static str,
        name: &'static str,
        args: &impl Serialize,
        other: Option<Person>,
    ) -> Result<Self, Error> {
        let args = serde_json::to_value(args).map_err(|_| Error::internal())?;
        Ok(Self { asked, word, name, args, other, lane: Lane::default() })
    }

    /// The same, which goes behind something, and may name files.
    pub(crate) fn behind(self, lane: Lane) -> Self {
        Self { lane, ..self }
    }
}

impl Core {
    /// Puts an operation into the outbox, once: asked again with the same key it is the same one,
    /// unless that one was refused; then it is a new try under a new identifier, which is answered.
    pub(crate) async fn make(&self, draft: Draft) -> Result<OpId, Error> {
        let scope = features::scope(&self.known(), draft.word)?;
        let fresh = OpId::new(&*self.clock, &*self.random);
        let (own, identity, at) = (self.own.clone(), self.wire.identity(), self.service_now());
        let (name, lane) = (draft.name, draft.lane);
        let new = NewOp {
            op_id: draft.asked,
            scope,
            name: name.to_owned(),
            args: draft.args,
            other: draft.other,
            at,
        };
        let op_id =
            blocking(move || own.write(|tx| put_in_lane(tx, (new, &lane), fresh, &identity)))
                .await?;
        self.status.tell_rows(features::kinds_of(name));
        self.recount().await?;
        self.kick.notify_one();
        Ok(op_id)
    }

    /// Puts an operation into the outbox that names nobody and needs no PIN.
    ///
    /// # Errors
    /// `Storage` where it cannot be kept.
    pub(crate) async fn put(
        &self,
        word: &'static str,
        op: OpId,
        name: &'static str,
        args: &(impl Serialize + Sync),
    ) -> Result<(), Error> {
        self.make(Draft::new(op, word, name, args, None)?).await.map(drop)
    }

    /// Sees an operation through, if the backend is reached: pushes it, with the PIN if it needs
    /// one and there is one, and pulls what it did.
    ///
    /// `Ok` if it is done, and also if it waits: for the network, or for the PIN.
    ///
    /// # Errors
    /// The refusal, of which the person is hereby told; or that the PIN is wrong or locked.
    pub(crate) async fn see_through(&self, op_id: OpId, pin: Option<&str>) -> Result<(), Error> {
        let mut turn = self.turn.lock().await;
        for _ in 0..TRIES {
            let own = self.own.clone();
            let Some(op) = blocking(move || own.read(|db| outbox::get(db, op_id))).await? else {
                return Ok(());
            };
            let go_on = match op.state {
                State::Sent => {
                    let pulled = self.pull_all(&mut turn).await;
                    return waits_if_offline(pulled).map(drop);
                }
                State::Rejected | State::Told => {
                    self.tell_refusal(&op).await?;
                    return Err(op.error.unwrap_or_else(Error::internal));
                }
                State::NeedsPin => match pin {
                    Some(pin) => waits_if_offline(self.approve(&op, pin).await)?,
                    None => false,
                },
                // It goes by itself, once its files are handed in.
                State::Queued if op.held => false,
                State::Queued if op.halted => {
                    self.go_ahead(op).await?;
                    true
                }
                State::Queued => true,
            };
            if !go_on || !waits_if_offline(self.push_all().await)? {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Makes an operation that is not to wait: it happens now, or it is dropped.
    ///
    /// # Errors
    /// `WrongPin`, `PinLocked`, `Offline`, or the refusal.
    pub(crate) async fn now_or_never(&self, draft: Draft, pin: &str) -> Result<(), Error> {
        self.make_now(draft, pin).await.map(drop)
    }

    /// The same; answers under which identifier.
    pub(crate) async fn make_now(&self, draft: Draft, pin: &str) -> Result<OpId, Error> {
        let name = draft.name;
        let op_id = self.make(draft).await?;
        let result = self.see_through(op_id, Some(pin)).await;
        let own = self.own.clone();
        let dropped = blocking(move || {
            own.write(|tx| match outbox::get(tx, op_id)? {
                // One that may have left the device stays until there is an answer.
                Some(op) if op.state == State::NeedsPin && op.tried.is_none() => {
                    outbox::remove(tx, op_id)?;
                    Ok(true)
                }
                _ => Ok(false),
            })
        })
        .await?;
        if dropped {
            self.status.tell_rows(features::kinds_of(name));
            self.recount().await?;
            result.and_then(|()| Err(Error::new(Code::Offline, crate::status::OFFLINE)))
        } else {
            result.map(|()| op_id)
        }
    }

    /// Has the operation approved by PIN, and puts it into the queue. It is signed before, as the
    /// approval is for what was signed, but has its place only once the PIN was right.
    async fn approve(&self, op: &Op, pin: &str) -> Result<(), Error> {
        if is_pass(pin) && !features::may_be_biometric(&op.name) {
            return Err(Error::new(Code::NeedsPin, "error.biometric.pin_only"));
        }
        let (own, identity, op_id) = (self.own.clone(), self.wire.identity(), op.op_id);
        let unsigned = op.clone();
        let (client_seq, signed) =
            blocking(move || own.write(|tx| outbox::sign_next(tx, &unsigned, &identity))).await?;
        match is_pass(pin) {
            true => self.approve_by_pass(pin, signed.digest()).await?,
            false => {
                let request = Authorize { digest: signed.digest(), pin: pin.to_owned() };
                self.wire.ask(&request).await?;
            }
        }
        let own = self.own.clone();
        blocking(move || own.write(|tx| outbox::enqueue_signed(tx, op_id, client_seq, &signed)))
            .await
    }

    /// Lets an operation go that was halted behind a refused one: the person wants this one now.
    async fn go_ahead(&self, op: Op) -> Result<(), Error> {
        let (own, identity) = (self.own.clone(), self.wire.identity());
        blocking(move || own.write(|tx| requeue(tx, &op, &identity))).await
    }

    async fn tell_refusal(&self, op: &Op) -> Result<(), Error> {
        let (own, identity) = (self.own.clone(), self.wire.identity());
        let (op_id, scope) = (op.op_id, op.scope.clone());
        blocking(move || {
            own.write(|tx| {
                outbox::set_told(tx, op_id)?;
                release(tx, &scope, &identity)
            })
        })
        .await?;
        self.status.tell_rows(features::kinds_of(&op.name));
        self.recount().await
    }
}

/// Lets what waited behind a refusal go, once nothing in the scope is undecided.
pub(crate) fn release(
    tx: &Transaction<'_>,
    scope: &Scope,
    identity: &Identity,
) -> Result<(), Fault> {
    held::go_on(tx, scope, identity)?;
    if outbox::is_blocked(tx, scope)? {
        return Ok(());
    }
    for op in outbox::halted(tx, scope)? {
        requeue(tx, &op, identity)?;
    }
    Ok(())
}

/// Puts an operation at the end of the queue; one that needs the PIN has to be approved anew.
pub(crate) fn requeue(tx: &Transaction<'_>, op: &Op, identity: &Identity) -> Result<(), Fault> {
    if features::needs_pin(&op.name) {
        outbox::set_needs_pin(tx, op.op_id)
    } else {
        outbox::enqueue(tx, op, identity).map(drop)
    }
}

/// Puts an operation into the outbox in a transaction that does more; answers under which identifier.
pub(crate) fn put_in(
    tx: &Transaction<'_>,
    new: NewOp,
    fresh: OpId,
    identity: &Identity,
) -> Result<OpId, Fault> {
    put_in_lane(tx, (new, &Lane::default()), fresh, identity)
}

fn put_in_lane(
    tx: &Transaction<'_>,
    (mut new, lane): (NewOp, &Lane),
    fresh: OpId,
    identity: &Identity,
) -> Result<OpId, Fault> {
    let asked = new.op_id;
    new.op_id = outbox::current(tx, asked)?;
    match outbox::get(tx, new.op_id)? {
        Some(op) if matches!(op.state, State::Rejected | State::Told) => {
            new.op_id = fresh;
            outbox::rename(tx, asked, fresh)?;
            outbox::remove(tx, op.op_id)?;
            release(tx, &op.scope, identity)?;
        }
        // What names files names them otherwise, once they are handed in.
        Some(op) if op.args == new.args || !lane.files.is_empty() => return Ok(op.op_id),
        Some(op) if op.state == State::NeedsPin && op.tried.is_none() => {
            outbox::rewrite(tx, &new)?;
            return Ok(op.op_id);
        }
        Some(_) => return Err(Error::refused("error.device.sent_already").into()),
        None => {}
    }
    outbox::insert(tx, &new)?;
    held::set(tx, new.op_id, lane)?;
    if !features::needs_pin(&new.name)
        && let Some(op) = outbox::get(tx, new.op_id)?
    {
        held::queue_up(tx, &op, identity)?;
    }
    Ok(new.op_id)
}

/// Whether the backend was reached; that it was not is no error for what can wait.
fn waits_if_offline<T>(result: Result<T, Error>) -> Result<bool, Error> {
    match result {
        Ok(_) => Ok(true),
        Err(error) if error.code == Code::Offline => Ok(false),
        Err(error) => Err(error),
    }
}
