//! What a listener hears of this device, one event after another.

use sampan_protocol::device::Event;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;

/// The stream of what changes on this device.
#[derive(Debug)]
pub struct Events(pub(crate) Receiver<Event>);

impl Events {
    /// The next event; none once the client is closed. Who fell too far behind hears
    /// [`Event::Session`], which asks to read everything again.
    pub async fn next(&mut self) -> Option<Event> {
        match self.0.recv().await {
            Ok(event) => Some(event),
            Err(RecvError::Lagged(_)) => Some(Event::Session),
            Err(RecvError::Closed) => None,
        }
    }
}
