//! The address book, by letters; typing looks beyond it.

use super::find::Results;
use super::letters::{collate, divide};
use super::path_of;
use crate::answer::read;
use crate::prelude::*;
use crate::router::use_query_map;
use crate::t;
use crate::ui::*;
use sampan_protocol::people::{Contact, ListContacts, rows};

/// The address book.
#[component]
pub(crate) fn ContactsScreen() -> View {
    let contacts = read(&[rows::CONTACT], || ListContacts {});
    let typed = RwSignal::new(String::new());
    let autofocus = use_query_map().with_untracked(|query| query.get("search").is_some());
    let state = Signal::derive(move || ScreenState::of(&contacts.get(), Vec::is_empty));
    let searching = Memo::new(move || typed.with(|text| !text.trim().is_empty()));
    let list = move || loaded(contacts.get(), move |()| contacts.refetch(), book);
    let content = move || match searching.get() {
        true => view! { <Results typed /> },
        false => list(),
    };
    let add = || view! { <IconButton icon="user-round-plus" label=t!("people.add") href="/people/find" test="add-contact" /> };
    view! {
        <Screen name="contacts" title=t!("people.contacts") back="/" state actions=add>
            <div class="stack">
                <SearchField value=typed label=t!("people.search") autofocus />
                {content}
            </div>
        </Screen>
    }
}

fn book(contacts: Vec<Contact>) -> View {
    if contacts.is_empty() {
        return view! {
            <StateView icon="contact-round" title=t!("people.none") text=t!("people.none_text") action=t!("people.add") href="/people/find" test="empty-add" />
        };
    }
    let groups = divide(contacts, |contact| contact.person.name.as_str(), &collate);
    let section = |(letter, contacts): (char, Vec<Contact>)| {
        view! {
            <ListSection title=letter.to_string()>{contacts.into_iter().map(row).collect_view()}</ListSection>
        }
    };
    view! { <div class="stack contacts">{groups.into_iter().map(section).collect_view()}</div> }
}

fn row(contact: Contact) -> View {
    let person = contact.person;
    let detail = if contact.note.is_empty() { format!("@{}", person.handle) } else { contact.note };
    let (href, test) = (path_of(&person), format!("contact-{}", person.handle));
    view! {
        <ListItem title=person.name.clone() detail=detail href test
            lead=move || view! { <PersonAvatar person=person.clone() size=40 /> } />
    }
}
