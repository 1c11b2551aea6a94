//! What else can be sent: pictures, and what features offer for a person or a group.

use super::acts::fresh;
use crate::act::Act;
use crate::features::{self, Entry};
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use leptos::html;
use sampan_protocol::messages::{Chat, Content, PICTURES, Place, SendMessage};

/// The most bytes of a file that is read.
const LIMIT: f64 = 12_000_000.0;

/// A grid of what else can be sent.
#[component]
pub(super) fn MorePanel(
    /// Where.
    place: Place,
    /// The chat.
    chat: Memo<Option<Chat>>,
    /// What does not leave the chat.
    children: Children,
) -> View {
    let offered = features::on().into_iter().flat_map(|feature| match place {
        Place::Person(_) => feature.person_actions.iter(),
        Place::Group(_) => feature.chat_actions.iter(),
    });
    let others = chat.with_untracked(|chat| chat.as_ref().map_or(0, |chat| chat.members - 1));
    let tile = move |entry: &'static Entry| {
        let href = path(entry.path, place, others);
        view! {
            <a class="chat-more-tile" href=href data-test=entry.test>
                <span class=format!("tile hue-{}", entry.hue)><Icon name=entry.icon /></span>
                <span>{t!(entry.label)}</span>
            </a>
        }
    };
    view! {
        <div class="chat-more" data-test="more-panel">
            {children()}
            {offered.map(tile).collect_view()}
        </div>
    }
}

/// Where something that is offered leads: the person follows the path, the chat its query.
fn path(path: &str, place: Place, others: i64) -> String {
    let person = match place {
        Place::Person(id) => id.to_string(),
        Place::Group(_) => String::new(),
    };
    let path = format!("{path}{person}");
    let with = if path.contains('?') { '&' } else { '?' };
    format!("{path}{with}chat={place}&others={others}")
}

/// Picks pictures, and sends them at once.
#[component]
pub(super) fn PickPictures(
    /// Where.
    place: Place,
) -> View {
    let id = fresh_id("chat-pictures");
    let input = NodeRef::<html::Input>::new();
    let (act, toasts) = (Act::new(), use_toasts());
    let read = StoredValue::new(Vec::<String>::new());
    let send = move |files: Vec<String>| {
        let ((op, message), content) = (fresh(), Content::Pictures(Vec::new()));
        let answers = None;
        act.run_aloud(SendMessage { op, message, place, content, answers, files }, |()| {});
    };
    let pick = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let files = input.files();
        let count = files.as_ref().map_or(0, web_sys::FileList::length);
        let chosen: Vec<_> = (0..count).filter_map(|at| files.as_ref()?.get(at)).collect();
        if chosen.iter().any(|file| file.size() > LIMIT) {
            toasts.say(t!("ui.picture_too_large"));
            return;
        }
        let wanted = chosen.len().min(PICTURES);
        read.set_value(Vec::new());
        for file in chosen.into_iter().take(PICTURES) {
            read_file(&file, move |address| {
                let Some((_, base64)) = address.split_once("base64,") else { return };
                let all = read.try_update_value(|all| {
                    all.push(base64.to_owned());
                    all.clone()
                });
                if let Some(all) = all.filter(|all| all.len() == wanted) {
                    send(all);
                }
            });
        }
        input.set_value("");
    };
    view! {
        <label class="chat-more-tile" for=id.clone() data-test="pick-pictures">
            <span class="tile hue-1"><Icon name="image" /></span>
            <span>{t!("messages.pictures")}</span>
        </label>
        <input node_ref=input id=id class="sr-only" type="file" multiple accept="image/png,image/jpeg,image/webp,image/gif" on:change=pick data-test="chat-pictures" />
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_offered_knows_the_chat() {
        let id = "00000000-0000-7000-8000-000000000007";
        let person = Place::Person(id.parse().expect("an identifier"));
        let group = Place::Group(id.parse().expect("an identifier"));
        let with = format!("/wallet/pay/{id}?chat=person.{id}&others=1");
        assert_eq!(path("/wallet/pay/", person, 1), with, "for a person");
        let asks = format!("/wallet/request?from={id}&chat=person.{id}&others=1");
        assert_eq!(path("/wallet/request?from=", person, 1), asks, "in a query");
        let many = format!("/wallet/packets/new?chat=group.{id}&others=4");
        assert_eq!(path("/wallet/packets/new", group, 4), many, "for a group");
    }
}
