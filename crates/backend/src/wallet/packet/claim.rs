//! Opens a packet: draws a share and moves it to whoever opens it.

use super::{END, concerned, over, person, tell};
use crate::module::{Context, Refusal};
use crate::wallet::bills::Way;
use crate::wallet::table::packet::{self, Got, Kept};
use crate::wallet::transfer::settle;
use crate::wallet::{accounts, bills};
use sampan_protocol::wallet::packet::{CLAIM, ClaimPacket, PacketState, draw};
use sampan_protocol::{Error, Money};
use std::collections::BTreeSet;

/// Applies the operation.
///
/// # Errors
/// `NotFound` for no packet, `Refused` with why there is nothing in it for me.
pub(in crate::wallet) fn apply(cx: &mut Context<'_>, op: &ClaimPacket) -> Result<(), Refusal> {
    let found = packet::lock(cx.sql, op.packet)?;
    let mut kept = found.ok_or_else(|| Error::not_found("error.wallet.packet_unknown"))?;
    admit(cx, &kept, op.secret.as_deref())?;
    let currency = kept.amount.currency;
    let minor = draw::next(kept.rest, kept.shares_left, kept.sharing, cx.random);
    let place = i64::from(kept.shares) - i64::from(kept.shares_left);
    let got = Got { person: cx.me.id, minor, at: cx.now };
    if !packet::claim(cx.sql, kept.id, place, &got)? {
        return Err(Error::refused("error.wallet.packet_claimed").into());
    }
    let mine = accounts::open(cx, cx.me.id, currency)?;
    let effects = settle(cx, CLAIM, kept.account, mine.id, Money::new(minor, currency))?;
    let people = cx.ports.people.clone();
    let sender = person(cx.sql, people.as_ref(), kept.sender)?;
    bills::put_packet(cx, cx.me.id, Some(sender), &kept.greeting, &effects, Way::In)?;
    kept.rest -= minor;
    kept.shares_left -= 1;
    if kept.shares_left > 0 {
        packet::set(cx.sql, &kept)?;
        return tell(cx, &kept, &BTreeSet::from([cx.me.id]));
    }
    kept.state = PacketState::Finished;
    packet::set(cx.sql, &kept)?;
    cx.unschedule("wallet", END, &kept.id.to_string())?;
    let concerned = concerned(cx.sql, &kept)?;
    tell(cx, &kept, &concerned)
}

/// Says why there is nothing in a packet for me.
fn admit(cx: &mut Context<'_>, kept: &Kept, secret: Option<&str>) -> Result<(), Refusal> {
    let me = cx.me.id;
    if kept.sender == me {
        return Err(Error::refused("error.wallet.packet_mine").into());
    }
    if packet::claims(cx.sql, kept.id)?.iter().any(|got| got.person == me) {
        return Err(Error::refused("error.wallet.packet_claimed").into());
    }
    let invited = match &kept.secret {
        Some(wanted) => secret == Some(wanted.as_str()),
        None => packet::guests(cx.sql, kept.id)?.contains(&me),
    };
    if !invited {
        return Err(Error::refused("error.wallet.packet_not_invited").into());
    }
    if kept.state != PacketState::Open || cx.now >= kept.ends {
        return Err(over(kept).into());
    }
    Ok(())
}
