//! Reads one packet: who got how much, as the service knows it now.

use super::{packet, people_of};
use crate::Client;
use sampan_protocol::wallet::packet::{GetPacket, LookAtPacket};
use sampan_protocol::{Code, Error, Reply};

impl Client {
    /// Answers [`GetPacket`]. Offline it is as this device knows it: with one's own share alone.
    ///
    /// # Errors
    /// `NotFound` or `Refused` for a packet that is none of mine, `Offline` for one that this
    /// device never saw.
    pub async fn get_packet(&self, request: GetPacket) -> Reply<GetPacket> {
        let known = packet(&self.core, request.packet).await?;
        let mine = self.core.me()?.id;
        let unsent = |p: &sampan_protocol::wallet::packet::Packet| p.pending && p.sender.id == mine;
        if let Some(unsent) = known.clone().filter(unsent) {
            return Ok(unsent);
        }
        let look = LookAtPacket { packet: request.packet, secret: request.secret };
        match (self.core.wire.ask(&look).await, known) {
            (Ok(mut told), known) => {
                told.pending = known.is_some_and(|known| known.pending);
                self.remember(people_of(&told)).await;
                Ok(told)
            }
            (Err(error), Some(known)) if error.code == Code::Offline => Ok(known),
            (Err(error), None) if error.code == Code::Offline => {
                Err(Error::new(Code::Offline, "error.wallet.packet_offline"))
            }
            (Err(error), _) => Err(error),
        }
    }
}
