//! Puts money into a packet, in an account of the packet's own.

use super::{END, concerned, tell};
use crate::jobs::NewJob;
use crate::messages;
use crate::module::{Context, Refusal};
use crate::wallet::bills::Way;
use crate::wallet::table::out::Proof;
use crate::wallet::table::packet::{self, Kept};
use crate::wallet::transfer::settle;
use crate::wallet::{accounts, bills, chat, limits};
use sampan_protocol::Error;
use sampan_protocol::ids::{PacketId, PersonId};
use sampan_protocol::wallet::check_amount;
use sampan_protocol::wallet::packet::{PacketState, SECONDS, SEND, SendPacket, check};

/// Applies the operation; the packet's identifier is the operation's.
///
/// # Errors
/// Why there is no such packet.
pub(in crate::wallet) fn apply(cx: &mut Context<'_>, op: &SendPacket) -> Result<(), Refusal> {
    check_amount(op.amount, cx.limits)?;
    check(op)?;
    let to = named(cx, op)?;
    let other = guests(cx, &to)?;
    limits::leave(cx, op.amount, Proof::Pin)?;
    let id = PacketId(cx.op_id.0);
    let from = accounts::mine(cx, op.amount.currency)?;
    let account = accounts::system(cx, format!("packet/{id}"), op.amount.currency)?;
    let effects = settle(cx, SEND, from.id, account.id, op.amount)?;
    bills::put_packet(cx, cx.me.id, other, &op.greeting, &effects, Way::Out)?;
    let kept = Kept {
        id,
        sender: cx.me.id,
        account: account.id,
        amount: op.amount,
        shares: op.shares,
        sharing: op.sharing,
        greeting: op.greeting.clone(),
        secret: op.secret.clone(),
        state: PacketState::Open,
        rest: op.amount.minor,
        shares_left: op.shares,
        made: cx.now,
        ends: cx.now.plus_seconds(SECONDS),
    };
    packet::insert(cx.sql, &kept, &to)?;
    let (subject, person, due) = (id.to_string(), cx.me.id, kept.ends);
    cx.schedule(&NewJob { module: "wallet", kind: END, subject: &subject, person, due })?;
    let concerned = concerned(cx.sql, &kept)?;
    tell(cx, &kept, &concerned)?;
    chat::tell_of_packet(cx, op)
}

/// Whom it is for: who is named, or everybody else in the chat.
fn named(cx: &mut Context<'_>, op: &SendPacket) -> Result<Vec<PersonId>, Refusal> {
    let Some(place) = op.chat else { return Ok(op.to.clone()) };
    let people = messages::people_in(cx, place)?;
    let to = if op.to.is_empty() && op.secret.is_none() { people.clone() } else { op.to.clone() };
    if to.iter().any(|person| !people.contains(person)) {
        return Err(Error::invalid("error.messages.card_payee").into());
    }
    if op.secret.is_none() && to.len() < op.shares as usize {
        return Err(Error::invalid("error.wallet.packet_more_shares").into());
    }
    Ok(to)
}

/// Checks that everybody is somebody else; answers who it is, where it is one only.
fn guests(
    cx: &mut Context<'_>,
    to: &[PersonId],
) -> Result<Option<sampan_protocol::people::Person>, Refusal> {
    let people = cx.ports.people.clone();
    let mut last = None;
    for id in to {
        if *id == cx.me.id {
            return Err(Error::invalid("error.wallet.packet_own").into());
        }
        let found = people.person(cx.sql, *id)?;
        last = Some(found.ok_or_else(|| Error::not_found("error.wallet.unknown_payee"))?);
    }
    Ok(last.filter(|_| to.len() == 1))
}
