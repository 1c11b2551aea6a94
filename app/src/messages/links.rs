//! Addresses of the screens of messages.

use crate::link::{Link, encode};
use sampan_protocol::ids::PersonId;
use sampan_protocol::messages::{Card, Place};

/// The list of chats.
pub(crate) const ROOT: &str = "/messages";
/// Chats that somebody began whom I do not know.
pub(super) const REQUESTS: &str = "/messages/requests";
/// Beginning a chat, or a group.
pub(super) const NEW: &str = "/messages/new";
/// Who may not write to me.
pub(super) const BLOCKED: &str = "/messages/blocked";
/// Sharing something into a chat.
pub(super) const SHARE: &str = "/messages/share";

/// One chat.
pub(super) fn chat(place: Place) -> String {
    format!("{ROOT}/{place}")
}

/// The chat with somebody.
pub(crate) fn with(person: PersonId) -> String {
    chat(Place::Person(person))
}

/// What can be set up about a chat.
pub(super) fn info(place: Place) -> String {
    format!("{ROOT}/{place}/info")
}

/// Sharing a card: choosing a chat for it.
pub(crate) fn share(card: &Card) -> String {
    let Card { kind, id, title, text, picture, link, .. } = card;
    let mut path = SHARE.to_owned();
    let picture = picture.as_deref().unwrap_or_default();
    let pairs = [
        ("kind", kind.as_str()),
        ("id", id),
        ("title", title),
        ("text", text),
        ("picture", picture),
        ("link", link),
    ];
    for (name, value) in pairs.into_iter().filter(|(_, value)| !value.is_empty()) {
        path.push(if path.contains('?') { '&' } else { '?' });
        path.extend([name, "=", &encode(value)]);
    }
    path
}

/// `sampan://messages`, `sampan://chat/<place>`.
pub(crate) fn of_link(link: &Link) -> Option<String> {
    match link.word.as_str() {
        "messages" => Some(ROOT.to_owned()),
        "chat" => Some(chat(link.rest.parse().ok()?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_chats() {
        let path = |text: &str| of_link(&Link::parse(text).expect("a link"));
        let place = "group.00000000-0000-7000-8000-000000000001";
        let one = Some(format!("/messages/{place}"));
        assert_eq!(path(&format!("sampan://chat/{place}")), one, "a chat");
        assert_eq!(path("sampan://chat/nonsense"), None, "no chat is called that");
    }

    #[test]
    fn what_is_shared_stands_in_the_address() {
        let card = Card {
            kind: "communities.post".into(),
            id: "1".into(),
            title: "Bread & butter".into(),
            link: "/communities/post/1".into(),
            ..Card::default()
        };
        let path = share(&card);
        assert!(path.starts_with("/messages/share?kind=communities.post&id=1&title="), "{path}");
        assert!(!path.contains("& "), "what is written does not end the query: {path}");
    }
}
