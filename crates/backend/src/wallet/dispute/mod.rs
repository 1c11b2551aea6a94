//! Disputes: what is disputed is held where it went, until both sides or the operators agree.

mod accept;
mod add;
mod contest;
mod decide;
mod open;
mod shows;
mod unanswered;
mod withdraw;

pub(super) use decide::{carry_out as decide, check as check_decision};
pub(super) use unanswered::due as unanswered;

use super::ledger::transfer::{Step as LedgerStep, Transfer, TransferId};
use super::legs::leg;
use super::table::dispute::{self, Kept};
use super::{bills, charges, ledger, refund, transfer};
use crate::media;
use crate::media::table::item;
use crate::module::{Context, Refusal, arguments, unknown_operation};
use sampan_protocol::Error;
use sampan_protocol::ids::{OpId, PersonId};
use sampan_protocol::sync::Operation;
use sampan_protocol::wallet::dispute::{By, DISPUTE, Event, Step, What, ops, step};

/// The kind of the job by which a dispute that is not answered goes to the operators.
pub(super) const UNANSWERED: &str = "dispute.unanswered";
/// What the ledger calls what is held for a dispute.
const HOLD: &str = "wallet.dispute_hold";
/// What the ledger calls it when that is free again.
const RELEASE: &str = "wallet.dispute_release";

/// Applies an operation, if it is one of disputes.
///
/// # Errors
/// As each of them says; `Invalid` for an operation that nobody knows.
pub(super) fn apply(cx: &mut Context<'_>, op: &Operation) -> Result<(), Refusal> {
    match op.name.as_str() {
        ops::OPEN_DISPUTE => open::apply(cx, &arguments(op)?),
        ops::ADD_EVIDENCE => add::apply(cx, &arguments(op)?),
        ops::CONTEST_DISPUTE => contest::apply(cx, &arguments(op)?),
        ops::ACCEPT_DISPUTE => accept::apply(cx, &arguments(op)?),
        ops::WITHDRAW_DISPUTE => withdraw::apply(cx, &arguments(op)?),
        _ => Err(unknown_operation(op)),
    }
}

/// Something that was said or done, in somebody's words, with what they show.
#[derive(Clone, Copy)]
struct Said<'a> {
    by: By,
    what: What,
    text: &'a str,
    pictures: &'a [String],
}

/// A dispute, locked, of which I am this side.
///
/// # Errors
/// `NotFound` if I am not.
fn mine(cx: &mut Context<'_>, id: OpId, side: Option<By>) -> Result<Kept, Refusal> {
    let unknown = || Error::not_found("error.wallet.dispute_unknown");
    let kept = dispute::lock(cx.sql, id)?.ok_or_else(unknown)?;
    let by = kept.dispute.side(cx.me.id).ok_or_else(unknown)?;
    if side.is_some_and(|side| side != by) {
        return Err(unknown().into());
    }
    Ok(kept)
}

/// Refuses pictures that nobody has kept.
fn check_pictures(cx: &mut Context<'_>, pictures: &[String]) -> Result<(), Refusal> {
    for sha256 in pictures {
        if !media::is_name(sha256) || item::find(cx.sql, sha256)?.is_none() {
            return Err(Error::not_found("error.people.picture_unknown").into());
        }
    }
    Ok(())
}

/// Has an event happen to a dispute: so many minor units go `back` to who paid, under that
/// identifier, what is held follows, and everybody is told.
///
/// # Errors
/// `Refused` for what cannot happen now, or where the money does not move.
fn proceed(
    cx: &mut Context<'_>,
    mut kept: Kept,
    event: Event,
    said: Said<'_>,
    back: Option<(TransferId, i64)>,
) -> Result<(), Refusal> {
    let before = kept.dispute.state;
    let after = step(&before, event)?;
    kept.dispute.state = after;
    kept.dispute.steps.push(Step {
        at: cx.now,
        by: said.by,
        what: said.what,
        text: said.text.trim().to_owned(),
        pictures: said.pictures.to_vec(),
    });
    settle(cx, &mut kept, before.held, back, said.text)?;
    if before.stage != after.stage {
        cx.unschedule("wallet", UNANSWERED, &kept.dispute.id.to_string())?;
    }
    dispute::put(cx.sql, &kept)?;
    tell(cx, &kept)
}

/// Moves the money of a step, all or nothing: what was held is let go, what goes back is a refund
/// that names the payment, and what is disputed still is held anew.
fn settle(
    cx: &mut Context<'_>,
    kept: &mut Kept,
    held: i64,
    back: Option<(TransferId, i64)>,
    note: &str,
) -> Result<(), Refusal> {
    let still = kept.dispute.state.held;
    if back.is_none() && still == held {
        return Ok(());
    }
    let came = ledger::find(cx.sql, kept.moved)?.ok_or_else(Error::internal)?.transfer;
    let part = |id, step, minor| Transfer {
        id,
        step,
        debit: came.credit,
        credit: came.debit,
        amount: kept.dispute.money(minor),
    };
    let release = kept.hold.filter(|_| held > 0).map(|hold| {
        let id = leg(&format!("sampan-dispute-release-v1\n{}", cx.op_id), hold);
        (RELEASE, part(id, LedgerStep::Void(hold), held))
    });
    let hold = (still > 0).then(|| {
        let id = leg("sampan-dispute-hold-v1", cx.op_id.0);
        (HOLD, part(id, LedgerStep::Pending, still))
    });
    let given =
        back.map(|(id, minor)| (refund::PURPOSE, part(id, LedgerStep::Reverse(came.id), minor)));
    kept.hold = hold.map(|(_, hold)| hold.id);
    let all: Vec<_> = [release, given, hold].into_iter().flatten().collect();
    let effects = transfer::linked(cx, &all)?;
    let (payer, payee) = sides(kept);
    if let Some(of) = effects.iter().find(|e| e.transfer.step == LedgerStep::Reverse(came.id)) {
        let note: String = note.chars().take(sampan_protocol::wallet::NOTE_LIMIT).collect();
        let sides = [payee, payer];
        refund::tell(cx, kept.dispute.bill, &came, sides, &note, of)?;
    }
    // What goes back may take more along with it: the accounts are told as they stand now.
    for (owner, account) in [(payee, came.credit), (payer, came.debit)] {
        let found = ledger::account(cx.sql, account)?.ok_or_else(Error::internal)?;
        bills::put_account(cx, owner, account, came.amount.currency, found.account.balance)?;
    }
    Ok(())
}

/// The dispute that is open about a payment, locked.
///
/// # Errors
/// What the database says.
pub(super) fn open_about(cx: &mut Context<'_>, moved: TransferId) -> Result<Option<Kept>, Refusal> {
    let standing = dispute::lock_standing(cx.sql, moved)?;
    Ok(standing.filter(|kept| kept.dispute.state.stage.is_open()))
}

/// The other side gives back a part of what is disputed by themselves: it counts.
///
/// # Errors
/// Why the money does not move.
pub(super) fn refunded(
    cx: &mut Context<'_>,
    kept: Kept,
    back: (TransferId, i64),
    note: &str,
) -> Result<(), Refusal> {
    let what = What::Refunded(kept.dispute.money(back.1));
    let said = Said { by: By::Payee, what, text: note, pictures: &[] };
    proceed(cx, kept, Event::Refund(back.1), said, Some(back))
}

const fn sides(kept: &Kept) -> (PersonId, PersonId) {
    (kept.dispute.payer.id, kept.dispute.payee.id)
}

/// Tells both sides and the operators how a dispute stands.
fn tell(cx: &mut Context<'_>, kept: &Kept) -> Result<(), Refusal> {
    let mut row = kept.dispute.clone();
    let (payer, payee) = sides(kept);
    row.payer = charges::person(cx, payer)?;
    row.payee = charges::person(cx, payee)?;
    for side in [payer, payee] {
        cx.put(&bills::scope(side), DISPUTE, row.id, &row)?;
    }
    let operators = cx.operators_scope();
    cx.put(&operators, DISPUTE, row.id, &row)?;
    Ok(media::uses_changed(cx, shows::EVIDENCE, row.id)?)
}
