//! Somebody: who they are, what can be done with them, and one's own note.

use super::find::{ask_until_reached, exactly};
use super::note::NoteSheet;
use super::save::Saving;
use crate::answer::read;
use crate::features;
use crate::messages;
use crate::moderation::{MuteItem, ReportItem, ReportSheet, Reporting};
use crate::prelude::*;
use crate::router::use_params_map;
use crate::session::use_session;
use crate::t;
use crate::ui::*;
use sampan_protocol::moderation::Target;
use sampan_protocol::people::{Contact, FindPeople, Kind, ListContacts, Person, rows};

/// Somebody.
#[component]
pub(crate) fn PersonScreen() -> View {
    let params = use_params_map();
    let handle = Memo::new(move || params.with(|params| params.get("handle").unwrap_or_default()));
    let contacts = read(&[rows::CONTACT], || ListContacts {});
    let found = read(&[rows::CONTACT], move || FindPeople { text: handle.get() });
    ask_until_reached(found);
    let contact = Memo::new(move || {
        let known = contacts.get()?.unwrap_or_default();
        Some(known.into_iter().find(|contact| contact.person.handle == handle.get()))
    });
    let session = use_session();
    let myself = move || {
        let me = session.with(|session| session.me.as_ref().map(|me| me.person.clone()));
        me.filter(|me| me.handle == handle.get())
    };
    // The address book answers at once; only for strangers the service is asked.
    let person = Memo::new(move || match (myself(), contact.get()?) {
        (Some(me), _) => Some(Ok(Some(me))),
        (None, Some(contact)) => Some(Ok(Some(contact.person))),
        (None, None) => Some(exactly(found.get()?, &handle.get())),
    });
    let state = Signal::derive(move || ScreenState::of(&person.get(), Option::is_none));
    let content = move || {
        let retry = move |()| {
            contacts.refetch();
            found.refetch();
        };
        loaded(person.get(), retry, |person| match person {
            Some(person) => {
                view! { <Somebody person contact=Signal::derive(move || contact.get().flatten()) /> }
            }
            None => {
                view! { <StateView icon="user-round" title=t!("people.nobody") text=t!("people.nobody_text") /> }
            }
        })
    };
    view! { <Screen name="person" title="" back="/people" state>{content}</Screen> }
}

#[component]
fn Somebody(person: Person, contact: Signal<Option<Contact>>) -> View {
    let me = use_session()
        .with_untracked(|session| session.me.as_ref().is_some_and(|me| me.person.id == person.id));
    let saving = Saving::new();
    let note_open = RwSignal::new(false);
    let is_contact = Memo::new(move || contact.with(Option::is_some));
    let note = Memo::new(move || {
        contact.with(|contact| contact.as_ref().map(|c| c.note.clone()).unwrap_or_default())
    });
    let id = person.id;
    let merchant = person.kind == Kind::Merchant;
    let actions = features::on().into_iter().flat_map(|feature| {
        let besides = if merchant { feature.merchant_actions } else { &[] };
        feature.person_actions.iter().chain(besides)
    });
    let actions = actions.map(|entry| {
        view! {
            <a class="person-action" href=format!("{}{id}", entry.path) data-test=entry.test>
                <span class="person-action-icon"><Icon name=entry.icon /></span>
                <span>{t!(entry.label)}</span>
            </a>
        }
    });
    let write = view! {
        <a class="person-action" href=messages::path_with(id) data-test="person-message">
            <span class="person-action-icon"><Icon name="message-circle" /></span>
            <span>{t!("messages.with")}</span>
        </a>
    };
    let book = book(me, person.clone(), contact, note, note_open, saving);
    let reporting = Reporting::new();
    let (target, name) = (Target::new("person", id), person.name.clone());
    let menu = (!me).then(|| {
        view! {
            <Menu label=t!("people.actions") test="person-menu">
                <MuteItem target=target.clone() name=name.clone() />
                <ReportItem reporting target label=name />
            </Menu>
        }
    });
    let for_note = person.clone();
    view! {
        <div class="stack person">
            <header class="person-head">
                <PersonAvatar person=person.clone() size=96 />
                <h2 class="person-name">{person.name.clone()}</h2>
                <NameWarning name=person.name.clone() />
                <p class="person-handle selectable">{format!("@{}", person.handle)}</p>
                {merchant.then(|| view! { <Badge>{t!("people.merchant")}</Badge> })}
                {move || is_contact.get().then(|| view! { <Badge tone=Tone::Brand>{t!("people.is_contact")}</Badge> })}
            </header>
            {(!me).then(|| view! { <nav class="person-actions" aria-label=t!("people.actions")>{write}{actions.collect_view()}</nav> })}
            {book}
            {menu}
        </div>
        <ReportSheet reporting />
        <NoteSheet open=note_open person=for_note note=note.into() saving />
    }
}

/// What one can do with somebody in the address book, or who is not in it.
fn book(
    me: bool,
    stranger: Person,
    contact: Signal<Option<Contact>>,
    note: Memo<String>,
    note_open: RwSignal<bool>,
    saving: Saving,
) -> impl Fn() -> View + Send + Sync + 'static {
    move || match (me, contact.get()) {
        (true, _) => View::none(),
        (false, Some(contact)) => view! {
            <ListSection>
                <ListItem title=t!("people.note") detail=note on_press=move |()| note_open.set(true) test="edit-note"
                    tail=|| view! { <Icon name="pencil" size=20 /> } />
                <ListItem title=t!("people.remove") danger=true on_press=move |()| saving.remove(contact.clone()) test="remove-contact" />
            </ListSection>
        },
        (false, None) => {
            let person = stranger.clone();
            view! {
                <Button kind=ButtonKind::Soft icon="user-round-plus" block=true busy=saving.busy() test="add-contact"
                    on_press=move |()| saving.add(person.clone())>{t!("people.add_contact")}</Button>
            }
        }
    }
}
