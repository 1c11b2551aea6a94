//! Text of messages, taken apart into words and links, and cut short.

use super::Content;
use serde::{Deserialize, Serialize};

/// How much of a message its preview shows, in characters.
const PREVIEW: usize = 120;

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Piece {
    /// Words.
    Words(String),
    /// An address: `https://…`, `http://…` or `sampan://…`; never anything else.
    Link(String),
}

/// Takes a text apart; joined again, the parts are the text.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, link, after)) = first_link(rest) {
        if !before.is_empty() {
            pieces.push(Piece::Words(before.to_owned()));
        }
        pieces.push(Piece::Link(link.to_owned()));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Words(rest.to_owned()));
    }
    pieces
}

fn first_link(text: &str) -> Option<(&str, &str, &str)> {
    let starts = ["https://", "http://", "sampan://"];
    let mut from = 0;
    loop {
        let found =
            starts.iter().filter_map(|start| Some((text[from..].find(start)?, start.len())));
        let (at, scheme) = found.min()?;
        let at = from + at;
        // Only the characters of an address (RFC 3986) belong to it; what ends a sentence does not.
        let of_address = |c: char| c.is_ascii_graphic() && !"<>\"{}|\\^`".contains(c);
        let body = &text[at..];
        let end = body.find(|c| !of_address(c)).unwrap_or(body.len());
        let link = body[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'']);
        let inside_word = text[..at].chars().next_back().is_some_and(char::is_alphanumeric);
        let inside_ascii =
            inside_word && text[..at].chars().next_back().is_some_and(|c| c.is_ascii());
        if link.len() > scheme && !inside_ascii {
            return Some((&text[..at], link, &text[at + link.len()..]));
        }
        from = at + scheme;
    }
}

/// What a message says, cut short for a list of chats or a quote.
#[must_use]
pub fn brief(content: &Content) -> Content {
    match content {
        Content::Text(text) => {
            let line = text.replace('\n', " ");
            Content::Text(line.chars().take(PREVIEW).collect())
        }
        Content::Pictures(names) => Content::Pictures(names.iter().take(1).cloned().collect()),
        other => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn links_are_found_and_nothing_else() {
        let link = |text: &str| Piece::Link(text.into());
        let words = |text: &str| Piece::Words(text.into());
        assert_eq!(
            pieces("看https://a.example/x?y=1。And (http://b.example)."),
            [
                words("看"),
                link("https://a.example/x?y=1"),
                words("。And ("),
                link("http://b.example"),
                words(").")
            ],
            "what ends a sentence does not belong to it"
        );
        for plain in ["javascript:alert(1)", "https://", "data:text/html,x", "xhttp://a", ""] {
            let none = pieces(plain).iter().all(|piece| matches!(piece, Piece::Words(_)));
            assert!(none, "{plain} is no link");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "(https?://|[a-z. ]|美|\n|\\)){0,40}") {
            let joined: String = pieces(&text)
                .into_iter()
                .map(|piece| match piece { Piece::Words(t) | Piece::Link(t) => t })
                .collect();
            prop_assert_eq!(joined, text);
        }
    }
}
