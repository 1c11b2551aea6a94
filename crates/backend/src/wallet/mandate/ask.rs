//! Asks somebody to agree to charges.

use super::super::accounts;
use super::super::table::mandate::{self, Given};
use super::keep;
use crate::module::{Context, Refusal};
use sampan_protocol::Error;
use sampan_protocol::wallet::check_amount;
use sampan_protocol::wallet::mandate::{MandateState, check_caps, check_text};
use sampan_protocol::wallet::ops::AskMandate;

/// How many mandates of one person to another may wait for an answer.
const MOST_ASKED: i64 = 5;

/// Applies the operation; the mandate's identifier is the operation's.
///
/// # Errors
/// Why nobody is asked.
pub(in super::super) fn apply(cx: &mut Context<'_>, op: &AskMandate) -> Result<(), Refusal> {
    check_caps(op.each, op.month)?;
    check_amount(op.each, cx.limits)?;
    check_text(&op.text)?;
    accounts::offered(cx, op.each.currency)?;
    if op.payer == cx.me.id {
        return Err(Error::invalid("error.wallet.own_request").into());
    }
    let people = cx.ports.people.clone();
    if people.person(cx.sql, op.payer)?.is_none() {
        return Err(Error::not_found("error.wallet.unknown_payer").into());
    }
    if mandate::count(cx.sql, cx.me.id, op.payer, MandateState::Asked)? >= MOST_ASKED {
        return Err(Error::refused("error.wallet.too_many_requests")
            .with("limit", MOST_ASKED)
            .into());
    }
    let given = Given {
        id: cx.op_id,
        merchant: cx.me.id,
        payer: op.payer,
        text: op.text.trim().to_owned(),
        each: op.each,
        month: op.month,
        state: MandateState::Asked,
        at: cx.now,
        agreed_by: None,
        used: 0,
        charged: None,
    };
    keep(cx, &given)
}
