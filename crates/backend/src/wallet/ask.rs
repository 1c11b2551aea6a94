//! Asks somebody for money.

use super::table::request::{self, Asked};
use super::{accounts, requests};
use crate::module::{Context, Refusal};
use sampan_protocol::ids::{PersonId, RequestId};
use sampan_protocol::wallet::ops::Ask;
use sampan_protocol::wallet::{RequestState, check_amount, check_note};
use sampan_protocol::{Error, Money};

/// How many requests of one person to another may be open at the same time.
const MOST_OPEN: i64 = 20;

/// Applies the operation; the request's identifier is the operation's.
///
/// # Errors
/// Why nobody is asked.
pub(super) fn apply(cx: &mut Context<'_>, op: &Ask) -> Result<(), Refusal> {
    let id = RequestId(cx.op_id.0);
    ask(cx, &Wanted { id, payer: op.payer, amount: op.amount, note: &op.note })
}

/// What is asked of whom.
pub(super) struct Wanted<'a> {
    /// Under which identifier.
    pub(super) id: RequestId,
    /// Of whom.
    pub(super) payer: PersonId,
    /// How much.
    pub(super) amount: Money,
    /// What for.
    pub(super) note: &'a str,
}

/// Asks somebody for money in my name.
///
/// # Errors
/// Why nobody is asked.
pub(super) fn ask(cx: &mut Context<'_>, wanted: &Wanted<'_>) -> Result<(), Refusal> {
    let Wanted { id, payer, amount, note } = *wanted;
    check_amount(amount, cx.limits)?;
    check_note(note)?;
    if payer == cx.me.id {
        return Err(Error::invalid("error.wallet.own_request").into());
    }
    accounts::offered(cx, amount.currency)?;
    let people = cx.ports.people.clone();
    if people.person(cx.sql, payer)?.is_none() {
        return Err(Error::not_found("error.wallet.unknown_payer").into());
    }
    if request::count_open(cx.sql, cx.me.id, payer)? >= MOST_OPEN {
        return Err(Error::refused("error.wallet.too_many_requests")
            .with("limit", MOST_OPEN)
            .into());
    }
    let asked = Asked {
        id,
        asker: cx.me.id,
        payer,
        amount,
        note: note.to_owned(),
        state: RequestState::Open,
        at: cx.now,
        reminded: None,
    };
    request::insert(cx.sql, &asked)?;
    requests::tell(cx, &asked)
}
