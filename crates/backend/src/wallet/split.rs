//! Splits a bill: asks everybody else for their part, all of them or nobody.

use super::ask::{self, Wanted};
use super::table::split;
use super::{accounts, bills};
use crate::module::{Context, Refusal};
use sampan_protocol::ids::{RequestId, SplitId};
use sampan_protocol::wallet::check_amount;
use sampan_protocol::wallet::split::{Part, ROW, Split, SplitBill, check_title, parts};
use sampan_protocol::{Error, Money};

/// Applies the operation; the split's identifier is the operation's.
///
/// # Errors
/// Why it cannot be split so.
pub(super) fn apply(cx: &mut Context<'_>, op: &SplitBill) -> Result<(), Refusal> {
    check_amount(op.amount, cx.limits)?;
    check_title(&op.title)?;
    accounts::offered(cx, op.amount.currency)?;
    let amounts = parts(op)?;
    let me = cx.me.id;
    if op.people.iter().all(|sharer| sharer.person == me) {
        return Err(Error::invalid("error.wallet.split_alone").into());
    }
    let mut parts = Vec::with_capacity(amounts.len());
    for (sharer, minor) in op.people.iter().zip(amounts) {
        let amount = Money::new(minor, op.amount.currency);
        let people = cx.ports.people.clone();
        let found = people.person(cx.sql, sharer.person)?;
        let person = found.ok_or_else(|| Error::not_found("error.wallet.unknown_payer"))?;
        let asked = sharer.person != me && minor > 0;
        let request = asked.then(|| RequestId::new(cx.clock, cx.random));
        if let Some(id) = request {
            ask::ask(cx, &Wanted { id, payer: sharer.person, amount, note: &op.title })?;
        }
        parts.push(Part { person, amount, request, state: None, reminded: None });
    }
    let made = Split {
        id: SplitId(cx.op_id.0),
        title: op.title.clone(),
        amount: op.amount,
        way: op.way,
        parts,
        items: op.items.clone(),
        bill: op.bill,
        at: cx.now,
        pending: false,
    };
    split::insert(cx.sql, me, &made)?;
    Ok(cx.put(&bills::scope(me), ROW, made.id, &made)?)
}
