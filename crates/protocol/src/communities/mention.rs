//! Whom a text names: `@handle`, outside code.

use crate::people::check_handle;
use std::ops::Range;

/// The most people that one text tells of it.
pub const MOST: usize = 10;

/// Where a text names somebody, with the sign before the handle.
#[must_use]
pub fn places(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('@') {
        let before = text[..at].chars().next_back();
        // Not within a word or an address: `ada@example.org`, `example.org/@ada`.
        let is_word = |c: char| c.is_ascii_alphanumeric() || "_.-/@".contains(c);
        if before.is_some_and(is_word) {
            continue;
        }
        let rest = &text[at + 1..];
        let long =
            rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        let goes_on = rest[long..].starts_with('@');
        if !goes_on && check_handle(&rest[..long].to_ascii_lowercase()).is_ok() {
            found.push(at..at + 1 + long);
        }
    }
    found
}

/// The handles that a text in Markdown names, each once, in their order; at most [`MOST`].
#[must_use]
pub fn named(text: &str) -> Vec<String> {
    let mut handles: Vec<String> = Vec::new();
    for part in outside_code(text) {
        for place in places(part) {
            let handle = part[place.start + 1..place.end].to_ascii_lowercase();
            if !handles.contains(&handle) && handles.len() < MOST {
                handles.push(handle);
            }
        }
    }
    handles
}

/// The parts of a text that do not stand between equally many backquotes.
fn outside_code(text: &str) -> Vec<&str> {
    let (mut parts, mut from, mut at) = (Vec::new(), 0, 0);
    while let Some(opens) = text[at..].find('`').map(|n| at + n) {
        let run = ticks(&text[opens..]);
        let inside = opens + run;
        let mut look = inside;
        let closes = loop {
            let Some(next) = text[look..].find('`').map(|n| look + n) else { break None };
            let length = ticks(&text[next..]);
            if length == run {
                break Some(next);
            }
            look = next + length;
        };
        at = inside;
        if let Some(closes) = closes {
            parts.push(&text[from..opens]);
            at = closes + run;
            from = at;
        }
    }
    parts.push(&text[from..]);
    parts
}

/// How many backquotes a text begins with.
fn ticks(text: &str) -> usize {
    text.len() - text.trim_start_matches('`').len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn people_are_named_by_handle() {
        assert_eq!(named("@mei, and (@Li_Wei)! 谢谢@otto你好"), ["mei", "li_wei", "otto"], "three");
        assert_eq!(named("@mei @MEI @mei"), ["mei"], "once");
        let none = "ada@example.org example.org/@ada @a @1abc @@mei @mei@example.org";
        assert!(named(none).is_empty(), "addresses and what is no handle: {:?}", named(none));
        assert_eq!(named("`@mei` ``a ` @otto`` @lea ```\n@ben\n```"), ["lea"], "not in code");
        assert_eq!(named("a ` alone @mei"), ["mei"], "a backquote alone begins nothing");
        let many: String = (100..130).map(|n| format!("@baker{n} ")).collect();
        assert_eq!(named(&many).len(), MOST, "no more than so many");
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[`@a-c_ .你]{0,40}") {
            for place in places(&text) {
                prop_assert!(text[place.clone()].starts_with('@'));
                prop_assert!(check_handle(&text[place.start + 1..place.end].to_ascii_lowercase()).is_ok());
            }
            prop_assert!(named(&text).len() <= MOST);
        }
    }
}
