//! Reads the packets that I gave and got.

use super::super::SCOPE;
use super::packets;
use crate::Client;
use sampan_protocol::Reply;
use sampan_protocol::wallet::packet::ListPackets;

impl Client {
    /// Answers [`ListPackets`], newest first; from the cache, with what waits.
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn list_packets(&self, _: ListPackets) -> Reply<ListPackets> {
        self.core.view(SCOPE, packets).await
    }
}
