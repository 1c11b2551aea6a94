//! Holds money of mine for somebody.

use super::{EXPIRE, make, tell};
use crate::jobs::NewJob;
use crate::module::{Context, Refusal};
use crate::ports::Hold;
use crate::wallet::ledger::transfer::Step;
use crate::wallet::table::hold::{self, Kept, Standing};
use crate::wallet::table::out::Proof;
use crate::wallet::{accounts, limits, transfer};
use sampan_protocol::Error;
use sampan_protocol::ids::OpId;
use sampan_protocol::wallet::{BillState, check_amount, check_note};

/// The longest that a hold lasts, in seconds.
const MOST_SECONDS: i64 = 90 * 24 * 60 * 60;

/// Does it.
///
/// # Errors
/// `NeedsPin` where the operation was not approved; else why the money is not held.
pub(super) fn apply(cx: &mut Context<'_>, hold: &Hold<'_>) -> Result<(), Refusal> {
    if let Some(kept) = hold::lock(cx.sql, hold.id)? {
        let same = kept.payer == cx.me.id
            && (kept.payee, kept.amount, kept.ends) == (hold.payee, hold.amount, hold.until);
        let taken = || Error::invalid("error.wallet.id_taken");
        return if same { Ok(()) } else { Err(taken().into()) };
    }
    cx.must_be_approved()?;
    check_amount(hold.amount, cx.limits)?;
    check_note(hold.note)?;
    if hold.until <= cx.now || hold.until > cx.now.plus_seconds(MOST_SECONDS) {
        return Err(Error::invalid("error.sync.arguments").into());
    }
    let payee = transfer::payee(cx, hold.payee)?;
    limits::leave_as(cx, OpId(hold.id.0), hold.amount, Proof::Pin)?;
    let from = accounts::mine(cx, hold.amount.currency)?;
    let to = accounts::open(cx, payee.id, hold.amount.currency)?;
    let kept = Kept {
        id: hold.id,
        payer: cx.me.id,
        payee: payee.id,
        amount: hold.amount,
        debit: from.id,
        credit: to.id,
        note: hold.note.to_owned(),
        standing: Standing::Held,
        made: cx.now,
        ends: hold.until,
    };
    let step = Step::PendingUntil(hold.until);
    let effects = make(cx, &kept, "hold", kept.id.0, step, kept.amount)?;
    hold::insert(cx.sql, &kept)?;
    let (subject, person, due) = (kept.id.to_string(), cx.me.id, kept.ends);
    cx.schedule(&NewJob { module: "wallet", kind: EXPIRE, subject: &subject, person, due })?;
    tell(cx, &kept, &effects, &BillState::Held(kept.ends), kept.amount)
}
