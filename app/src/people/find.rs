//! Looking for people by handle, name or note: on this device first, then on the service.

use super::path_of;
use crate::answer::{Answer, read};
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::people::{FindPeople, Found, Person, rows};
use sampan_protocol::{Code, Error};
use std::time::Duration;

/// How long typing has to rest before the service is asked.
const REST: Duration = Duration::from_millis(180);
/// After how long the service is asked again, where it was not reached.
const AGAIN: Duration = Duration::from_secs(3);

/// Looking for somebody who is not in the address book.
#[component]
pub(crate) fn FindScreen() -> View {
    let typed = RwSignal::new(String::new());
    let content = move || match typed.with(|text| text.trim().is_empty()) {
        true => {
            view! { <StateView icon="search" title=t!("people.find_title") text=t!("people.find_text") /> }
        }
        false => view! { <Results typed /> },
    };
    view! {
        <Screen name="contacts.find" title=t!("people.add") back="/people">
            <div class="stack">
                <SearchField value=typed label=t!("people.search") autofocus=true />
                {content}
            </div>
        </Screen>
    }
}

/// Whom a search found.
#[component]
pub(crate) fn Results(
    /// What is searched.
    typed: RwSignal<String>,
) -> View {
    let text = rested(typed);
    let found = read(&[rows::CONTACT], move || FindPeople { text: text.get() });
    ask_until_reached(found);
    move || loaded(found.get(), move |()| found.refetch(), list)
}

/// While the service was not reached, asks again every few seconds.
pub(crate) fn ask_until_reached(found: Answer<Found>) {
    Effect::new(move |_| {
        if found.get().is_some_and(|answer| answer.is_ok_and(|found| found.offline)) {
            set_timeout(move || found.refetch(), AGAIN);
        }
    });
}

fn list(found: Found) -> View {
    let offline = found.offline;
    let note = offline.then(
        || view! { <p class="hint"><Icon name="cloud-off" size=16 />{t!("people.offline")}</p> },
    );
    if found.people.is_empty() {
        let kind = if offline { StateKind::Offline } else { StateKind::Empty };
        let text = if offline { t!("people.offline") } else { t!("people.not_found_text") };
        return view! { <StateView kind icon="search" title=t!("people.not_found") text /> };
    }
    let row = |person: Person| {
        let (href, test) = (path_of(&person), format!("found-{}", person.handle));
        let detail = format!("@{}", person.handle);
        view! {
            <ListItem title=person.name.clone() detail href test
                lead=move || view! { <PersonAvatar person=person.clone() size=40 /> } />
        }
    };
    view! { {note}<ListSection>{found.people.into_iter().map(row).collect_view()}</ListSection> }
}

/// Text once typing has rested.
pub(crate) fn rested(typed: RwSignal<String>) -> Signal<String> {
    let (text, set_text) = signal(typed.get_untracked().trim().to_owned());
    let mut due = debounce(REST, move |()| {
        let now = typed.try_get_untracked().unwrap_or_default().trim().to_owned();
        if text.try_get_untracked().is_some_and(|before| before != now) {
            set_text.set(now);
        }
    });
    Effect::new(move |_| {
        typed.track();
        due(());
    });
    text
}

/// Whom exactly this handle names, among those found.
pub(crate) fn exactly(found: Result<Found, Error>, handle: &str) -> Result<Option<Person>, Error> {
    let found = found?;
    match found.people.into_iter().find(|person| person.handle == handle) {
        // Only the service knows that there is nobody.
        None if found.offline => Err(Error::new(Code::Offline, "people.offline")),
        person => Ok(person),
    }
}
