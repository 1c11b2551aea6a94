//! People: the address book, looking for somebody, and somebody.

mod choice;
mod contacts;
mod find;
mod letters;
mod note;
mod person;
mod save;

pub(crate) use choice::{Chooser, PeopleChoice};
pub(crate) use contacts::ContactsScreen;
pub(crate) use find::{FindScreen, rested};
pub(crate) use person::PersonScreen;

use crate::link::encode;
use sampan_protocol::people::Person;

/// Where somebody is shown.
pub(crate) fn path_of(person: &Person) -> String {
    path_to(&person.handle)
}

/// Where whoever has a handle is shown.
pub(crate) fn path_to(handle: &str) -> String {
    format!("/people/{}", encode(handle))
}
