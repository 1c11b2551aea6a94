//! Screen `messages.share`: something of a feature goes into a chat, with a word.

use super::card::CardView;
use super::list::face;
use super::reads::{new_message, read_chats};
use super::{links, told};
use crate::act::{Act, problem};
use crate::answer::read;
use crate::clock::new_op;
use crate::prelude::*;
use crate::router::{Pairs, use_query_map};
use crate::t;
use crate::ui::*;
use sampan_protocol::messages::{
    Card, ChatSeen, Content, Place, SendMessage, TEXT_LIMIT, check_card,
};
use sampan_protocol::people::{self, Contact, ListContacts};

/// Chooses a chat for the card in the address.
#[component]
pub(crate) fn ShareScreen() -> View {
    let card = use_query_map().with_untracked(card);
    let Some(card) = card else {
        return view! {
            <Screen name="messages.share" title=t!("messages.share") back=links::ROOT state=ScreenState::Empty>
                <StateView icon="share-2" title=t!("messages.share.nothing") />
            </Screen>
        };
    };
    let chats = read_chats();
    let contacts = read(&[people::rows::CONTACT], || ListContacts {});
    let to = RwSignal::new(None::<(Place, String)>);
    let open = RwSignal::new(false);
    let state = Signal::derive(move || ScreenState::of(&chats.get(), |_| false));
    let pick = move |place: Place, name: String| {
        to.set(Some((place, name)));
        open.set(true);
    };
    let chat_row = move |seen: ChatSeen| {
        let (place, name) = (told::place(&seen.chat), told::name(&seen.chat));
        let (title, chat) = (name.clone(), seen.chat);
        view! {
            <ListItem title lead=move || face(&chat, 40) on_press=move |()| pick(place, name.clone()) test="share-chat" />
        }
    };
    let contact_row = move |contact: Contact| {
        let person = contact.person;
        let (place, name) = (Place::Person(person.id), person.name.clone());
        let (title, test) = (name.clone(), format!("share-{}", person.handle));
        view! {
            <ListItem title lead=move || view! { <PersonAvatar person=person.clone() size=40 /> }
                on_press=move |()| pick(place, name.clone()) test />
        }
    };
    let body = move || {
        let all = contacts.get().and_then(Result::ok).unwrap_or_default();
        loaded(
            chats.get(),
            move |()| chats.refetch(),
            move |found| {
                let rows = found.chats.into_iter().map(chat_row).collect_view();
                let others = all.into_iter().map(contact_row).collect_view();
                view! {
                    <ListSection title=t!("messages.share.chats")>{rows}</ListSection>
                    <ListSection title=t!("messages.share.contacts")>{others}</ListSection>
                }
            },
        )
    };
    let shown = card.clone();
    view! {
        <Screen name="messages.share" title=t!("messages.share") back=links::ROOT state>
            <div class="stack">
                <div class="share-card"><CardView card=shown /></div>
                {body}
            </div>
            <ShareSheet open to card />
        </Screen>
    }
}

/// A last look, and a word.
#[component]
fn ShareSheet(open: RwSignal<bool>, to: RwSignal<Option<(Place, String)>>, card: Card) -> View {
    let word = RwSignal::new(String::new());
    let act = Act::new();
    let toasts = use_toasts();
    let leave = go_back(links::ROOT);
    let keys = StoredValue::new([(new_op(), new_message()), (new_op(), new_message())]);
    let card = StoredValue::new(card);
    let send = Callback::new(move |()| {
        let Some((place, name)) = to.get_untracked() else { return };
        let [(op, message), (second, after)] = keys.get_value();
        let say = move |op, message, content| SendMessage {
            op,
            message,
            place,
            content,
            answers: None,
            files: Vec::new(),
        };
        let text = word.with_untracked(|word| word.trim().to_owned());
        let done = move || {
            open.try_set(false);
            toasts.say(t!("messages.share.sent", name = name));
            leave.run(());
        };
        act.run(say(op, message, Content::Card(card.get_value())), move |()| {
            match text.is_empty() {
                true => done(),
                false => act.run(say(second, after, Content::Text(text)), move |()| done()),
            }
        });
    });
    let title =
        Signal::derive(move || to.get().map(|(_, name)| t!("messages.share.confirm", name = name)));
    view! {
        <Sheet open title test="share-sheet">
            <div class="form">
                <TextArea label=t!("messages.share.word") value=word rows=2 max=TEXT_LIMIT as u32 test="share-word" />
                {problem(act)}
                <Button block=true busy=act.busy() on_press=send test="share-send">{t!("messages.send")}</Button>
            </div>
        </Sheet>
    }
}

/// The card in an address, if it can be shared.
fn card(query: &Pairs) -> Option<Card> {
    let get = |name: &str| query.get(name).unwrap_or_default();
    let card = Card {
        kind: get("kind"),
        id: get("id"),
        title: get("title"),
        text: get("text"),
        picture: query.get("picture").filter(|name| !name.is_empty()),
        link: get("link"),
        ..Card::default()
    };
    check_card(&card).is_ok().then_some(card)
}
