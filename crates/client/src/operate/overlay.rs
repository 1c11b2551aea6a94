//! The optimistic overlay: what waiting operations will make of acts.

use crate::view::Waiting;
use sampan_protocol::ids::OpId;
use sampan_protocol::operate::{Act, ActState, ops};
use sampan_protocol::people::Person;

/// Acts with what waits, newest first.
pub(crate) fn acts(mut acts: Vec<Act>, waiting: &[Waiting], me: &Person) -> Vec<Act> {
    for waiting in waiting.iter().filter(|waiting| waiting.is_open()) {
        match waiting.name.as_str() {
            ops::PROPOSE => {
                let new = proposed(waiting, me);
                let new = new.filter(|new| acts.iter().all(|act| act.id != new.id));
                acts.extend(new);
            }
            ops::CONFIRM => {
                if let Some(ops::Confirm { act, .. }) = waiting.args() {
                    change(&mut acts, act, |_| {});
                }
            }
            ops::DECLINE => {
                if let Some(ops::Decline { act, why }) = waiting.args() {
                    change(&mut acts, act, |act| {
                        act.state = ActState::Declined;
                        act.why = why;
                    });
                }
            }
            ops::WITHDRAW => {
                if let Some(ops::Withdraw { act }) = waiting.args() {
                    change(&mut acts, act, |act| act.state = ActState::Withdrawn);
                }
            }
            _ => {}
        }
    }
    acts.sort_by_key(|act| std::cmp::Reverse((act.at, act.id)));
    acts
}

fn change(acts: &mut [Act], id: OpId, with: impl FnOnce(&mut Act)) {
    if let Some(act) = acts.iter_mut().find(|act| act.id == id && act.state == ActState::Proposed) {
        with(act);
        act.pending = true;
    }
}

/// An act whose proposal was sent, and whose answer was lost.
fn proposed(waiting: &Waiting, me: &Person) -> Option<Act> {
    let ops::Propose { kind, args } = waiting.args()?;
    Some(Act {
        id: waiting.op_id,
        kind,
        args: args.to_string(),
        by: me.clone(),
        about: waiting.other.clone(),
        at: waiting.at,
        two: true,
        state: ActState::Proposed,
        decided_by: None,
        decided_at: None,
        why: String::new(),
        problem: None,
        pending: true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Wait;
    use sampan_protocol::ids::PersonId;
    use sampan_protocol::people::Kind;
    use sampan_protocol::{Error, Timestamp};
    use serde_json::{Value, json};
    use uuid::Uuid;

    fn me() -> Person {
        Person {
            id: PersonId(Uuid::from_u128(1)),
            handle: "mei".into(),
            name: "Mei".into(),
            avatar: None,
            kind: Kind::Person,
            mcc: None,
        }
    }

    fn waits(op: u128, name: &str, args: Value, state: Wait) -> Waiting {
        Waiting {
            op_id: OpId(Uuid::from_u128(op)),
            name: name.to_owned(),
            args,
            other: None,
            at: Timestamp::from_seconds(5),
            state,
        }
    }

    #[test]
    fn a_decision_shows_before_the_service_knows() {
        let propose =
            waits(7, ops::PROPOSE, json!({ "kind": "k", "args": { "n": 1 } }), Wait::Backend);
        let shown = acts(Vec::new(), std::slice::from_ref(&propose), &me());
        assert_eq!((shown[0].args.as_str(), shown[0].pending), ("{\"n\":1}", true), "it is shown");
        let mut known = shown;
        known[0].pending = false;
        let no = json!({ "act": Uuid::from_u128(7), "why": "no" });
        let decline = waits(8, ops::DECLINE, no.clone(), Wait::Backend);
        let seen = acts(known.clone(), &[propose, decline], &me());
        assert_eq!(seen.len(), 1, "the same act is not there twice");
        assert_eq!((seen[0].state, seen[0].pending), (ActState::Declined, true), "declined soon");
        let refused = waits(8, ops::DECLINE, no, Wait::Decision(Error::internal()));
        assert_eq!(acts(known.clone(), &[refused], &me()), known, "a refusal changes nothing");
    }
}
