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
    format!("/people/{}", encode(&person.handle))
}
