//! Choosing who is to be an operator.

use super::propose::{Proposal, Proposer};
use crate::answer::read;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::operate::{APPOINT, About};
use sampan_protocol::people::{FindPeople, Found, Kind, Person, rows};

/// A button, and a sheet to find the person in.
#[component]
pub(crate) fn Appoint(
    /// Who runs the service already.
    people: Vec<Person>,
    /// What asks for the PIN.
    proposer: Proposer,
) -> View {
    let open = RwSignal::new(false);
    let two = people.len() > 1;
    let people = StoredValue::new(people);
    let chosen = Callback::new(move |person: Person| {
        open.set(false);
        let about = About { person: person.id };
        proposer.ask(Proposal::new(APPOINT, &about).about(person).takes_two(two));
    });
    view! {
        <Button block=true icon="user-round-plus" on_press=move |()| open.set(true) test="appoint">{t!("operate.appoint.pick")}</Button>
        <p class="list-foot">{t!("operate.appoint.text")}</p>
        <Sheet open title=t!("operate.appoint.pick") test="appoint-sheet">
            <PersonChoice chosen but=people.get_value() />
        </Sheet>
    }
}

/// A search whose results are pressed to choose one person.
#[component]
pub(crate) fn PersonChoice(
    /// What is done with the one.
    chosen: Callback<Person>,
    /// Who cannot be chosen.
    #[prop(optional)]
    but: Vec<Person>,
    /// Whether shops can, too.
    #[prop(optional)]
    anybody: bool,
) -> View {
    let typed = RwSignal::new(String::new());
    let found = read(&[rows::CONTACT], move || FindPeople {
        text: typed.with(|text| text.trim().to_owned()),
    });
    let but = StoredValue::new(but);
    let list = move |found: Found| {
        let mut people = found.people;
        people.retain(|person| {
            (anybody || person.kind == Kind::Person)
                && but.with_value(|but| but.iter().all(|b| b.id != person.id))
        });
        if people.is_empty() {
            return view! { <StateView icon="search" title=t!("people.not_found") text=t!("people.not_found_text") /> };
        }
        let row = move |person: Person| {
            let (face, who) = (person.clone(), person.clone());
            let test = format!("choose-{}", person.handle);
            let lead = move || view! { <PersonAvatar person=face.clone() size=40 /> };
            view! { <ListItem title=person.name.clone() detail=format!("@{}", person.handle) lead test on_press=move |()| chosen.run(who.clone()) /> }
        };
        view! { <ListSection>{people.into_iter().map(row).collect_view()}</ListSection> }
    };
    let results = move || match typed.with(|text| text.trim().is_empty()) {
        true => View::none(),
        false => loaded(found.get(), move |()| found.refetch(), list),
    };
    view! {
        <SearchField value=typed label=t!("people.search") autofocus=true test="choose-search" />
        {results}
    }
}
