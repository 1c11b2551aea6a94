//! Takes one of my devices away for ever.

use super::SCOPE;
use crate::Client;
use crate::perform::Draft;
use sampan_protocol::Reply;
use sampan_protocol::people::{RevokeDevice, ops};

impl Client {
    /// Answers [`RevokeDevice`]; where the service is not reached now, it is told when it is.
    ///
    /// # Errors
    /// The service's refusal.
    pub async fn revoke_device(&self, request: RevokeDevice) -> Reply<RevokeDevice> {
        let args = ops::RevokeDevice { device: request.device };
        let draft = Draft::new(request.op, SCOPE, "people.revoke_device", &args, None)?;
        let op_id = self.core.make(draft).await?;
        self.core.see_through(op_id, None).await
    }
}
