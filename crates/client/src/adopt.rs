//! Makes a profile for a device that a service knows already, as the demo world does.

use crate::core::open_outbox;
use crate::db::Fault;
use crate::identity;
use crate::table::known;
use crate::vault::{KeyHome, Vault};
use sampan_protocol::Error;
use sampan_protocol::ids::DeviceId;
use sampan_protocol::people::Me;
use std::path::Path;

/// Writes identity and person into a new profile's `folder`; its key goes into a file of its own.
///
/// # Errors
/// `Storage` if the folder cannot be written.
pub fn adopt(folder: &Path, device: DeviceId, secret: &[u8; 32], me: &Me) -> Result<(), Error> {
    let write = || -> Result<(), Fault> {
        let own = open_outbox(folder)?;
        own.write(|tx| {
            known::set(tx, known::DEVICE, &device)?;
            known::set(tx, known::ME, me)
        })?;
        Vault::new(KeyHome::File, folder, device.to_string()).put(identity::SECRET, secret)
    };
    write().map_err(Error::from)
}
