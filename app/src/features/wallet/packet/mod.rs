//! Red packets: given, opened, looked at.

mod envelope;
mod give;
mod list;
mod opened;
mod screen;

pub(crate) use give::GivePacketScreen;
pub(crate) use list::PacketsScreen;
pub(crate) use screen::PacketScreen;

use super::links::with_query;
use crate::t;
use sampan_protocol::ids::PacketId;
use sampan_protocol::wallet::packet::Packet;

/// Address of my packets.
pub(crate) const PACKETS: &str = "/wallet/packets";
/// Address of giving one.
pub(crate) const GIVE: &str = "/wallet/packets/new";

/// The address of one packet.
pub(crate) fn path(id: PacketId, secret: Option<String>) -> String {
    with_query(&format!("/wallet/packet/{id}"), &[("s", secret)])
}

/// What is wished with a packet, in its giver's words or in ours.
fn greeting(packet: &Packet) -> String {
    match packet.greeting.trim() {
        "" => t!("wallet.packet.wish"),
        wish => wish.to_owned(),
    }
}
