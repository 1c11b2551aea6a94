//! Plans: transfers that happen by themselves.

pub(super) mod make;
pub(super) mod pay;
pub(super) mod set;

use super::bills;
use super::table::plan::Kept;
use crate::jobs::NewJob;
use crate::module::{Context, Refusal};
use sampan_protocol::wallet::plan::{Plan, PlanState, ROW};
use sampan_protocol::{Error, Timestamp};

/// The kind of the job that pays what a plan has due.
pub(super) const PAY: &str = "plan.pay";

/// Has a plan pay then, or not at all.
fn put_off(cx: &mut Context<'_>, kept: &Kept, due: Option<Timestamp>) -> Result<(), Refusal> {
    let subject = kept.id.to_string();
    match due.filter(|_| kept.state == PlanState::Active) {
        Some(due) => {
            let person = kept.owner;
            cx.schedule(&NewJob { module: "wallet", kind: PAY, subject: &subject, person, due })?;
        }
        None => cx.unschedule("wallet", PAY, &subject)?,
    }
    Ok(())
}

/// Tells the owner how a plan stands.
fn tell(cx: &mut Context<'_>, kept: &Kept) -> Result<(), Refusal> {
    let people = cx.ports.people.clone();
    let to = people.person(cx.sql, kept.payee)?.ok_or_else(Error::internal)?;
    let row = Plan {
        id: kept.id,
        to,
        amount: kept.amount,
        note: kept.note.clone(),
        rhythm: kept.rhythm,
        state: kept.state,
        next: kept.next.filter(|_| kept.state == PlanState::Active),
        paid: kept.paid,
        last: kept.last.clone(),
        made: kept.made,
        pending: false,
    };
    Ok(cx.put(&bills::scope(kept.owner), ROW, kept.id, &row)?)
}
