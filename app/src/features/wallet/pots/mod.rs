//! Savings pots: a ring each, filled and drawn from, with a goal and what is put in by itself.

mod detail;
mod draft;
mod edit;
mod list;
mod moves;
mod ring;
mod saving;

pub(crate) use detail::PotScreen;
pub(crate) use edit::NewPotScreen;
pub(crate) use list::PotsScreen;

use sampan_protocol::ids::PotId;
use sampan_protocol::wallet::{pot, rows};

/// Address of all pots.
pub(crate) const POTS: &str = "/wallet/pots";
/// Address of making one.
pub(crate) const NEW: &str = "/wallet/pots/new";

/// The kinds of rows that a pot and its history are made of.
const KINDS: &[&str] = &[pot::ROW, rows::BILL, rows::ACCOUNT];

/// The address of one pot.
pub(crate) fn path(pot: PotId) -> String {
    format!("{POTS}/{pot}")
}
