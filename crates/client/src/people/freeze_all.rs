//! Stops everything that any device of mine could do.

use super::SCOPE;
use crate::Client;
use crate::perform::Draft;
use sampan_protocol::Reply;
use sampan_protocol::device::Event;
use sampan_protocol::people::{FreezeAll, ops};

impl Client {
    /// Answers [`FreezeAll`]; where the service is not reached now, it is told when it is.
    ///
    /// # Errors
    /// The service's refusal.
    pub async fn freeze_all(&self, request: FreezeAll) -> Reply<FreezeAll> {
        let draft = Draft::new(request.op, SCOPE, "people.freeze", &ops::Freeze {}, None)?;
        let op_id = self.core.make(draft).await?;
        let result = self.core.see_through(op_id, None).await;
        self.core.status.tell(Event::Session);
        result
    }
}
