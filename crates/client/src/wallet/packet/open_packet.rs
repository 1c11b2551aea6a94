//! Opens a packet.

use super::super::SCOPE;
use super::packet;
use crate::Client;
use crate::perform::Draft;
use sampan_protocol::Reply;
use sampan_protocol::wallet::packet::{CLAIM, ClaimPacket, GetPacket, OpenPacket};

impl Client {
    /// Answers [`OpenPacket`] with how it stands then; offline, it is going to be opened.
    ///
    /// # Errors
    /// The refusal: it is empty, over, or not for me.
    pub async fn open_packet(&self, request: OpenPacket) -> Reply<OpenPacket> {
        let core = &self.core;
        let id = request.packet;
        let look = GetPacket { packet: id, secret: request.secret.clone() };
        let known = packet(core, id).await?;
        let me = core.me()?.id;
        if known.as_ref().is_some_and(|known| known.share_of(me).is_some()) {
            return self.get_packet(look).await;
        }
        let args = ClaimPacket { packet: id, secret: request.secret };
        let draft = Draft::new(request.op, SCOPE, CLAIM, &args, known.map(|p| p.sender))?;
        let op_id = core.make(draft).await?;
        core.see_through(op_id, None).await?;
        self.get_packet(look).await
    }
}
