//! Asks for this device to be let in as a further one of somebody's.

use super::become_new;
use crate::Client;
use crate::core::Core;
use sampan_protocol::device::{Event, LinkDevice};
use sampan_protocol::people::check_handle;
use sampan_protocol::service::AskToLink;
use sampan_protocol::{Code, Error, Reply};

impl Client {
    /// Answers [`LinkDevice`]; from then on it waits for an older device's approval.
    ///
    /// # Errors
    /// `Invalid` for what is no handle, `NotFound` for one that nobody has, `Offline`.
    pub async fn link_device(&self, request: LinkDevice) -> Reply<LinkDevice> {
        let core = &self.core;
        let handle = request.handle.trim().trim_start_matches('@').to_owned();
        check_handle(&handle)?;
        if core.known().me.is_some() {
            return Err(Error::refused("error.device.somebody"));
        }
        let another = core.known().linking.is_some_and(|before| before != handle);
        if another || !core.wire.identity().has_key() {
            become_new(core).await?;
        }
        match ask(core, &handle).await {
            Err(error) if error.code == Code::Unauthorized => {
                // It was turned away for ever: it has to come as another one.
                become_new(core).await?;
                ask(core, &handle).await?;
            }
            result => result?,
        }
        core.learn(|known| known.linking = Some(handle)).await?;
        core.status.tell(Event::Session);
        core.kick.notify_one();
        Ok(())
    }
}

async fn ask(core: &Core, handle: &str) -> Result<(), Error> {
    let device = core.wire.identity().as_new_device(&core.device_name)?;
    core.wire.ask(&AskToLink { handle: handle.to_owned(), device }).await
}
