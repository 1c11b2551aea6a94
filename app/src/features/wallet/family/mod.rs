//! Family cards: given to relatives, or received; what is left of the month, and what was bought.

mod caps;
mod detail;
mod face;
mod give;
mod list;

pub(crate) use detail::CardScreen;
pub(crate) use face::{card_name, left};
pub(crate) use give::GiveCardScreen;
pub(crate) use list::FamilyScreen;

use super::links::with_query;
use sampan_protocol::ids::{CardId, PersonId};
use sampan_protocol::wallet::{family, rows};

/// Address of all family cards.
pub(crate) const FAMILY: &str = "/wallet/family";
/// Address of giving one.
pub(crate) const GIVE: &str = "/wallet/family/new";

/// The kinds of rows that a card and its history are made of.
const KINDS: &[&str] = &[family::ROW, rows::BILL];

/// The address of one card.
pub(crate) fn path(card: CardId) -> String {
    format!("{FAMILY}/{card}")
}

/// The address of giving somebody a card.
fn path_to(person: PersonId) -> String {
    with_query(GIVE, &[("to", Some(person.to_string()))])
}
