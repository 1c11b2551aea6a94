//! Whom the last code told of: offline, a code may be all that is known of somebody.

use sampan_protocol::ids::PersonId;
use sampan_protocol::people::Person;
use sampan_protocol::wallet::Code;
use std::cell::RefCell;

thread_local! {
    static LAST: RefCell<Option<Person>> = const { RefCell::new(None) };
}

/// Keeps whom a code tells of, for the form that opens next.
pub(crate) fn over(code: &Code) {
    if let Code::Payee { payee, .. } = code {
        LAST.replace(Some(payee.clone()));
    }
}

/// Whom the last code told of, if it is this person.
pub(crate) fn get(id: PersonId) -> Option<Person> {
    LAST.with_borrow(|last| last.clone().filter(|person| person.id == id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use sampan_protocol::people::Kind;

    #[test]
    fn only_the_one_who_was_handed_over_is_known() {
        let id = |n: u8| format!("00000000-0000-7000-8000-00000000000{n}").parse().expect("a UUID");
        let (handle, name) = (String::new(), "Mei".to_owned());
        let payee = Person { id: id(1), handle, name, avatar: None, kind: Kind::Person, mcc: None };
        let note = String::new();
        assert_eq!(get(id(1)), None, "nobody yet");
        over(&Code::Payee {
            payee: payee.clone(),
            amount: None,
            currency: None,
            note,
            code: None,
            checked: false,
        });
        assert_eq!(get(id(1)), Some(payee), "whom the code told of");
        assert_eq!(get(id(2)), None, "and nobody else");
    }
}
