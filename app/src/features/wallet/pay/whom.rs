//! Choosing a person: lately paid, contacts, and whoever is found by name or handle.

use crate::answer::read;
use crate::features::wallet::recents::recents;
use crate::prelude::*;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use sampan_protocol::ids::PersonId;
use sampan_protocol::people::{self, Contact, FindPeople, Found, Kind, ListContacts, Person};
use sampan_protocol::wallet::{Bill, BillFilter, ListBills, rows};
use std::time::Duration;

/// How many of the people paid lately are shown.
const RECENT: usize = 8;
/// How many bills are looked through for them.
const LOOK_AT: u32 = 60;
/// How long typing has to pause before it is searched.
const PAUSE: Duration = Duration::from_millis(180);

/// A search over people, and those at hand while nothing is typed.
#[component]
pub(crate) fn PeoplePicker(
    /// Where a person leads to.
    link: fn(PersonId) -> String,
    /// Whether merchants are left out.
    #[prop(optional)]
    people_only: bool,
    /// What stands between the search and the people, while nothing is typed.
    #[prop(optional)]
    children: Option<ChildrenFn>,
) -> View {
    let typed = RwSignal::new(String::new());
    let text = paused(typed);
    let searching = Memo::new(move || text.with(|text| !text.trim().is_empty()));
    let children = StoredValue::new(children);
    let below = move || {
        if searching.get() {
            return view! { <SearchResults text link people_only /> };
        }
        let between = children.with_value(|children| children.as_ref().map(ViewFn::run));
        view! { {between}<AtHand link people_only /> }
    };
    view! {
        <div class="people-picker">
            <SearchField value=typed label=t!("wallet.pay.search") test="people-search" />
            {below}
        </div>
    }
}

/// The same text, once typing pauses.
pub(crate) fn paused(typed: RwSignal<String>) -> RwSignal<String> {
    let text = RwSignal::new(String::new());
    Effect::new(move |_| {
        let now = typed.get();
        if now.is_empty() {
            text.set(now);
            return;
        }
        set_timeout(
            move || {
                if typed.try_with_untracked(|later| *later == now) == Some(true) {
                    text.set(now);
                }
            },
            PAUSE,
        );
    });
    text
}

#[component]
fn SearchResults(text: RwSignal<String>, link: fn(PersonId) -> String, people_only: bool) -> View {
    let me = me();
    let found =
        read(&[people::rows::CONTACT], move || FindPeople { text: text.get().trim().to_owned() });
    let list = move |found: Found| {
        let Found { mut people, offline } = found;
        people.retain(|person| {
            Some(person.id) != me && !(people_only && person.kind == Kind::Merchant)
        });
        let foot = offline.then(|| t!("wallet.pay.search_offline"));
        if people.is_empty() {
            let title = t!("wallet.pay.none", text = text.get_untracked().trim());
            let hint = foot.unwrap_or_else(|| t!("wallet.pay.none.hint"));
            return view! { <StateView icon="search" title text=hint /> };
        }
        view! {
            <ListSection title=t!("wallet.pay.found") foot>
                {people.into_iter().map(|person| row(person, String::new(), link)).collect_view()}
            </ListSection>
        }
    };
    let again = Callback::new(move |()| found.refetch());
    move || loaded(found.get(), again, list)
}

#[component]
fn AtHand(link: fn(PersonId) -> String, people_only: bool) -> View {
    let me = me();
    let contacts = read(&[people::rows::CONTACT], || ListContacts {});
    let bills = read(&[rows::BILL], || ListBills {
        filter: BillFilter { incoming: Some(false), ..BillFilter::default() },
        offset: 0,
        limit: LOOK_AT,
    });
    let lately = Memo::new(move || match bills.get() {
        Some(Ok(mut bills)) => {
            let merchant =
                |bill: &Bill| bill.other.as_ref().is_some_and(|other| other.kind == Kind::Merchant);
            bills.retain(|bill| !(people_only && merchant(bill)));
            recents(&bills, RECENT)
        }
        _ => Vec::new(),
    });
    let list = move |mut contacts: Vec<Contact>| {
        contacts.retain(|c| {
            Some(c.person.id) != me && !(people_only && c.person.kind == Kind::Merchant)
        });
        if contacts.is_empty() && lately.with(Vec::is_empty) {
            return view! {
                <StateView icon="users-round" title=t!("wallet.pay.empty") text=t!("wallet.pay.empty.hint") />
            };
        }
        let rows = contacts.into_iter().map(|c| row(c.person, c.note, link)).collect_view();
        view! { <ListSection title=t!("wallet.pay.contacts")>{rows}</ListSection> }
    };
    let again = Callback::new(move |()| contacts.refetch());
    view! {
        {move || lately.with(|people| (!people.is_empty()).then(|| faces(people, link)))}
        {move || loaded::<Vec<Contact>>(contacts.get(), again, list)}
    }
}

/// People side by side, as faces with names.
fn faces(people: &[Person], link: fn(PersonId) -> String) -> View {
    let face = |person: &Person| {
        view! {
            <a class="face" href=link(person.id) data-test="recent-person" data-handle=person.handle.clone()>
                <PersonAvatar person=person.clone() size=52 />
                <span class="face-name">{person.name.clone()}</span>
            </a>
        }
    };
    view! {
        <section class="list-section">
            <h2 class="list-title">{t!("wallet.pay.recent")}</h2>
            <div class="faces">{people.iter().map(face).collect_view()}</div>
        </section>
    }
}

/// A person in a list: the name, and below it how they are found, and what one has noted.
pub(crate) fn row(person: Person, note: String, link: fn(PersonId) -> String) -> View {
    let merchant = (person.kind == Kind::Merchant).then(|| t!("wallet.pay.merchant"));
    let handle = Some(format!("@{}", person.handle));
    let parts = [handle, merchant, Some(note).filter(|note| !note.is_empty())];
    let detail = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let href = link(person.id);
    let test = format!("person-{}", person.handle);
    let title = person.name.clone();
    let lead = move || view! { <PersonAvatar person=person.clone() size=40 /> };
    if deceives(&title) {
        let tail = || view! { <Badge tone=Tone::Warning>{t!("ui.name_warning.short")}</Badge> };
        return view! { <ListItem title detail lead tail href test /> };
    }
    view! { <ListItem title detail lead href test /> }
}

fn me() -> Option<PersonId> {
    use_session().with_untracked(|s| s.me.as_ref().map(|me| me.person.id))
}
