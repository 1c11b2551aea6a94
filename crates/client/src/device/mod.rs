//! This device: how it gets a person, what waits on it, and what it takes on disk.

mod biometric;
mod clear_cache;
mod configure_service;
mod discard_waiting;
pub(crate) mod draw_symbol;
mod export_data;
mod get_storage;
mod link_device;
mod list_waiting;
mod make_invitation;
mod onboard;
mod recover_account;
mod retry_waiting;
mod set_pin;

use crate::core::Core;
use crate::db::blocking;
use crate::identity::Identity;
use crate::table::known;
use sampan_protocol::Error;
use sampan_protocol::ids::DeviceId;

/// Gives this device a new identifier and key. What waits is signed anew by it: the backend knows
/// an operation by its identifier, whoever signs.
async fn become_new(core: &Core) -> Result<(), Error> {
    let device = DeviceId::new(&*core.clock, &*core.random);
    let (own, vault, random) = (core.own.clone(), core.vault.clone(), core.random.clone());
    let identity = blocking(move || {
        // The key first: an identifier without key could not speak.
        let identity = Identity::make(&vault, device, &*random)?;
        own.write(|tx| known::set(tx, known::DEVICE, &device))?;
        Ok(identity)
    })
    .await?;
    core.wire.set_identity(identity);
    Ok(())
}
