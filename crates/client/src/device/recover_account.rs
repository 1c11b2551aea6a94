//! Lets this device in by the recovery phrase: all other devices may be lost.

use super::become_new;
use crate::Client;
use crate::core::Core;
use crate::db::blocking;
use crate::outbox::{self, State};
use crate::perform::requeue;
use crate::recovery::Phrase;
use sampan_protocol::device::{Event, RecoverAccount};
use sampan_protocol::people::check_handle;
use sampan_protocol::service::{Recover, recovery_bytes};
use sampan_protocol::{Error, Reply, pin};

impl Client {
    /// Answers [`RecoverAccount`]. It also lets a device back in that was revoked or lost its key,
    /// as a new one; what waits on it stays.
    ///
    /// # Errors
    /// `Invalid` for what is typed wrong, `Refused` if the phrase is another's, `Offline`.
    pub async fn recover_account(&self, request: RecoverAccount) -> Reply<RecoverAccount> {
        let core = &self.core;
        let handle = request.handle.trim().trim_start_matches('@').to_owned();
        check_handle(&handle)?;
        pin::check(&request.pin)?;
        let phrase = Phrase::parse(&request.phrase)?;
        let before = core.known().me;
        if before.as_ref().is_some_and(|me| me.person.handle != handle) {
            return Err(Error::refused("error.device.somebody"));
        }
        let mut turn = core.turn.lock().await;
        if before.is_some() || core.known().linking.is_some() || !core.wire.identity().has_key() {
            become_new(core).await?;
        }
        let device = core.wire.identity().as_new_device(&core.device_name)?;
        let proof = phrase.sign(&recovery_bytes(&handle, &device));
        let me = core.wire.ask(&Recover { handle, device, pin: request.pin, proof }).await?;
        core.learn(|known| {
            known.me = Some(me);
            known.linking = None;
        })
        .await?;
        sign_anew(core).await?;
        turn.looked = None;
        drop(turn);
        core.arrived.notify_one();
        core.status.tell(Event::Session);
        core.kick.notify_one();
        Ok(())
    }
}

/// Signs what waits by the key that this device has now.
async fn sign_anew(core: &Core) -> Result<(), Error> {
    let (own, identity) = (core.own.clone(), core.wire.identity());
    blocking(move || {
        own.write(|tx| {
            for op in outbox::all(tx)? {
                if op.state == State::Queued && !op.halted {
                    requeue(tx, &op, &identity)?;
                }
            }
            Ok(())
        })
    })
    .await?;
    core.recount().await
}
