//! Says what each line of a statement is about: pure, from what is open and known.

use super::camt::Line;
use sampan_protocol::ids::{OpId, PersonId};
use sampan_protocol::wallet::bank::desk::PayoutState;
use std::collections::BTreeMap;

/// A payout as the service knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Open {
    /// How much it is, minor units.
    pub(crate) minor: i64,
    /// How it stands.
    pub(crate) state: PayoutState,
    /// Whether it is somebody's; what goes back to strangers is nobody's.
    pub(crate) owned: bool,
}

/// What the service knows of what lines may be about.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    /// The payouts that lines name.
    pub(crate) payouts: BTreeMap<OpId, Open>,
    /// Whose the references are that lines name.
    pub(crate) references: BTreeMap<String, PersonId>,
}

/// What a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum About {
    /// A payout that was made.
    Paid(OpId),
    /// A payout that came back.
    Returned(OpId),
    /// Money for somebody.
    TopUp(PersonId),
    /// A payout, by another amount.
    WrongAmount(OpId),
    /// Nobody knows.
    Unmatched,
}

/// Says what each line is about. What left is looked at before what came, so that a payout that was
/// made and came back in one statement is both.
#[must_use]
pub(crate) fn plan(lines: &[Line], known: &Known) -> Vec<About> {
    let mut payouts = known.payouts.clone();
    let mut all = vec![About::Unmatched; lines.len()];
    let (left, came): (Vec<_>, Vec<_>) =
        lines.iter().enumerate().partition(|(_, line)| line.minor < 0);
    for (place, line) in left {
        let named = line.payout.filter(|_| !line.undoes);
        let open = named.and_then(|id| Some((id, payouts.get_mut(&id)?)));
        if let Some((id, open)) = open.filter(|(_, open)| open.state == PayoutState::Filed) {
            if line.minor == -open.minor {
                open.state = PayoutState::Paid;
                all[place] = About::Paid(id);
            } else {
                all[place] = About::WrongAmount(id);
            }
        }
    }
    for (place, line) in came {
        let named = line.payout.and_then(|id| Some((id, payouts.get_mut(&id)?)));
        if let Some((id, open)) = named {
            if open.state == PayoutState::Paid && open.owned {
                if line.minor == open.minor {
                    open.state = PayoutState::Returned;
                    all[place] = About::Returned(id);
                } else {
                    all[place] = About::WrongAmount(id);
                }
            }
            continue;
        }
        // What undoes an earlier movement is nobody's top-up, whatever was written to it.
        let mut found = line.references.iter().filter_map(|named| known.references.get(named));
        if let Some(person) = found.next().filter(|_| !line.undoes)
            && found.all(|other| other == person)
        {
            all[place] = About::TopUp(*person);
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn id(n: u128) -> OpId {
        OpId(Uuid::from_u128(n))
    }

    fn person(n: u128) -> PersonId {
        PersonId(Uuid::from_u128(n))
    }

    fn line(minor: i64) -> Line {
        Line {
            minor,
            currency: sampan_protocol::Currency::new("EUR").expect("listed"),
            day: "2026-11-27".to_owned(),
            name: String::new(),
            account: None,
            text: String::new(),
            payout: None,
            references: Vec::new(),
            undoes: false,
        }
    }

    fn about(minor: i64, payout: u128) -> Line {
        Line { payout: Some(id(payout)), ..line(minor) }
    }

    fn written(minor: i64, references: &[&str]) -> Line {
        let references = references.iter().map(|text| (*text).to_owned()).collect();
        Line { references, ..line(minor) }
    }

    /// Payout 1 of 500 is filed, 2 waits, 3 was paid, 4 of nobody was paid; A and B are references.
    fn known() -> Known {
        let open = |state, owned| Open { minor: 500, state, owned };
        Known {
            payouts: BTreeMap::from([
                (id(1), open(PayoutState::Filed, true)),
                (id(2), open(PayoutState::Waiting, true)),
                (id(3), open(PayoutState::Paid, true)),
                (id(4), open(PayoutState::Paid, false)),
            ]),
            references: BTreeMap::from([("A".to_owned(), person(1)), ("B".to_owned(), person(2))]),
        }
    }

    fn plan_of(lines: &[Line]) -> Vec<About> {
        plan(lines, &known())
    }

    #[test]
    fn what_was_ordered_is_found_once() {
        let all = plan_of(&[about(-500, 1), about(-500, 1), about(-500, 2), about(-500, 9)]);
        let expected = [About::Paid(id(1)), About::Unmatched, About::Unmatched, About::Unmatched];
        assert_eq!(all, expected, "not twice, not before it was filed, not what is unknown");
        assert_eq!(plan_of(&[about(-501, 1)]), [About::WrongAmount(id(1))], "more than ordered");
        assert_eq!(plan_of(&[about(-499, 1)]), [About::WrongAmount(id(1))], "less than ordered");
    }

    #[test]
    fn what_came_back_is_its_payers() {
        assert_eq!(plan_of(&[about(500, 3)]), [About::Returned(id(3))], "whole");
        assert_eq!(plan_of(&[about(495, 3)]), [About::WrongAmount(id(3))], "less a fee");
        assert_eq!(plan_of(&[about(500, 1)]), [About::Unmatched], "it has not even left");
        assert_eq!(plan_of(&[about(500, 4)]), [About::Unmatched], "it was nobody's");
        let both = plan_of(&[about(500, 1), about(-500, 1)]);
        assert_eq!(both, [About::Returned(id(1)), About::Paid(id(1))], "whatever the order");
        let twice = plan_of(&[about(500, 3), about(500, 3)]);
        assert_eq!(twice, [About::Returned(id(3)), About::Unmatched], "once is all there was");
    }

    #[test]
    fn a_reference_names_one_person_or_nobody() {
        assert_eq!(plan_of(&[written(7, &["A"])]), [About::TopUp(person(1))], "one");
        assert_eq!(plan_of(&[written(7, &["Z", "A"])]), [About::TopUp(person(1))], "and noise");
        assert_eq!(plan_of(&[written(7, &["A", "B"])]), [About::Unmatched], "whose of both?");
        assert_eq!(plan_of(&[written(-7, &["A"])]), [About::Unmatched], "it left");
        let undoes = Line { undoes: true, ..written(7, &["A"]) };
        assert_eq!(plan_of(&[undoes]), [About::Unmatched], "it undoes something");
    }

    proptest! {
        #[test]
        fn no_payout_is_made_or_comes_back_twice(
            moves in prop::collection::vec((prop::sample::select(vec![-500i64, 500, -1, 1]), 1u128..6), 0..20),
        ) {
            let lines: Vec<Line> = moves.iter().map(|(minor, n)| about(*minor, *n)).collect();
            let all = plan_of(&lines);
            for n in 1..6 {
                let count = |what| all.iter().filter(|about| **about == what).count();
                prop_assert!(count(About::Paid(id(n))) <= 1 && count(About::Returned(id(n))) <= 1);
            }
        }
    }
}
