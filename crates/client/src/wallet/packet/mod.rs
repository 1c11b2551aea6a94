//! Red packets: given and opened, online or not.

mod get_packet;
mod give_packet;
mod list_packets;
mod open_packet;

use super::{SCOPE, waiting};
use crate::core::Core;
use crate::db::{Connection, Fault};
use crate::table::{person, row};
use crate::view::View;
use sampan_protocol::Error;
use sampan_protocol::ids::PacketId;
use sampan_protocol::people::Person;
use sampan_protocol::wallet::packet::{Packet, ROW, with_waiting};

/// Packets with what waits, newest first.
fn packets(db: &Connection, view: &View) -> Result<Vec<Packet>, Fault> {
    let known = row::all(db, &view.scope, ROW)?;
    let find = |id| person::get(db, id).ok().flatten();
    Ok(with_waiting(known, &waiting(db, view)?, &view.me, &find))
}

/// One packet as this device knows it.
async fn packet(core: &Core, id: PacketId) -> Result<Option<Packet>, Error> {
    core.view(SCOPE, move |db, view| Ok(packets(db, view)?.into_iter().find(|p| p.id == id))).await
}

/// Everybody whom a packet names.
pub(super) fn people_of(packet: &Packet) -> Vec<Person> {
    let claimed = packet.claims.iter().map(|claim| &claim.person);
    packet.to.iter().chain(claimed).chain([&packet.sender]).cloned().collect()
}
