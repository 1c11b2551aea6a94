//! What may be written in chats.

use super::ops::Face;
use super::{Card, Content, NAME_LIMIT, PICTURES, TEXT_LIMIT, VOICE_MILLIS};
use crate::error::Error;
use crate::words::{line, turns};

/// The longest title and the longest text of a card, in characters.
const CARD_LIMIT: usize = 300;
/// The longest path of a card, in bytes.
const LINK_LIMIT: usize = 300;

/// Refuses what nobody can say: nothing, too much, or what only the service says.
///
/// # Errors
/// `Invalid` with what is wrong.
pub fn check_content(content: &Content) -> Result<(), Error> {
    match content {
        Content::Text(text) => check_text(text),
        Content::Pictures(names) if (1..=PICTURES).contains(&names.len()) => Ok(()),
        Content::Pictures(_) => {
            Err(Error::invalid("error.messages.pictures").with("limit", PICTURES as i64))
        }
        Content::Voice(voice) if (1..=VOICE_MILLIS).contains(&voice.millis) => Ok(()),
        Content::Voice(_) => {
            Err(Error::invalid("error.messages.voice").with("limit", VOICE_MILLIS / 1_000))
        }
        Content::Card(card) if card.posted => Err(Error::invalid("error.messages.card")),
        Content::Card(card) => check_card(card),
        Content::Line(_) | Content::Recalled => Err(Error::invalid("error.sync.arguments")),
    }
}

fn check_text(text: &str) -> Result<(), Error> {
    let plain = !text.chars().any(|c| c.is_control() && c != '\n' || turns(c));
    if plain && text.trim() == text && (1..=TEXT_LIMIT).contains(&text.chars().count()) {
        return Ok(());
    }
    Err(Error::invalid("error.messages.text").with("limit", TEXT_LIMIT as i64))
}

/// Refuses a card that leads out of the app, or says too much.
///
/// # Errors
/// `Invalid`.
pub fn check_card(card: &Card) -> Result<(), Error> {
    let word = |text: &str| {
        (1..=60).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
    };
    let plain = |text: &str| {
        text.chars().count() <= CARD_LIMIT
            && !text.chars().any(|c| c.is_control() && c != '\n' || turns(c))
    };
    let fits = word(&card.kind)
        && word(&card.id)
        && !card.title.is_empty()
        && plain(&card.title)
        && plain(&card.text)
        && is_path(&card.link);
    if fits { Ok(()) } else { Err(Error::invalid("error.messages.card")) }
}

/// Whether a text is a path of the app: it cannot name another host, nor run anything.
#[must_use]
pub fn is_path(link: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b"/-._~%?=&+:,@".contains(&b);
    link.len() <= LINK_LIMIT
        && link.starts_with('/')
        && link.bytes().all(allowed)
        && !link.contains("//")
        && !link.split('/').any(|part| part == "..")
}

/// Refuses a group without a name, or with too long a one.
///
/// # Errors
/// `Invalid` with the limit.
pub fn check_face(face: &Face) -> Result<(), Error> {
    line(&face.name, (1, NAME_LIMIT), "error.messages.name")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_nothing_or_too_much_is_refused() {
        let text = |text: &str| check_content(&Content::Text(text.into()));
        assert!(text("在吗？\nHello").is_ok(), "two lines");
        for bad in ["", " ", " x", "a\u{202E}b", "a\u{0}", &"x".repeat(TEXT_LIMIT + 1)] {
            assert!(text(bad).is_err(), "{bad:?} must be refused");
        }
        assert!(check_content(&Content::Pictures(Vec::new())).is_err(), "no pictures");
        assert!(check_content(&Content::Recalled).is_err(), "only the service says so");
    }

    #[test]
    fn a_card_stays_in_the_app() {
        let card = |link: &str| Card {
            kind: "communities.post".into(),
            id: "1".into(),
            title: "Bread".into(),
            link: link.into(),
            ..Card::default()
        };
        assert!(check_card(&card("/communities/post/1?from=chat")).is_ok(), "a path of the app");
        for bad in
            ["", "https://example.com", "//example.com", "/a/../b", "/a b", "/\\x", "javascript:x"]
        {
            assert!(check_card(&card(bad)).is_err(), "{bad} must be refused");
        }
        let forged = Card { posted: true, ..card("/wallet/bills/1") };
        assert!(check_content(&Content::Card(forged)).is_err(), "nobody says that money moved");
    }
}
