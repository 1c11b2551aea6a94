//! Ends a freeze.

use super::SCOPE;
use crate::Client;
use crate::perform::Draft;
use sampan_protocol::Reply;
use sampan_protocol::device::Event;
use sampan_protocol::people::{Unfreeze, ops};

impl Client {
    /// Answers [`Unfreeze`]: it happens now, or it does not.
    ///
    /// # Errors
    /// `WrongPin`, `PinLocked`, `Offline`, or the service's refusal.
    pub async fn unfreeze(&self, request: Unfreeze) -> Reply<Unfreeze> {
        let draft = Draft::new(request.op, SCOPE, "people.unfreeze", &ops::Unfreeze {}, None)?;
        let result = self.core.now_or_never(draft, &request.pin).await;
        self.core.status.tell(Event::Session);
        result
    }
}
