//! Sends a waiting operation again, with the PIN if it needs one.

use crate::Client;
use crate::core::Core;
use crate::db::blocking;
use crate::features;
use crate::outbox::{self, NewOp, Op, State, held};
use crate::perform::release;
use sampan_protocol::device::RetryWaiting;
use sampan_protocol::ids::OpId;
use sampan_protocol::{Code, Error, Reply};

impl Client {
    /// Answers [`RetryWaiting`]. One that was refused is tried under a new identifier: the refusal
    /// of the old one is final. One with files goes by itself once they are handed in.
    ///
    /// # Errors
    /// `NeedsPin` without the PIN, `WrongPin`, `PinLocked`, `Offline`, or the refusal.
    pub async fn retry_waiting(&self, request: RetryWaiting) -> Reply<RetryWaiting> {
        let core = &self.core;
        let Some(op_id) = again(core, request.op).await? else {
            return Ok(());
        };
        let waits = find(core, op_id).await?;
        if waits.as_ref().is_some_and(|op| op.held) {
            core.kick.notify_one();
            return Ok(());
        }
        if waits.is_some_and(|op| op.state == State::NeedsPin) && request.pin.is_none() {
            return Err(Error::new(Code::NeedsPin, "error.device.pin_needed"));
        }
        core.see_through(op_id, request.pin.as_deref()).await?;
        match find(core, op_id).await?.map(|op| op.state) {
            None | Some(State::Sent) => Ok(()),
            Some(_) => Err(Error::new(Code::Offline, crate::status::OFFLINE)),
        }
    }
}

/// Makes a refused operation anew; answers what is to be seen through, if anything is left.
async fn again(core: &Core, asked: OpId) -> Result<Option<OpId>, Error> {
    let fresh = OpId::new(&*core.clock, &*core.random);
    let (own, identity, at) = (core.own.clone(), core.wire.identity(), core.service_now());
    let made = blocking(move || {
        own.write(|tx| {
            let Some(op) = outbox::get(tx, outbox::current(tx, asked)?)? else {
                return Ok(None);
            };
            if !matches!(op.state, State::Rejected | State::Told) {
                return Ok(Some((op.op_id, op.name)));
            }
            let (scope, name) = (op.scope.clone(), op.name.clone());
            let lane = held::lane_of(tx, &op)?;
            outbox::remove(tx, op.op_id)?;
            outbox::rename(tx, asked, fresh)?;
            outbox::rename(tx, op.op_id, fresh)?;
            let (args, other) = (op.args, op.other);
            outbox::insert(
                tx,
                &NewOp { op_id: fresh, scope: op.scope, name: op.name, args, other, at },
            )?;
            held::set(tx, fresh, &lane)?;
            if !features::needs_pin(&name)
                && let Some(new) = outbox::get(tx, fresh)?
            {
                held::queue_up(tx, &new, &identity)?;
            }
            release(tx, &scope, &identity)?;
            Ok(Some((fresh, name)))
        })
    })
    .await?;
    let Some((op_id, name)) = made else {
        return Ok(None);
    };
    core.status.tell_rows(features::kinds_of(&name));
    core.recount().await?;
    Ok(Some(op_id))
}

async fn find(core: &Core, op_id: OpId) -> Result<Option<Op>, Error> {
    let own = core.own.clone();
    blocking(move || own.read(|db| outbox::get(db, op_id))).await
}
