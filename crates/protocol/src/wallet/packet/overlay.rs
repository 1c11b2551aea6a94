//! What waiting operations will make of packets.

use super::{CLAIM, ClaimPacket, Packet, PacketState, SECONDS, SEND, SendPacket};
use crate::ids::{PacketId, PersonId};
use crate::people::Person;
use crate::wallet::overlay::{Waiting, WaitingState};
use serde_json::from_value;

/// Packets with what waits, newest first; `find` says who somebody is.
#[must_use]
pub fn with_waiting(
    known: Vec<Packet>,
    waiting: &[Waiting],
    me: &Person,
    find: &dyn Fn(PersonId) -> Option<Person>,
) -> Vec<Packet> {
    let mut all: Vec<Packet> =
        waiting.iter().filter(is_open).filter_map(|w| new(w, me, find)).collect();
    all.retain(|new| known.iter().all(|k| k.id != new.id));
    all.extend(known.into_iter().map(|packet| one_with_waiting(packet, waiting)));
    all.sort_by_key(|packet| std::cmp::Reverse((packet.made, packet.id)));
    all
}

/// One packet, marked if it is going to be opened.
#[must_use]
pub fn one_with_waiting(mut packet: Packet, waiting: &[Waiting]) -> Packet {
    packet.pending |= waiting.iter().filter(is_open).any(|w| {
        w.name == CLAIM
            && from_value::<ClaimPacket>(w.args.clone()).is_ok_and(|op| op.packet == packet.id)
    });
    packet
}

fn is_open(waiting: &&Waiting) -> bool {
    !matches!(waiting.state, WaitingState::Rejected(_))
}

fn new(
    waiting: &Waiting,
    me: &Person,
    find: &dyn Fn(PersonId) -> Option<Person>,
) -> Option<Packet> {
    if waiting.name != SEND {
        return None;
    }
    let op: SendPacket = from_value(waiting.args.clone()).ok()?;
    Some(Packet {
        id: PacketId(waiting.op_id.0),
        sender: me.clone(),
        amount: op.amount,
        shares: op.shares,
        sharing: op.sharing,
        greeting: op.greeting,
        to: op.to.into_iter().filter_map(find).collect(),
        secret: op.secret,
        state: PacketState::Open,
        made: waiting.at,
        ends: waiting.at.plus_seconds(SECONDS),
        claims: Vec::new(),
        whole: true,
        pending: true,
    })
}
