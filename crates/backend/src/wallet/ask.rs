//! Asks somebody for money.

use super::table::request::{self, Asked};
use super::{accounts, requests};
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::ids::RequestId;
use sampan_protocol::wallet::ops::Ask;
use sampan_protocol::wallet::{RequestState, check_amount, check_note};

/// How many requests of one person to another may be open at the same time.
const MOST_OPEN: i64 = 20;

/// Applies the operation; the request's identifier is the operation's.
///
/// # Errors
/// Why nobody is asked.
pub(super) fn apply(cx: &mut Context<'_>, op: &Ask) -> Result<(), Refusal> {
    check_amount(op.amount, cx.limits)?;
    check_note(&op.note)?;
    if op.payer == cx.me.id {
        return Err(Error::invalid("error.wallet.own_request").into());
    }
    accounts::offered(cx, op.amount.currency)?;
    let people = cx.ports.people.clone();
    if people.person(cx.sql, op.payer)?.is_none() {
        return Err(Error::not_found("error.wallet.unknown_payer").into());
    }
    if request::count_open(cx.sql, cx.me.id, op.payer)? >= MOST_OPEN {
        return Err(Error::refused("error.wallet.too_many_requests")
            .with("limit", MOST_OPEN)
            .into());
    }
    let asked = Asked {
        id: RequestId(cx.op_id.0),
        asker: cx.me.id,
        payer: op.payer,
        amount: op.amount,
        note: op.note.clone(),
        state: RequestState::Open,
        at: cx.now,
    };
    request::insert(cx.sql, &asked)?;
    requests::tell(cx, &asked)
}
