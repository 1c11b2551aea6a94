//! What waiting operations will make of plans.

use super::{MakePlan, PLAN, Plan, PlanState, SET, SetPlan, calendar};
use crate::ids::PlanId;
use crate::wallet::overlay::{Waiting, WaitingState};
use serde_json::from_value;

/// Plans with what waits: those that pay next first, those that are over last.
#[must_use]
pub fn with_waiting(known: Vec<Plan>, waiting: &[Waiting]) -> Vec<Plan> {
    let mut all: Vec<Plan> = waiting.iter().filter(is_open).filter_map(new).collect();
    all.retain(|new| known.iter().all(|k| k.id != new.id));
    all.extend(known);
    for w in waiting.iter().filter(is_open).filter(|w| w.name == SET) {
        let Ok(op) = from_value::<SetPlan>(w.args.clone()) else { continue };
        for plan in all.iter_mut().filter(|plan| plan.id == op.plan) {
            plan.state = op.state;
            plan.pending = true;
            if op.state != PlanState::Active {
                plan.next = None;
            }
        }
    }
    let over = |plan: &Plan| matches!(plan.state, PlanState::Ended | PlanState::Cancelled);
    all.sort_by_key(|plan| {
        (over(plan), plan.next.is_none(), plan.next, std::cmp::Reverse(plan.made))
    });
    all
}

fn is_open(waiting: &&Waiting) -> bool {
    !matches!(waiting.state, WaitingState::Rejected(_))
}

fn new(waiting: &Waiting) -> Option<Plan> {
    if waiting.name != PLAN {
        return None;
    }
    let op: MakePlan = from_value(waiting.args.clone()).ok()?;
    Some(Plan {
        id: PlanId(waiting.op_id.0),
        to: waiting.other.clone()?,
        amount: op.amount,
        note: op.note,
        next: calendar::nth(&op.rhythm, 0),
        rhythm: op.rhythm,
        state: PlanState::Active,
        paid: 0,
        last: None,
        made: waiting.at,
        pending: true,
    })
}
