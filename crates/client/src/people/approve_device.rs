//! Lets a waiting device of mine in.

use super::SCOPE;
use crate::Client;
use crate::perform::Draft;
use sampan_protocol::Reply;
use sampan_protocol::people::{ApproveDevice, ops};

impl Client {
    /// Answers [`ApproveDevice`]: it happens now, or it does not.
    ///
    /// # Errors
    /// `WrongPin`, `PinLocked`, `Offline`, or the service's refusal.
    pub async fn approve_device(&self, request: ApproveDevice) -> Reply<ApproveDevice> {
        let args = ops::ApproveDevice { device: request.device };
        let draft = Draft::new(request.op, SCOPE, "people.approve_device", &args, None)?;
        self.core.now_or_never(draft, &request.pin).await
    }
}
