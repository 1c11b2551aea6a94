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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;
    use crate::ids::{OpId, PersonId};
    use crate::money::{Currency, Money};
    use crate::people::{Kind, Person};
    use crate::time::Timestamp;
    use crate::wallet::plan::{Every, Rhythm};
    use uuid::Uuid;

    fn person() -> Person {
        let (handle, name) = ("rent".to_owned(), "Anju Homes".to_owned());
        Person {
            id: PersonId(Uuid::nil()),
            handle,
            name,
            avatar: None,
            kind: Kind::Merchant,
            mcc: None,
        }
    }

    fn waiting(n: u128, name: &str, args: &impl serde::Serialize, state: WaitingState) -> Waiting {
        Waiting {
            op_id: OpId(Uuid::from_u128(n)),
            name: name.to_owned(),
            args: serde_json::to_value(args).expect("plain data"),
            other: Some(person()),
            at: Timestamp(5),
            state,
        }
    }

    #[test]
    fn a_plan_is_seen_at_once_and_so_is_what_is_done_with_it() {
        let currency = Currency::new("CNY").expect("listed");
        let first = Timestamp::from_seconds(86_400);
        let rhythm = Rhythm { first, every: Every::Week, utc_offset: 0, until: None, times: None };
        let (to, note) = (person().id, "房租".to_owned());
        let make = MakePlan { to, amount: Money::new(500, currency), note, rhythm };
        let made = waiting(1, PLAN, &make, WaitingState::NeedsPin);
        let pause = SetPlan { plan: PlanId(Uuid::from_u128(1)), state: PlanState::Paused };
        let seen = with_waiting(Vec::new(), std::slice::from_ref(&made));
        assert_eq!(
            (seen.len(), seen[0].pending, seen[0].next),
            (1, true, Some(first)),
            "it is there"
        );
        let known = Plan { pending: false, ..seen[0].clone() };
        let refused = WaitingState::Rejected(Error::refused("error.wallet.plan_over"));
        let refused = with_waiting(vec![known.clone()], &[waiting(2, SET, &pause, refused)]);
        assert_eq!(refused, std::slice::from_ref(&known), "what was refused changes nothing");
        let paused =
            with_waiting(vec![known], &[made, waiting(2, SET, &pause, WaitingState::Queued)]);
        let shown = (paused.len(), paused[0].state, paused[0].next, paused[0].pending);
        assert_eq!(shown, (1, PlanState::Paused, None, true), "it is paused at once");
    }
}
