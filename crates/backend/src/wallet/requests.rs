//! Requests for money: found, checked, closed, and told to both sides.

use super::bills;
use super::table::request::{self, Asked};
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::ids::RequestId;
use sampan_protocol::wallet::RequestState;
use sampan_protocol::wallet::ops::Transfer;
use sampan_protocol::wallet::rows::{self, MoneyRequest};

/// The request that a payment of mine answers, locked.
///
/// # Errors
/// `NotFound` if it is none to me, `Refused` if it is closed, or for another payee or amount.
pub(super) fn to_be_paid(
    cx: &mut Context<'_>,
    id: RequestId,
    payment: &Transfer,
) -> Result<Asked, Refusal> {
    let asked = open(cx, id, |asked, me| asked.payer == me)?;
    if asked.asker != payment.to {
        return Err(Error::invalid("error.wallet.request_payee").into());
    }
    if asked.amount != payment.amount {
        return Err(Error::refused("error.wallet.request_amount")
            .with("amount", asked.amount)
            .into());
    }
    Ok(asked)
}

/// An open request, locked, if I am on the side that may do this.
///
/// # Errors
/// `NotFound` if I am not, `Refused` if it is closed.
pub(super) fn open(
    cx: &mut Context<'_>,
    id: RequestId,
    may: fn(&Asked, sampan_protocol::ids::PersonId) -> bool,
) -> Result<Asked, Refusal> {
    let asked = request::lock(cx.sql, id)?
        .filter(|asked| may(asked, cx.me.id))
        .ok_or_else(|| Error::not_found("error.wallet.request_unknown"))?;
    match asked.state {
        RequestState::Open => Ok(asked),
        RequestState::Paid => Err(Error::refused("error.wallet.request_paid").into()),
        RequestState::Declined => Err(Error::refused("error.wallet.request_declined").into()),
        RequestState::Cancelled => Err(Error::refused("error.wallet.request_cancelled").into()),
    }
}

/// Closes a locked request and tells both sides.
///
/// # Errors
/// What the database says.
pub(super) fn close(
    cx: &mut Context<'_>,
    mut asked: Asked,
    state: RequestState,
) -> Result<(), Refusal> {
    asked.state = state;
    request::set_state(cx.sql, asked.id, state)?;
    tell(cx, &asked)
}

/// Tells both sides how a request stands.
///
/// # Errors
/// What the database says.
pub(super) fn tell(cx: &mut Context<'_>, asked: &Asked) -> Result<(), Refusal> {
    let people = cx.ports.people.clone();
    let mut person = |id| {
        people.person(cx.sql, id)?.ok_or_else(|| {
            tracing::error!(%id, "a request names nobody");
            Refusal::from(Error::internal())
        })
    };
    let row = MoneyRequest {
        id: asked.id,
        asker: person(asked.asker)?,
        payer: person(asked.payer)?,
        amount: asked.amount,
        note: asked.note.clone(),
        state: asked.state,
        at: asked.at,
        reminded: asked.reminded,
        pending: false,
    };
    for side in [asked.asker, asked.payer] {
        cx.put(&bills::scope(side), rows::REQUEST, asked.id, &row)?;
    }
    Ok(())
}
