//! Ends a packet whose time is over: what is left goes back to who gave it.

use super::{concerned, tell};
use crate::module::{Context, Refusal};
use crate::wallet::bills::Way;
use crate::wallet::table::packet;
use crate::wallet::transfer::settle;
use crate::wallet::{accounts, bills};
use sampan_protocol::wallet::packet::PacketState;
use sampan_protocol::{Error, Money};

/// What the ledger calls it.
const PURPOSE: &str = "wallet.packet_return";

/// Does the job of this packet.
///
/// # Errors
/// What the database says.
pub(in crate::wallet) fn due(cx: &mut Context<'_>, subject: &str) -> Result<(), Refusal> {
    let id = subject.parse().map_err(|_| Error::internal())?;
    let Some(mut kept) = packet::lock(cx.sql, id)? else {
        return Err(Error::internal().into());
    };
    if kept.state != PacketState::Open {
        return Ok(());
    }
    let rest = Money::new(kept.rest, kept.amount.currency);
    let back = accounts::open(cx, kept.sender, rest.currency)?;
    let effects = settle(cx, PURPOSE, kept.account, back.id, rest)?;
    bills::put_packet(cx, kept.sender, None, &kept.greeting, &effects, Way::In)?;
    kept.rest = 0;
    kept.state = PacketState::Returned;
    packet::set(cx.sql, &kept)?;
    let concerned = concerned(cx.sql, &kept)?;
    tell(cx, &kept, &concerned)
}
