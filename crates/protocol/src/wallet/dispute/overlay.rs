//! What waiting operations will make of disputes.

use super::{ANSWER_SECONDS, By, Dispute, Event, State, Step, What, ops, step};
use crate::ids::{BillId, OpId};
use crate::money::Money;
use crate::people::Person;
use crate::wallet::overlay::{Waiting, WaitingState};
use crate::wallet::rows::Bill;

/// Disputes with what waits: the open ones first, then the latest. `bill` finds a payment that is
/// disputed by something that waits.
#[must_use]
pub fn seen(
    known: Vec<Dispute>,
    waiting: &[Waiting],
    me: &Person,
    bill: &dyn Fn(BillId) -> Option<Bill>,
) -> Vec<Dispute> {
    let mut all = known;
    for w in waiting.iter().filter(|w| !matches!(w.state, WaitingState::Rejected(_))) {
        match w.name.as_str() {
            ops::OPEN_DISPUTE => {
                let new = opened(w, me, bill).filter(|new| all.iter().all(|d| d.id != new.id));
                all.extend(new);
            }
            ops::ADD_EVIDENCE => {
                if let Some(args) = w.args::<ops::AddEvidence>() {
                    let added = (What::Added, args.text, args.pictures);
                    change(&mut all, w, args.dispute, me, Event::Add, added);
                }
            }
            ops::CONTEST_DISPUTE => {
                if let Some(args) = w.args::<ops::ContestDispute>() {
                    let contested = (What::Contested, args.text, args.pictures);
                    change(&mut all, w, args.dispute, me, Event::Contest, contested);
                }
            }
            ops::WITHDRAW_DISPUTE => {
                if let Some(args) = w.args::<ops::WithdrawDispute>() {
                    let withdrawn = (What::Withdrawn, String::new(), Vec::new());
                    change(&mut all, w, args.dispute, me, Event::Withdraw, withdrawn);
                }
            }
            _ => {}
        }
    }
    all.sort_by_key(|dispute| {
        (!dispute.state.stage.is_open(), std::cmp::Reverse((dispute.changed(), dispute.id)))
    });
    all
}

fn opened(w: &Waiting, me: &Person, bill: &dyn Fn(BillId) -> Option<Bill>) -> Option<Dispute> {
    let args: ops::OpenDispute = w.args()?;
    let bill = bill(args.bill)?;
    let paid = Money::new(bill.amount.minor.saturating_abs(), bill.amount.currency);
    let first = Step {
        at: w.at,
        by: By::Payer,
        what: What::Opened(args.amount),
        text: args.text,
        pictures: args.pictures,
    };
    Some(Dispute {
        id: w.op_id,
        bill: args.bill,
        payer: me.clone(),
        payee: bill.other?,
        paid,
        paid_at: bill.at,
        note: bill.note,
        reason: args.reason,
        state: State::open(paid.minor, args.amount.minor, 0).ok()?,
        at: w.at,
        answer_by: w.at.plus_seconds(ANSWER_SECONDS),
        steps: vec![first],
        pending: true,
    })
}

fn change(
    all: &mut [Dispute],
    w: &Waiting,
    id: OpId,
    me: &Person,
    event: Event,
    (what, text, pictures): (What, String, Vec<String>),
) {
    let Some(dispute) = all.iter_mut().find(|dispute| dispute.id == id) else { return };
    let (Ok(state), Some(by)) = (step(&dispute.state, event), dispute.side(me.id)) else {
        return;
    };
    dispute.state = state;
    dispute.steps.push(Step { at: w.at, by, what, text, pictures });
    dispute.pending = true;
}
