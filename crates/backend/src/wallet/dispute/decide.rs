//! Decides a dispute: what operators do, two of them, as it moves or frees money.

use super::{Said, proceed};
use crate::module::{Context, Refusal};
use crate::wallet::table::dispute::{self, Kept};
use sampan_protocol::Error;
use sampan_protocol::wallet::dispute::{By, Event, What, check_evidence, ops, step};

/// Refuses a decision that cannot be, before it is proposed.
///
/// # Errors
/// `NotFound` where there is no such dispute, `Invalid` for more than is disputed or without a
/// reason, `Refused` where it is over or not yet with the operators.
pub(in crate::wallet) fn check(
    cx: &mut Context<'_>,
    args: &ops::ResolveDispute,
) -> Result<(), Refusal> {
    find(cx, args).map(drop)
}

/// Carries the decision out: it is final.
///
/// # Errors
/// `NotFound` where there is no such dispute, `Invalid` for more than is disputed or without a
/// reason, `Refused` where it is over, not yet with the operators, or the money is not there.
pub(in crate::wallet) fn carry_out(
    cx: &mut Context<'_>,
    args: &ops::ResolveDispute,
) -> Result<(), Refusal> {
    let kept = find(cx, args)?;
    let what = What::Decided(args.refund);
    let said = Said { by: By::Operators, what, text: &args.reason, pictures: &[] };
    let minor = args.refund.minor;
    let back = (minor > 0).then_some((cx.op_id.0, minor));
    proceed(cx, kept, Event::Decide(minor), said, back)
}

fn find(cx: &mut Context<'_>, args: &ops::ResolveDispute) -> Result<Kept, Refusal> {
    check_evidence(&args.reason, &[], true)?;
    let kept = dispute::lock(cx.sql, args.dispute)?
        .ok_or_else(|| Error::not_found("error.wallet.dispute_unknown"))?;
    if args.refund.currency != kept.dispute.paid.currency {
        return Err(Error::invalid("error.sync.arguments").into());
    }
    step(&kept.dispute.state, Event::Decide(args.refund.minor))?;
    Ok(kept)
}
