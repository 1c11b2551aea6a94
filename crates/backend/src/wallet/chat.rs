//! Tells a chat of money that was sent from it, in the transaction in which it moves.

use crate::messages::{people_in, post_card};
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::messages::Card;
use sampan_protocol::wallet::ops::Transfer;
use sampan_protocol::wallet::packet::SendPacket;

/// Puts a card about a transfer into the chat that it was sent from, if it was.
///
/// # Errors
/// `Invalid` where the payee is not in the chat, `Refused` where I may not write there.
pub(super) fn tell_of_transfer(cx: &mut Context<'_>, op: &Transfer) -> Result<(), Refusal> {
    let Some(place) = op.chat else { return Ok(()) };
    if !people_in(cx, place)?.contains(&op.to) {
        return Err(Error::invalid("error.messages.card_payee").into());
    }
    let id = cx.op_id.to_string();
    let card = Card {
        kind: "wallet.transfer".to_owned(),
        link: format!("/wallet/bills/{id}"),
        id,
        title: op.amount.to_string(),
        text: op.note.clone(),
        amount: Some(op.amount),
        ..Card::default()
    };
    post_card(cx, place, card)
}

/// Puts a card about a red packet into the chat that it was sent from, if it was. How much is in it
/// is seen by whoever opens it.
///
/// # Errors
/// `Refused` where I may not write there.
pub(super) fn tell_of_packet(cx: &mut Context<'_>, op: &SendPacket) -> Result<(), Refusal> {
    let Some(place) = op.chat else { return Ok(()) };
    let id = cx.op_id.to_string();
    let wish = op.greeting.trim();
    let card = Card {
        kind: "wallet.packet".to_owned(),
        link: format!("/wallet/packet/{id}"),
        id,
        title: if wish.is_empty() { "🧧".to_owned() } else { wish.to_owned() },
        ..Card::default()
    };
    post_card(cx, place, card)
}
