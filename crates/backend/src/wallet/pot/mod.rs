//! Savings pots: a person's own money in accounts of its own, from which nothing goes to others.

mod break_up;
mod make;
mod moves;
mod round_up;
mod save;
mod set;

pub(super) use round_up::round_up;
pub(super) use save::due;

use super::accounts;
use super::bills::{self, Way};
use super::ledger::transfer::Effects;
use super::table::pot::{self, Kept};
use super::transfer::settle_as;
use crate::jobs::NewJob;
use crate::module::{Context, Refusal, arguments, unknown_operation};
use sampan_protocol::ids::{AccountId, PotId};
use sampan_protocol::sync::Operation;
use sampan_protocol::wallet::pot::{self as ops, Pot, ROW};
use sampan_protocol::{Currency, Error, Money};
use uuid::Uuid;

/// The kind of the job by which something is put in by itself.
pub(super) const SAVE: &str = "pot.save";

/// Applies an operation of pots.
///
/// # Errors
/// Why it is not applied.
pub(super) fn apply(cx: &mut Context<'_>, op: &Operation) -> Result<(), Refusal> {
    match op.name.as_str() {
        ops::MAKE => make::apply(cx, &arguments(op)?),
        ops::SET => set::apply(cx, &arguments(op)?),
        ops::FILL => moves::fill(cx, &arguments(op)?),
        ops::DRAW => moves::draw(cx, &arguments(op)?),
        ops::BREAK => break_up::break_up(cx, &arguments(op)?),
        ops::MEND => break_up::mend(cx, &arguments(op)?),
        ops::CHEER => break_up::cheer(cx, &arguments(op)?),
        _ => Err(unknown_operation(op)),
    }
}

/// A pot of mine that is whole, locked.
///
/// # Errors
/// `NotFound` if it is none of mine, `Refused` if it is broken.
fn whole(cx: &mut Context<'_>, id: PotId) -> Result<Kept, Refusal> {
    let kept = mine(cx, id)?;
    if kept.broken.is_some() {
        return Err(Error::refused("error.wallet.pot_broken").into());
    }
    Ok(kept)
}

/// A pot of mine, locked.
///
/// # Errors
/// `NotFound` if it is none of mine.
fn mine(cx: &mut Context<'_>, id: PotId) -> Result<Kept, Refusal> {
    pot::lock(cx.sql, id)?
        .filter(|kept| kept.owner == cx.me.id)
        .ok_or_else(|| Error::not_found("error.wallet.pot_unknown").into())
}

/// Moves money between a pot and its owner's account, and tells them by a bill.
///
/// # Errors
/// Why it does not move.
fn shift(
    cx: &mut Context<'_>,
    kept: &mut Kept,
    id: Uuid,
    purpose: &str,
    minor: i64,
    way: Way,
) -> Result<(), Refusal> {
    let amount = Money::new(minor, kept.saved.currency);
    let own = accounts::open(cx, kept.owner, amount.currency)?;
    let effects = match way {
        Way::Out => settle_as(cx, id, purpose, own.id, kept.account, amount)?,
        Way::In => settle_as(cx, id, purpose, kept.account, own.id, amount)?,
    };
    kept.saved.minor = in_pot(&effects, way);
    reach(kept, cx);
    bills::put_pot(cx, kept.owner, kept.id, &kept.terms.look.name, &effects, way)?;
    Ok(())
}

/// What the ledger has in the pot after a movement out of the owner's account, or into it.
const fn in_pot(effects: &Effects, way: Way) -> i64 {
    let [out, into] = &effects.entries;
    match way {
        Way::Out => into.after.posted,
        Way::In => out.after.posted,
    }
}

/// Notes when the goal is reached for the first time.
fn reach(kept: &mut Kept, cx: &Context<'_>) {
    let there = kept.terms.goal.is_some_and(|goal| kept.saved.minor >= goal.amount.minor);
    if there && kept.reached.is_none() {
        kept.reached = Some(cx.now);
    }
}

/// Keeps a pot as it is now, and tells its owner; has the next saving come, or none.
///
/// # Errors
/// What the database says.
fn keep(cx: &mut Context<'_>, kept: &Kept) -> Result<(), Refusal> {
    pot::put(cx.sql, kept)?;
    let row = Pot {
        id: kept.id,
        terms: kept.terms.clone(),
        saved: kept.saved,
        broken: kept.broken,
        next: kept.next,
        last: kept.last.clone(),
        reached: kept.reached,
        cheered: kept.cheered,
        made: kept.made,
        pending: false,
    };
    Ok(cx.put(&bills::scope(kept.owner), ROW, kept.id, &row)?)
}

/// Has something be put in at `kept.next`, or not at all.
///
/// # Errors
/// What the database says.
fn put_off(cx: &mut Context<'_>, kept: &Kept) -> Result<(), Refusal> {
    let subject = kept.id.to_string();
    match kept.next {
        Some(due) => {
            let person = kept.owner;
            cx.schedule(&NewJob { module: "wallet", kind: SAVE, subject: &subject, person, due })?;
        }
        None => cx.unschedule("wallet", SAVE, &subject)?,
    }
    Ok(())
}

/// The account for what is in a pot.
///
/// # Errors
/// What the database says.
fn account(cx: &mut Context<'_>, id: PotId, currency: Currency) -> Result<AccountId, Refusal> {
    accounts::system(cx, format!("pot/{id}"), currency).map(|account| account.id)
}
