//! What waiting operations and requests make of split bills.

use super::{Part, REMIND, Remind, SPLIT, Split, SplitBill, parts};
use crate::ids::{PersonId, SplitId};
use crate::money::Money;
use crate::people::Person;
use crate::wallet::MoneyRequest;
use crate::wallet::overlay::{Waiting, WaitingState};
use serde_json::from_value;

/// Split bills with those that wait, newest first; `find` says who somebody is.
#[must_use]
pub fn with_waiting(
    known: Vec<Split>,
    waiting: &[Waiting],
    find: &dyn Fn(PersonId) -> Option<Person>,
) -> Vec<Split> {
    let mut all: Vec<Split> = waiting.iter().filter(is_open).filter_map(|w| new(w, find)).collect();
    all.retain(|new| known.iter().all(|k| k.id != new.id));
    all.extend(known);
    all.sort_by_key(|split| std::cmp::Reverse((split.at, split.id)));
    all
}

/// A split bill with how its requests stand.
#[must_use]
pub fn with_requests(mut split: Split, requests: &[MoneyRequest], waiting: &[Waiting]) -> Split {
    for part in &mut split.parts {
        let Some(request) = requests.iter().find(|r| Some(r.id) == part.request) else {
            continue;
        };
        let reminding = |w: &&Waiting| {
            w.name == REMIND
                && from_value::<Remind>(w.args.clone()).is_ok_and(|op| op.request == request.id)
        };
        let now = waiting.iter().filter(is_open).find(reminding).map(|w| w.at);
        part.state = Some(request.state);
        part.reminded = now.or(request.reminded);
    }
    split
}

fn is_open(waiting: &&Waiting) -> bool {
    !matches!(waiting.state, WaitingState::Rejected(_))
}

fn new(waiting: &Waiting, find: &dyn Fn(PersonId) -> Option<Person>) -> Option<Split> {
    if waiting.name != SPLIT {
        return None;
    }
    let op: SplitBill = from_value(waiting.args.clone()).ok()?;
    let amounts = parts(&op).ok()?;
    let part = |(sharer, minor): (&super::Sharer, i64)| {
        let amount = Money::new(minor, op.amount.currency);
        let person = find(sharer.person)?;
        Some(Part { person, amount, request: None, state: None, reminded: None })
    };
    Some(Split {
        id: SplitId(waiting.op_id.0),
        parts: op.people.iter().zip(amounts).filter_map(part).collect(),
        title: op.title,
        amount: op.amount,
        way: op.way,
        items: op.items,
        bill: op.bill,
        at: waiting.at,
        pending: true,
    })
}
