//! Topics and links in the text of notes.

use serde::{Deserialize, Serialize};

/// The longest topic, in characters.
pub const TOPIC_LIMIT: usize = 24;
/// The most topics of one note.
pub const TOPICS: usize = 10;

/// A piece of text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Piece {
    /// Words, as they are.
    Words(String),
    /// A topic, without its `#`.
    Topic(String),
    /// A link that leads outside: `https` only.
    Link(String),
}

/// Takes a text apart. A topic is `#` at the beginning of a word, followed by letters, digits and
/// `_`; it ends with the next sign of another kind.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let (mut words, mut rest) = (String::new(), text);
    while let Some(first) = rest.chars().next() {
        let begins = words.chars().next_back().is_none_or(|before| !part_of_topic(before));
        let piece = match first {
            '#' if begins => topic_at(rest),
            'h' if begins => link_at(rest),
            _ => None,
        };
        match piece {
            Some((piece, length)) => {
                if !words.is_empty() {
                    found.push(Piece::Words(std::mem::take(&mut words)));
                }
                found.push(piece);
                rest = rest.get(length..).unwrap_or_default();
            }
            None => {
                words.push(first);
                rest = rest.get(first.len_utf8()..).unwrap_or_default();
            }
        }
    }
    if !words.is_empty() {
        found.push(Piece::Words(words));
    }
    found
}

/// The topics of a text, each once, as they are looked for: in small letters.
#[must_use]
pub fn topics(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for piece in pieces(text) {
        if let Piece::Topic(topic) = piece {
            let topic = topic.to_lowercase();
            if !found.contains(&topic) && found.len() < TOPICS {
                found.push(topic);
            }
        }
    }
    found
}

fn part_of_topic(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn topic_at(text: &str) -> Option<(Piece, usize)> {
    let topic: String = text.chars().skip(1).take_while(|c| part_of_topic(*c)).collect();
    let fits = (1..=TOPIC_LIMIT).contains(&topic.chars().count());
    fits.then(|| (1 + topic.len(), Piece::Topic(topic))).map(|(length, piece)| (piece, length))
}

fn link_at(text: &str) -> Option<(Piece, usize)> {
    let rest = text.strip_prefix("https://")?;
    let plain = |c: &char| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '`' | '\\');
    let link: String = rest.chars().take_while(plain).collect();
    let link = link.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'']);
    let host = link.split(['/', '?', '#']).next().unwrap_or_default();
    // Neither a name in front of the host nor a host without a dot.
    let fits = host.contains('.') && !host.contains('@');
    fits.then(|| (Piece::Link(format!("https://{link}")), "https://".len() + link.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn topics_and_links_are_found_and_nothing_else() {
        let text = "早餐 #上海早餐, see https://example.com/a?b=1. #Brunch#上海早餐 a#b http://x.y";
        let wanted = vec![
            Piece::Words("早餐 ".into()),
            Piece::Topic("上海早餐".into()),
            Piece::Words(", see ".into()),
            Piece::Link("https://example.com/a?b=1".into()),
            Piece::Words(". ".into()),
            Piece::Topic("Brunch".into()),
            Piece::Topic("上海早餐".into()),
            Piece::Words(" a#b http://x.y".into()),
        ];
        assert_eq!(pieces(text), wanted, "in order");
        assert_eq!(topics(text), ["上海早餐", "brunch"], "each once");
        for bad in ["https://", "https://a", "https://me@evil.example", "javascript:alert(1)"] {
            assert_eq!(pieces(bad), [Piece::Words(bad.into())], "{bad} leads nowhere");
        }
    }

    proptest! {
        #[test]
        fn nothing_is_lost(text in "[a-c# 上_.:/h\n]{0,60}|.{0,40}") {
            let again: String = pieces(&text).into_iter().map(|piece| match piece {
                Piece::Words(words) => words,
                Piece::Topic(topic) => format!("#{topic}"),
                Piece::Link(link) => link,
            }).collect();
            prop_assert_eq!(again, text);
        }
    }
}
