//! Choosing several people: contacts, and whoever is found by name or handle.

use super::find::rested;
use crate::answer::read;
use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::tn;
use crate::ui::*;
use sampan_protocol::people::{self, FindPeople, Kind, ListContacts, Person};

/// How many faces are shown of those who are chosen.
const FACES: usize = 5;

/// Who is chosen, and a sheet to choose in.
#[component]
pub(crate) fn PeopleChoice(
    /// Who is chosen, in the order of choosing.
    chosen: RwSignal<Vec<Person>>,
) -> View {
    let open = RwSignal::new(false);
    let title = Signal::derive(move || match chosen.with(Vec::len) {
        0 => t!("people.choice.choose"),
        n => tn!("people.choice.chosen", i64::try_from(n).unwrap_or(i64::MAX)),
    });
    let names = Signal::derive(move || {
        let names = chosen.with(|all| all.iter().map(|p| p.name.clone()).collect::<Vec<_>>());
        Some(names.join(", ")).filter(|names| !names.is_empty())
    });
    let faces = move || {
        let face = |person: Person| view! { <PersonAvatar person size=32 /> };
        let some = chosen.with(|all| all.iter().take(FACES).cloned().collect::<Vec<_>>());
        match some.is_empty() {
            true => view! { <Icon name="user-round-plus" /> },
            false => {
                view! { <span class="choice-faces">{some.into_iter().map(face).collect_view()}</span> }
            }
        }
    };
    view! {
        <ul class="list people-choice">
            <ListItem title detail=names lead=faces tail=|| view! { <Icon name="chevron-right" size=20 /> }
                on_press=move |()| open.set(true) test="choose-people">
                <Sheet open title=t!("people.choice.choose") test="people-sheet">
                    <Chooser chosen />
                    <Button block=true on_press=move |()| open.set(false) test="people-done">{t!("people.choice.done")}</Button>
                </Sheet>
            </ListItem>
        </ul>
    }
}

/// A list to choose from.
#[component]
pub(crate) fn Chooser(
    /// Who is chosen, in the order of choosing.
    chosen: RwSignal<Vec<Person>>,
) -> View {
    let typed = RwSignal::new(String::new());
    let text = rested(typed);
    let contacts = read(&[people::rows::CONTACT], || ListContacts {});
    let found =
        read(&[people::rows::CONTACT], move || FindPeople { text: text.get().trim().to_owned() });
    let session = use_session();
    let at_hand = move || match text.with(|text| text.trim().is_empty()) {
        true => contacts
            .get()
            .map(|all| all.map(|all| all.into_iter().map(|c| c.person).collect::<Vec<_>>())),
        false => found.get().map(|found| found.map(|found| found.people)),
    };
    let list = move |mut people: Vec<Person>| {
        let mine = session.with_untracked(|s| s.me.as_ref().map(|me| me.person.id));
        people.retain(|p| p.kind == Kind::Person && Some(p.id) != mine);
        if people.is_empty() {
            return view! {
                <StateView icon="users-round" title=t!("people.choice.none") text=t!("people.choice.none.hint") />
            };
        }
        view! { <ul class="list choosing">{people.into_iter().map(|p| row(p, chosen)).collect_view()}</ul> }
    };
    let again = Callback::new(move |()| contacts.refetch());
    view! {
        <SearchField value=typed label=t!("people.search") test="choose-search" />
        <div class="choosing-list">{move || loaded(at_hand(), again, list)}</div>
    }
}

fn row(person: Person, chosen: RwSignal<Vec<Person>>) -> View {
    let id = person.id;
    let checked = move || chosen.with(|all| all.iter().any(|p| p.id == id));
    let (name, handle) = (person.name.clone(), format!("@{}", person.handle));
    let test = format!("choose-{}", person.handle);
    let face = person.clone();
    let turn = move |_| {
        chosen.update(|all| match all.iter().position(|p| p.id == id) {
            Some(at) => drop(all.remove(at)),
            None => all.push(person.clone()),
        });
    };
    view! {
        <li class="item">
            <label class="item-row" data-test=test>
                <span class="item-lead"><PersonAvatar person=face size=40 /></span>
                <span class="item-text">
                    <span class="item-title">{name}</span>
                    <span class="item-detail">{handle}</span>
                </span>
                <input type="checkbox" class="choosing-check" prop:checked=checked on:change=turn />
            </label>
        </li>
    }
}
