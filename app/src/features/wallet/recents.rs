//! Whom one has paid lately, told from bills.

use sampan_protocol::people::Person;
use sampan_protocol::wallet::Bill;

/// The other sides of these bills, each once, in the order of the bills; at most `most`.
pub(crate) fn recents(bills: &[Bill], most: usize) -> Vec<Person> {
    let mut people: Vec<Person> = Vec::with_capacity(most);
    for person in bills.iter().filter_map(|bill| bill.other.as_ref()) {
        if people.len() == most {
            break;
        }
        if people.iter().all(|known| known.id != person.id) {
            people.push(person.clone());
        }
    }
    people
}

#[cfg(test)]
mod tests {
    use super::*;
    use sampan_protocol::ids::{BillId, PersonId};
    use sampan_protocol::people::Kind;
    use sampan_protocol::wallet::{BillKind, BillState, Category};
    use sampan_protocol::{Currency, Money, Timestamp};

    fn bill(other: Option<u8>) -> Bill {
        let person = |n: u8| Person {
            id: PersonId(
                format!("00000000-0000-7000-8000-0000000000{n:02}").parse().expect("a UUID"),
            ),
            handle: format!("handle{n}"),
            name: n.to_string(),
            avatar: None,
            kind: Kind::Person,
            mcc: None,
        };
        Bill {
            id: BillId(Default::default()),
            account: None,
            kind: BillKind::Transfer,
            amount: Money::new(-1, Currency::new("CNY").expect("a listed currency")),
            other: other.map(person),
            rail: None,
            note: String::new(),
            category: Category::Transfer,
            at: Timestamp::default(),
            state: BillState::Settled,
            balance_after: None,
            linked: Vec::new(),
            label: None,
            through: None,
        }
    }

    #[test]
    fn each_is_listed_once_and_the_latest_first() {
        let bills: Vec<_> = [Some(2), None, Some(1), Some(2), Some(3)].map(bill).into();
        let names: Vec<_> = recents(&bills, 2).into_iter().map(|p| p.name).collect();
        assert_eq!(names, ["2", "1"], "rails are nobody, and the third has no place");
    }
}
