//! Charges by pay code: found, told to both sides, and paid.

use super::table::charge::{self, Charged};
use super::{accounts, bills, pot, price, transfer};
use crate::db::DbError;
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::ids::{BillId, OpId};
use sampan_protocol::people::Person;
use sampan_protocol::wallet::charge::CHARGE;
use sampan_protocol::wallet::{Charge, ChargeState};

const DAY: i64 = 86_400;
/// That the payer cannot pay by code.
pub(super) const SHORT: &str = "error.wallet.charge_short";
/// That the payer is to confirm, and is not there.
pub(super) const AWAY: &str = "error.wallet.charge_unreachable";

/// A charge that asks me, locked.
///
/// # Errors
/// `NotFound` if it is none of mine, `Refused` if it is answered or its time is over.
pub(super) fn asking_me(cx: &mut Context<'_>, id: OpId) -> Result<Charged, Refusal> {
    let charged = charge::lock(cx.sql, id)?
        .filter(|charged| charged.payer == cx.me.id)
        .ok_or_else(|| Error::not_found("error.wallet.charge_unknown"))?;
    if !charged.asking {
        return Err(Error::refused("error.wallet.charge_closed").into());
    }
    if cx.now >= charged.expires {
        return Err(Error::refused("error.wallet.charge_over").into());
    }
    Ok(charged)
}

/// A person by identifier.
///
/// # Errors
/// `NotFound` for nobody.
pub(super) fn person(
    cx: &mut Context<'_>,
    id: sampan_protocol::ids::PersonId,
) -> Result<Person, Refusal> {
    let people = cx.ports.people.clone();
    let found = people.person(cx.sql, id)?;
    found.ok_or_else(|| Error::not_found("error.wallet.unknown_payee").into())
}

/// Moves the money of a charge, under the operation's identifier; writes both bills. That it may
/// leave is the caller's to see to.
///
/// # Errors
/// Why it does not move.
pub(super) fn pay(
    cx: &mut Context<'_>,
    purpose: &str,
    charged: &Charged,
    sides: [&Person; 2],
) -> Result<BillId, Refusal> {
    let [payer, merchant] = sides;
    let from = accounts::of(cx, payer.id, charged.amount.currency)?;
    let to = accounts::open(cx, merchant.id, charged.amount.currency)?;
    let effects = transfer::settle(cx, purpose, from.id, to.id, charged.amount)?;
    bills::put_between(cx, payer, merchant, &charged.note, &effects)?;
    pot::round_up(cx, sides, charged.amount)?;
    price::paid_whole(cx, payer.id, merchant, BillId(cx.op_id.0), charged.amount)?;
    Ok(BillId(cx.op_id.0))
}

/// A refusal without its reason, where that is the payer's own and somebody else asks.
pub(super) fn hushed(refusal: Refusal, key: &str) -> Refusal {
    match refusal {
        Refusal::Rejected(error) => {
            tracing::info!(%error, key, "a charge is refused");
            Error::refused(key).into()
        }
        failed => failed,
    }
}

/// What the payer is told: why a code of theirs was not enough is their own.
fn to_payer(state: &ChargeState) -> ChargeState {
    match state {
        ChargeState::Failed(error) if error.key == SHORT => {
            ChargeState::Failed(Error::refused("error.wallet.charge_own_short"))
        }
        ChargeState::Failed(error) if error.key == AWAY => {
            ChargeState::Failed(Error::refused("error.wallet.charge_own_away"))
        }
        other => other.clone(),
    }
}

/// Tells both sides how a charge stands, and clears away what is older than a day.
///
/// # Errors
/// What the change log says.
pub(super) fn tell(
    cx: &mut Context<'_>,
    charged: &Charged,
    sides: [&Person; 2],
    state: &ChargeState,
) -> Result<(), DbError> {
    let [payer, merchant] = sides;
    let row = Charge {
        id: charged.id,
        merchant: merchant.clone(),
        payer: Some(payer.clone()),
        amount: charged.amount,
        note: charged.note.clone(),
        state: state.clone(),
        at: charged.at,
        expires: charged.expires,
        step: None,
    };
    cx.put(&bills::scope(merchant.id), CHARGE, charged.id, &row)?;
    let row = Charge { step: Some(charged.step), state: to_payer(state), ..row };
    cx.put(&bills::scope(payer.id), CHARGE, charged.id, &row)?;
    for side in sides {
        let (from, to) = (cx.now.plus_seconds(-4 * DAY), cx.now.plus_seconds(-DAY));
        for old in charge::between(cx.sql, side.id, from, to)? {
            cx.delete(&bills::scope(side.id), CHARGE, old);
        }
    }
    Ok(())
}
