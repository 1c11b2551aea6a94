//! Previews of links: which link of a post is shown, and what its site is called. The service fetches
//! them; no device does.

use serde::{Deserialize, Serialize};

/// The longest address that is shown, in characters.
pub const ADDRESS_LIMIT: usize = 2_000;
/// The longest title and the longest text of a preview, in characters.
pub const TITLE_LIMIT: usize = 120;
/// The longest text of a preview, in characters.
pub const TEXT_LIMIT: usize = 240;

/// What is at the other end of a post's link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Preview {
    /// The link, as it was written.
    pub url: String,
    /// The host that it leads to in the end, as it can be shown.
    pub site: String,
    /// The title of the page.
    pub title: String,
    /// What the page says of itself; may be empty.
    pub text: String,
    /// SHA-256 of its picture, if it has one.
    pub picture: Option<String>,
}

/// The first link in a text: from `http://` or `https://` to what cannot belong to one.
#[must_use]
pub fn first_link(text: &str) -> Option<&str> {
    let at = |scheme: &str| text.to_ascii_lowercase().find(scheme);
    let from = [at("http://"), at("https://")].into_iter().flatten().min()?;
    let rest = &text[from..];
    let ends = |c: char| {
        c.is_whitespace() || c.is_control() || "<>\"`|\\^{}）】》」，。；、！？".contains(c)
    };
    let mut link = &rest[..rest.find(ends).unwrap_or(rest.len())];
    // A bracket that was opened before the link is not its own.
    let mut open = 0_i32;
    for (at, c) in link.char_indices() {
        match c {
            '(' | '[' => open += 1,
            ')' | ']' => open -= 1,
            _ => {}
        }
        if open < 0 {
            link = &link[..at];
            break;
        }
    }
    let link = link.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_', '~']);
    let (_, host) = link.split_once("://")?;
    let long = link.chars().count() > ADDRESS_LIMIT;
    (!long && host.starts_with(|c: char| c.is_alphanumeric() || c == '[')).then_some(link)
}

/// A host as it can be shown: in its own letters where they are of one script, or of East Asia beside
/// Latin; otherwise as it is asked for (`xn--…`), because it may pass for another one.
#[must_use]
pub fn shown_host(asked: &str, own: &str) -> String {
    let mut scripts = own.chars().filter_map(script);
    let Some(first) = scripts.next() else { return asked.to_owned() };
    let one = scripts.all(|script| script == first || (script.is_open() && first.is_open()));
    let known = own.chars().all(|c| script(c).is_some() || c.is_ascii_digit() || "-.".contains(c));
    if one && known && first != Script::Other { own.to_owned() } else { asked.to_owned() }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    EastAsian,
    Other,
}

impl Script {
    /// Whether it stands beside Latin without looking like it.
    fn is_open(self) -> bool {
        matches!(self, Self::Latin | Self::EastAsian)
    }
}

/// The script of a letter; none for what is no letter.
fn script(c: char) -> Option<Script> {
    Some(match c {
        'a'..='z' | 'A'..='Z' => Script::Latin,
        // Letters with marks that everybody can tell from others; without ı, ĸ, ŀ, ŉ and ſ.
        'ß'..='ö' | 'ø'..='ÿ' | 'ā'..='ķ' | 'ĺ'..='ľ' | 'ł'..='ň' | 'ō'..='ž' if c != 'ı' => {
            Script::Latin
        }
        'α'..='ω' | 'ά'..='ώ' => Script::Greek,
        'а'..='џ' => Script::Cyrillic,
        'ぁ'..='ゖ' | 'ァ'..='ヺ' | 'ー' | '々' | '一'..='鿿' | '㐀'..='䶿' | '가'..='힣' => {
            Script::EastAsian
        }
        c if c.is_alphabetic() => Script::Other,
        _ => return None,
    })
}

/// Words of a page as they are shown: on one line, without marks that turn text around, cut.
#[must_use]
pub fn shown_words(words: &str, most: usize) -> String {
    let plain: String = words
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .filter(|c| !crate::words::turns(*c) && !matches!(c, '\u{200B}'..='\u{200F}' | '\u{FEFF}'))
        .collect();
    let line = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    let cut: String = line.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_first_link_is_found_without_what_stands_around_it() {
        for (text, link) in [
            ("see https://example.com/x.", Some("https://example.com/x")),
            ("[words](https://example.com/a_(b)) and more", Some("https://example.com/a_(b)")),
            ("<http://example.com>", Some("http://example.com")),
            ("看这里：https://example.com/麦，很好", Some("https://example.com/麦")),
            ("**https://example.com**", Some("https://example.com")),
            ("HTTPS://EXAMPLE.com/A then http://b.example", Some("HTTPS://EXAMPLE.com/A")),
            ("https://", None),
            ("ftp://example.com mailto:a@example.com", None),
            ("nothing", None),
        ] {
            assert_eq!(first_link(text), link, "{text}");
        }
        let long = format!("https://example.com/{}", "x".repeat(ADDRESS_LIMIT));
        assert_eq!(first_link(&long), None, "nobody shows that");
    }

    #[test]
    fn a_host_that_may_pass_for_another_is_shown_as_it_is_asked_for() {
        for own in ["example.com", "bücher.example", "中文.com", "例え.テスト", "пример.рф"]
        {
            assert_eq!(shown_host("xn--x", own), own, "in its own letters");
        }
        for own in [
            "аррӏе.com",
            "pаypal.com",
            "gооgle.com",
            "ехаmple.рф",
            "exаmple.рф",
            "tℯst.com",
            "ıd.com",
            "a\u{0301}.com",
            "αpple.gr",
        ] {
            assert_eq!(shown_host("xn--x", own), "xn--x", "{own} may pass for another one");
        }
        assert_eq!(shown_host("192.0.2.1", "192.0.2.1"), "192.0.2.1", "an address");
    }

    #[test]
    fn words_are_shown_on_one_line() {
        assert_eq!(shown_words("  Bread\n and\u{202E} butter ", 40), "Bread and butter", "plain");
        assert_eq!(shown_words("abcdef", 4), "abc…", "cut");
    }

    proptest! {
        #[test]
        fn a_link_is_a_part_of_the_text_and_has_no_blanks(text in ".{0,40}(http://|https://)?.{0,60}") {
            if let Some(link) = first_link(&text) {
                prop_assert!(text.contains(link), "{link}");
                prop_assert!(!link.chars().any(char::is_whitespace), "{link}");
                prop_assert!(link.to_ascii_lowercase().starts_with("http"), "{link}");
            }
        }

        #[test]
        fn words_fit(words in "\\PC{0,300}", most in 1usize..100) {
            let shown = shown_words(&words, most);
            prop_assert!(shown.chars().count() <= most, "{shown}");
        }
    }
}
