//! Inviting somebody whom one knows.

use crate::act::Act;
use crate::answer::read;
use crate::clock::new_op;
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::communities::InvitePerson;
use sampan_protocol::ids::{CommunityId, PersonId};
use sampan_protocol::people::{Contact, Kind, ListContacts, Person, rows};

/// A sheet with one's contacts; pressing one invites them.
#[component]
pub(super) fn InviteSheet(
    /// Whether it is up.
    open: RwSignal<bool>,
    /// Where to.
    community: CommunityId,
) -> View {
    view! { <Sheet open title=t!("communities.invite") test="invite-sheet"><Contacts community /></Sheet> }
}

#[component]
fn Contacts(community: CommunityId) -> View {
    let contacts = read(&[rows::CONTACT], || ListContacts {});
    let invited = RwSignal::new(Vec::<PersonId>::new());
    let list = move |contacts: Vec<Contact>| {
        let people = contacts.into_iter().map(|contact| contact.person);
        let people: Vec<Person> = people.filter(|person| person.kind == Kind::Person).collect();
        if people.is_empty() {
            return view! {
                <StateView icon="contact-round" title=t!("people.none") text=t!("communities.invite.none") action=t!("people.add") href="/people/find" />
            };
        }
        let rows = people.into_iter().map(|person| view! { <Row community person invited /> });
        view! { <ul class="list">{rows.collect_view()}</ul> }
    };
    move || loaded(contacts.get(), move |()| contacts.refetch(), list)
}

#[component]
fn Row(community: CommunityId, person: Person, invited: RwSignal<Vec<PersonId>>) -> View {
    let (act, id) = (Act::new(), person.id);
    let (title, detail) = (person.name.clone(), format!("@{}", person.handle));
    let test = format!("invite-{}", person.handle);
    let face = person.clone();
    let done = Signal::derive(move || invited.with(|all| all.contains(&id)));
    let tail = move || match done.get() {
        true => view! { <Badge tone=Tone::Success>{t!("communities.invited")}</Badge> },
        false => view! { <Icon name="user-round-plus" /> },
    };
    let invite = move |()| {
        let command = InvitePerson { op: new_op(), community, person: person.clone() };
        act.run_aloud(command, move |()| {
            invited.try_update(|all| all.push(id));
        });
    };
    view! {
        <ListItem title detail disabled=done lead=move || view! { <PersonAvatar person=face.clone() size=40 /> } tail on_press=invite test />
    }
}
