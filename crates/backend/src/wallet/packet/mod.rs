//! Red packets: given, opened, ended, and told to whom they concern.

pub(super) mod claim;
pub(super) mod end;
pub(super) mod look;
pub(super) mod send;

use super::bills;
use super::table::packet::{self, Got, Kept};
use crate::db::{DbError, Sql};
use crate::module::{Context, Refusal};
use crate::ports::People;
use sampan_protocol::ids::PersonId;
use sampan_protocol::people::Person;
use sampan_protocol::wallet::packet::{Claim, Packet, PacketState, ROW};
use sampan_protocol::{Error, Money};
use std::collections::BTreeSet;

/// The kind of the job that ends a packet.
pub(super) const END: &str = "packet.end";

/// Tells how a packet stands: its sender everything; the others, where it concerns them, what is
/// theirs. (Everything for everybody would be as many rows of claims as there are claims.)
fn tell(cx: &mut Context<'_>, kept: &Kept, concerned: &BTreeSet<PersonId>) -> Result<(), Refusal> {
    let people = cx.ports.people.clone();
    let claims = packet::claims(cx.sql, kept.id)?;
    let whole = whole(cx.sql, people.as_ref(), kept, &claims, true)?;
    cx.put(&bills::scope(kept.sender), ROW, kept.id, &whole)?;
    let blank = Packet { to: Vec::new(), secret: None, claims: Vec::new(), ..whole };
    for person in concerned.iter().filter(|person| **person != kept.sender) {
        let mine = claims.iter().find(|got| got.person == *person);
        let mine = mine.map(|got| told(cx.sql, people.as_ref(), kept, got)).transpose()?;
        let row = Packet { claims: mine.into_iter().collect(), whole: false, ..blank.clone() };
        cx.put(&bills::scope(*person), ROW, kept.id, &row)?;
    }
    Ok(())
}

/// Everybody whom a packet concerns besides its sender.
fn concerned(sql: &mut dyn Sql, kept: &Kept) -> Result<BTreeSet<PersonId>, DbError> {
    let mut all: BTreeSet<PersonId> = packet::guests(sql, kept.id)?.into_iter().collect();
    all.extend(packet::claims(sql, kept.id)?.into_iter().map(|got| got.person));
    Ok(all)
}

/// A packet with all its claims; with whom it is for and its secret, if the sender looks.
fn whole(
    sql: &mut dyn Sql,
    people: &dyn People,
    kept: &Kept,
    claims: &[Got],
    for_sender: bool,
) -> Result<Packet, Refusal> {
    let to = if for_sender { packet::guests(sql, kept.id)? } else { Vec::new() };
    let to = to.into_iter().map(|id| person(sql, people, id)).collect::<Result<_, _>>()?;
    let claims = claims.iter().map(|got| told(sql, people, kept, got)).collect::<Result<_, _>>()?;
    Ok(Packet {
        id: kept.id,
        sender: person(sql, people, kept.sender)?,
        amount: kept.amount,
        shares: kept.shares,
        sharing: kept.sharing,
        greeting: kept.greeting.clone(),
        to,
        secret: kept.secret.clone().filter(|_| for_sender),
        state: kept.state,
        made: kept.made,
        ends: kept.ends,
        claims,
        whole: true,
        pending: false,
    })
}

fn told(sql: &mut dyn Sql, people: &dyn People, kept: &Kept, got: &Got) -> Result<Claim, Refusal> {
    let amount = Money::new(got.minor, kept.amount.currency);
    Ok(Claim { person: person(sql, people, got.person)?, amount, at: got.at })
}

fn person(sql: &mut dyn Sql, people: &dyn People, id: PersonId) -> Result<Person, Refusal> {
    people.person(sql, id)?.ok_or_else(|| {
        tracing::error!(%id, "a packet names nobody");
        Error::internal().into()
    })
}

/// Says whether somebody may see a packet: who gave it, whom it is for, who got of it, and whoever
/// has its secret.
fn may_see(
    sql: &mut dyn Sql,
    kept: &Kept,
    who: PersonId,
    secret: Option<&str>,
) -> Result<bool, DbError> {
    let linked = kept.secret.is_some() && kept.secret.as_deref() == secret;
    Ok(linked || kept.sender == who || concerned(sql, kept)?.contains(&who))
}

/// Why nothing can be got of a packet any more.
fn over(kept: &Kept) -> Error {
    match kept.state {
        PacketState::Finished => Error::refused("error.wallet.packet_empty"),
        PacketState::Open | PacketState::Returned => {
            Error::refused("error.wallet.packet_over").with("ends", kept.ends)
        }
    }
}
