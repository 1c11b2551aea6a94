//! Pays what a plan has due: once more some hours later if it is refused, and then not at all.

use super::{put_off, tell};
use crate::module::{Context, Refusal};
use crate::wallet::table::out::Proof;
use crate::wallet::table::plan::{self, Kept};
use crate::wallet::transfer;
use sampan_protocol::wallet::ops::Transfer;
use sampan_protocol::wallet::plan::{PlanState, RETRY_SECONDS, Run, calendar};
use sampan_protocol::{Error, Timestamp};

/// Does the job of this plan.
///
/// # Errors
/// What the database says.
pub(in crate::wallet) fn due(cx: &mut Context<'_>, subject: &str) -> Result<(), Refusal> {
    let id = subject.parse().map_err(|_| Error::internal())?;
    let mut kept = plan::lock(cx.sql, id)?.ok_or_else(Error::internal)?;
    if kept.state != PlanState::Active {
        return Ok(());
    }
    let payment = Transfer {
        to: kept.payee,
        amount: kept.amount,
        note: kept.note.clone(),
        request: None,
        code: None,
        chat: None,
    };
    let paid = match cx.ports.people.clone().is_frozen(cx.sql, kept.owner)? {
        true => Err(Error::refused("error.wallet.plan_frozen").into()),
        false => cx.attempt(|cx| transfer::apply(cx, &payment, Proof::Plan)),
    };
    let due = match paid {
        Ok(()) => {
            kept.paid = kept.paid.saturating_add(1);
            kept.last = Some(Run::Paid(cx.now));
            go_on(&mut kept, cx.now)
        }
        Err(Refusal::Rejected(error)) if kept.retrying => {
            kept.last = Some(Run::Skipped(cx.now, error));
            go_on(&mut kept, cx.now)
        }
        Err(Refusal::Rejected(error)) => {
            kept.retrying = true;
            kept.last = Some(Run::Retrying(cx.now, error));
            Some(cx.now.plus_seconds(RETRY_SECONDS))
        }
        Err(failed) => return Err(failed),
    };
    plan::set(cx.sql, &kept)?;
    put_off(cx, &kept, due)?;
    tell(cx, &kept)
}

/// Turns to the next payment that is still to come. What was missed while nobody looked is not made
/// up for: it would be several at once.
fn go_on(kept: &mut Kept, now: Timestamp) -> Option<Timestamp> {
    kept.retrying = false;
    let next = calendar::next_after(&kept.rhythm, kept.turn.saturating_add(1), now);
    kept.next = next.map(|(_, at)| at);
    match next {
        Some((turn, _)) => kept.turn = turn,
        None => kept.state = PlanState::Ended,
    }
    kept.next
}
