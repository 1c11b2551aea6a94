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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{OpId, RequestId};
    use crate::money::Currency;
    use crate::people::Kind;
    use crate::time::Timestamp;
    use crate::wallet::RequestState;
    use crate::wallet::split::{Sharer, Way};
    use uuid::Uuid;

    fn person(n: u128) -> Person {
        let (handle, name) = (format!("person{n}"), format!("Person {n}"));
        let id = PersonId(Uuid::from_u128(n));
        Person { id, handle, name, avatar: None, kind: Kind::Person, mcc: None }
    }

    fn waiting(name: &str, args: &impl serde::Serialize) -> Waiting {
        Waiting {
            op_id: OpId(Uuid::from_u128(9)),
            name: name.to_owned(),
            args: serde_json::to_value(args).expect("plain data"),
            other: None,
            at: Timestamp(5),
            state: WaitingState::Queued,
        }
    }

    #[test]
    fn a_split_is_seen_at_once_and_follows_its_requests() {
        let amount = Money::new(900, Currency::new("CNY").expect("listed"));
        let people = [1, 2].map(|n| Sharer { person: person(n).id, weight: 1 }).to_vec();
        let (title, way) = ("茶".to_owned(), Way::Equal);
        let op = SplitBill { title, amount, way, people, items: Vec::new(), bill: None };
        let find = |id: PersonId| Some(person(id.0.as_u128()));
        let mut seen = with_waiting(Vec::new(), &[waiting(SPLIT, &op)], &find);
        let mut split = seen.remove(0);
        assert!(split.pending, "it is there, pending");
        assert_eq!(split.progress().0.minor, 900, "both parts are asked for");
        let id = RequestId(Uuid::from_u128(7));
        split.pending = false;
        split.parts[1].request = Some(id);
        let request = MoneyRequest {
            id,
            asker: person(1),
            payer: person(2),
            amount: split.parts[1].amount,
            note: String::new(),
            state: RequestState::Paid,
            at: Timestamp(5),
            reminded: None,
            pending: false,
        };
        let reminding = waiting(REMIND, &Remind { request: id });
        let shown = with_requests(split, &[request], &[reminding]);
        assert_eq!(shown.parts[1].state, Some(RequestState::Paid), "the part is paid");
        assert_eq!(shown.parts[1].reminded, Some(Timestamp(5)), "and a reminder shows at once");
        let (asked, paid) = shown.progress();
        assert_eq!((asked.minor, paid.minor), (450, 450), "my own part is asked of nobody");
    }
}
