//! Reads the devices that speak for me.

use super::{SCOPE, overlay};
use crate::Client;
use crate::table::row;
use sampan_protocol::Reply;
use sampan_protocol::people::{Devices, ListDevices, rows};

impl Client {
    /// Answers [`ListDevices`].
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn list_devices(&self, _: ListDevices) -> Reply<ListDevices> {
        let this = self.core.wire.identity().device();
        let frozen = super::me(&self.core).await?.is_some_and(|me| me.frozen);
        self.core
            .view(SCOPE, move |db, view| {
                let devices = row::all(db, &view.scope, rows::DEVICE)?;
                let devices = overlay::devices(devices, &view.waiting);
                Ok(Devices { devices, this, frozen })
            })
            .await
    }
}
