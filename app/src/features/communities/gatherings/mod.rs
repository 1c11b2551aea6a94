//! Gatherings: what there is, one of them, the form, the ticket and the door.

mod booking;
mod cards;
mod door;
mod form;
mod hosting;
mod keep;
mod lists;
mod map;
mod memories;
mod one;
mod rhythm;
mod ticket;
mod times;
mod who;

pub(crate) use door::DoorScreen;
pub(crate) use keep::{ChangeScreen, NewScreen};
pub(crate) use lists::GatheringsScreen;
pub(super) use lists::OfCommunity;
pub(super) use map::map;
pub(crate) use one::GatheringScreen;
pub(crate) use ticket::TicketScreen;

use sampan_protocol::communities::gatherings::rows as seats;
use sampan_protocol::communities::rows;

/// Rows that change what is shown of gatherings.
const KINDS: &[&str] = &[rows::PAGE, rows::MEMBERSHIP, seats::SEAT, seats::CALENDAR];
