//! The optimistic overlay: what pending operations will make of the address book and of oneself.

use crate::view::Waiting;
use sampan_protocol::people::{Contact, Device, DeviceState, Me, ops};

/// Oneself, with changes that wait.
pub(crate) fn me(mut me: Me, waiting: &[Waiting]) -> Me {
    for waiting in open(waiting) {
        match waiting.name.as_str() {
            "people.update" => {
                if let Some(ops::Update { name, avatar }) = waiting.args() {
                    me.person.name = name;
                    me.person.avatar = avatar;
                }
            }
            "people.freeze" => me.frozen = true,
            _ => {}
        }
    }
    me
}

/// The address book, with changes that wait; by name.
pub(crate) fn contacts(mut contacts: Vec<Contact>, waiting: &[Waiting]) -> Vec<Contact> {
    for waiting in open(waiting) {
        match waiting.name.as_str() {
            "people.set_contact" => {
                let Some(ops::SetContact { person, note }) = waiting.args() else {
                    continue;
                };
                match (contacts.iter_mut().find(|c| c.person.id == person), &waiting.other) {
                    (Some(contact), _) => contact.note = note,
                    (None, Some(other)) => contacts.push(Contact { person: other.clone(), note }),
                    (None, None) => {}
                }
            }
            "people.remove_contact" => {
                if let Some(ops::RemoveContact { person }) = waiting.args() {
                    contacts.retain(|contact| contact.person.id != person);
                }
            }
            _ => {}
        }
    }
    contacts.sort_by_cached_key(|c| (c.person.name.to_lowercase(), c.person.id));
    contacts
}

/// One's devices, with changes that wait; oldest first.
pub(crate) fn devices(mut devices: Vec<Device>, waiting: &[Waiting]) -> Vec<Device> {
    for waiting in open(waiting) {
        if waiting.name == "people.revoke_device"
            && let Some(ops::RevokeDevice { device }) = waiting.args()
        {
            for found in devices.iter_mut().filter(|d| d.id == device) {
                found.state = DeviceState::Revoked;
            }
        }
    }
    devices.sort_by_key(|device| (device.added, device.id));
    devices
}

fn open(waiting: &[Waiting]) -> impl Iterator<Item = &Waiting> {
    waiting.iter().filter(|waiting| waiting.is_open())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Wait;
    use sampan_protocol::ids::{OpId, PersonId};
    use sampan_protocol::people::{Kind, Person};
    use sampan_protocol::{Error, Timestamp};
    use serde_json::json;
    use uuid::Uuid;

    fn person(number: u128, name: &str) -> Person {
        Person {
            id: PersonId(Uuid::from_u128(number)),
            handle: format!("p{number}_x"),
            name: name.to_owned(),
            avatar: None,
            kind: Kind::Person,
            mcc: None,
        }
    }

    fn waits(name: &str, args: serde_json::Value, other: Option<Person>) -> Waiting {
        Waiting {
            op_id: OpId(Uuid::from_u128(9)),
            name: name.to_owned(),
            args,
            other,
            at: Timestamp::from_seconds(0),
            state: Wait::Backend,
        }
    }

    #[test]
    fn contacts_change_before_the_service_knows() {
        let known = vec![Contact { person: person(1, "Mei"), note: String::new() }];
        let id = |number: u128| Uuid::from_u128(number);
        let add = waits(
            "people.set_contact",
            json!({ "person": id(2), "note": "baker" }),
            Some(person(2, "Ada")),
        );
        let note = waits("people.set_contact", json!({ "person": id(1), "note": "sister" }), None);
        let shown = contacts(known.clone(), &[add.clone(), note]);
        let read: Vec<_> =
            shown.iter().map(|c| (c.person.name.as_str(), c.note.as_str())).collect();
        assert_eq!(read, [("Ada", "baker"), ("Mei", "sister")], "added, noted, by name");
        let remove = waits("people.remove_contact", json!({ "person": id(1) }), None);
        assert!(contacts(known.clone(), &[remove]).is_empty(), "removed");
        let refused = Waiting { state: Wait::Decision(Error::internal()), ..add };
        assert_eq!(contacts(known.clone(), &[refused]), known, "a refusal changes nothing");
    }

    #[test]
    fn ones_own_looks_change_before_the_service_knows() {
        let me_now = Me { person: person(1, "Mei"), operator: false, frozen: false };
        let update = waits("people.update", json!({ "name": "美", "avatar": null }), None);
        assert_eq!(me(me_now.clone(), &[update]).person.name, "美", "the new name is shown");
        let freeze = waits("people.freeze", json!({}), None);
        assert!(me(me_now, &[freeze]).frozen, "a freeze is shown at once");
    }
}
