//! Payments in two steps for other features: the port [`Payments`], over the ledger.

mod capture;
pub(super) mod expire;
mod hold;
mod refund;
mod void;

use super::ledger;
use super::ledger::transfer::{Effects, Step, Transfer};
use super::legs::leg;
use super::table::hold::{self as held, Kept, Standing};
use super::{bills, charges, transfer};
use crate::module::{Context, Refusal};
use crate::ports::{Hold, Payments};
use sampan_protocol::ids::BillId;
use sampan_protocol::people::Kind;
use sampan_protocol::wallet::{BillKind, BillState};
use sampan_protocol::{Error, Money};
use uuid::Uuid;

/// The kind of the job by which a hold ends.
pub(super) const EXPIRE: &str = "hold.expire";

/// The port, over the wallet's ledger.
pub(crate) struct LedgerPayments;

impl Payments for LedgerPayments {
    fn hold(&self, cx: &mut Context<'_>, hold: &Hold<'_>) -> Result<(), Refusal> {
        hold::apply(cx, hold)
    }

    fn capture(&self, cx: &mut Context<'_>, payment: BillId, amount: Money) -> Result<(), Refusal> {
        capture::apply(cx, payment, amount)
    }

    fn void(&self, cx: &mut Context<'_>, payment: BillId) -> Result<(), Refusal> {
        void::apply(cx, payment)
    }

    fn refund(
        &self,
        cx: &mut Context<'_>,
        payment: BillId,
        amount: Money,
        note: &str,
    ) -> Result<(), Refusal> {
        refund::apply(cx, payment, amount, note)
    }
}

/// The identifier of what this operation does to a payment: the same whenever it is applied.
fn named(cx: &Context<'_>, word: &str, payment: BillId) -> Uuid {
    leg(&format!("sampan-payment-{word}-v1\n{}", cx.op_id), payment.0)
}

/// A held payment, locked, of which I am a side, or which is looked after by itself.
///
/// # Errors
/// `NotFound` if there is none for me.
fn find(cx: &mut Context<'_>, payment: BillId) -> Result<Kept, Refusal> {
    let mine = |kept: &Kept| kept.payer == cx.me.id || kept.payee == cx.me.id;
    let by_itself = cx.device.is_none();
    held::lock(cx.sql, payment)?
        .filter(|kept| by_itself || mine(kept))
        .ok_or_else(|| Error::not_found("error.wallet.no_bill").into())
}

/// Ends a hold in this way, once; the same operation may ask for it again.
///
/// # Errors
/// `Refused` where something else ended it.
fn end(
    cx: &mut Context<'_>,
    kept: &Kept,
    (word, step): (&str, Step),
    amount: Money,
) -> Result<(), Refusal> {
    let id = named(cx, word, kept.id);
    let again = ledger::find(cx.sql, id)?.is_some();
    if kept.standing != Standing::Held && !again {
        return Err(Error::refused("error.wallet.hold_over").into());
    }
    let effects = make(cx, kept, word, id, step, amount)?;
    let (standing, state, amount) = match step {
        Step::Post(_) => (Standing::Captured, BillState::Settled, amount),
        _ => (Standing::Released, BillState::Released, kept.amount),
    };
    held::set(cx.sql, kept.id, standing)?;
    cx.unschedule("wallet", EXPIRE, &kept.id.to_string())?;
    tell(cx, kept, &effects, &state, amount)
}

/// Has the ledger do one step of a payment.
fn make(
    cx: &mut Context<'_>,
    kept: &Kept,
    word: &str,
    id: Uuid,
    step: Step,
    amount: Money,
) -> Result<Effects, Refusal> {
    let Kept { debit, credit, .. } = *kept;
    let made = Transfer { id, step, debit, credit, amount };
    let purpose = format!("wallet.{word}");
    let mut all = transfer::linked(cx, &[(purpose.as_str(), made)])?;
    all.pop().ok_or_else(|| Error::internal().into())
}

/// Tells both sides how a payment stands.
fn tell(
    cx: &mut Context<'_>,
    kept: &Kept,
    effects: &Effects,
    state: &BillState,
    amount: Money,
) -> Result<(), Refusal> {
    let (payer, payee) = (charges::person(cx, kept.payer)?, charges::person(cx, kept.payee)?);
    let kind = match payee.kind {
        Kind::Merchant => BillKind::Payment,
        Kind::Person => BillKind::Transfer,
    };
    let (id, note, made) = (kept.id, kept.note.as_str(), kept.made);
    let of = bills::Held { id, kind, payer: &payer, payee: &payee, amount, note, made };
    bills::put_held(cx, &of, effects, state)
}
