//! Drops a waiting operation, if it is certain that it did not happen and will not.

use crate::Client;
use crate::core::Core;
use crate::db::blocking;
use crate::features;
use crate::outbox::{self, Op, State};
use crate::perform::release;
use sampan_protocol::device::DiscardWaiting;
use sampan_protocol::ids::OpId;
use sampan_protocol::{Code, Error, Reply};

/// For how long an approval by PIN is good: what was sent with one may still arrive until then.
const APPROVAL_SECONDS: i64 = 120;

impl Client {
    /// Answers [`DiscardWaiting`]. One that may have left this device is asked about first.
    ///
    /// # Errors
    /// `Offline` if it may have been sent and the backend is not reached, `Refused` if it has
    /// happened or may still happen.
    pub async fn discard_waiting(&self, request: DiscardWaiting) -> Reply<DiscardWaiting> {
        let core = &self.core;
        let asked = request.op;
        let Some(op) = find(core, asked).await? else {
            return Ok(());
        };
        if is_open(&op) {
            // The answer to this is definite, whatever it is.
            core.round().await.map_err(|error| match error.code {
                Code::Offline => Error::new(Code::Offline, "error.device.discard_offline"),
                _ => error,
            })?;
        }
        // Nothing is pushed while it is dropped.
        let _turn = core.turn.lock().await;
        discard(core, asked).await
    }
}

async fn discard(core: &Core, asked: OpId) -> Result<(), Error> {
    let happened = || Error::refused("error.device.already_done");
    let Some(op) = find(core, asked).await? else {
        return Err(happened());
    };
    match op.state {
        State::Sent => return Err(happened()),
        State::Queued if is_open(&op) => {
            return Err(Error::new(Code::Offline, "error.device.discard_offline"));
        }
        State::NeedsPin if may_still_arrive(core, &op) => {
            return Err(Error::refused("error.device.discard_wait"));
        }
        _ => {}
    }
    let (own, identity) = (core.own.clone(), core.wire.identity());
    let (op_id, scope) = (op.op_id, op.scope);
    blocking(move || {
        own.write(|tx| {
            outbox::remove(tx, op_id)?;
            release(tx, &scope, &identity)
        })
    })
    .await?;
    core.status.tell_rows(features::kinds_of(&op.name));
    core.recount().await?;
    core.kick.notify_one();
    Ok(())
}

/// Whether it may have left this device without an answer.
fn is_open(op: &Op) -> bool {
    match op.state {
        State::Queued => op.tried.is_some() && !op.halted,
        State::Sent => true,
        State::NeedsPin | State::Rejected | State::Told => false,
    }
}

/// Whether a copy that was approved may still be on its way.
fn may_still_arrive(core: &Core, op: &Op) -> bool {
    let now = core.clock.now().seconds();
    op.tried.is_some_and(|tried| (0..APPROVAL_SECONDS).contains(&(now - tried.seconds())))
}

async fn find(core: &Core, asked: OpId) -> Result<Option<Op>, Error> {
    let own = core.own.clone();
    blocking(move || {
        own.read(|db| {
            let current = outbox::current(db, asked)?;
            outbox::get(db, current)
        })
    })
    .await
}
