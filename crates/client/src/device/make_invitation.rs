//! Makes an invitation for one registration; operators only.

use crate::Client;
use sampan_protocol::Reply;
use sampan_protocol::device::MakeInvitation;
use sampan_protocol::service::Invite;

impl Client {
    /// Answers [`MakeInvitation`].
    ///
    /// # Errors
    /// `Refused` for who is no operator, `Offline`.
    pub async fn make_invitation(&self, request: MakeInvitation) -> Reply<MakeInvitation> {
        self.core.wire.ask(&Invite { op: request.op }).await
    }
}
