//! What the buttons above a text do to it: marks of Markdown around, or before, what is chosen.

/// A mark of Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// `**bold**`
    Bold,
    /// `*italic*`
    Italic,
    /// `[words](https://…)`
    Link,
    /// `- item`
    List,
    /// `> said`
    Quote,
    /// Backticks around.
    Code,
}

/// A text, and what of it is chosen, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Chosen {
    /// The text.
    pub(super) text: String,
    /// Where what is chosen begins.
    pub(super) from: usize,
    /// Where it ends.
    pub(super) to: usize,
}

/// Where a link leads until something else is typed.
const ADDRESS: &str = "https://";

impl Mark {
    /// Puts the mark on what is chosen; what was chosen stays so, or the address of a link is.
    pub(super) fn put(self, chosen: &Chosen) -> Chosen {
        match self {
            Self::Bold => around(chosen, "**", "**"),
            Self::Italic => around(chosen, "*", "*"),
            Self::Code => around(chosen, "`", "`"),
            Self::List => before_lines(chosen, "- "),
            Self::Quote => before_lines(chosen, "> "),
            Self::Link => {
                let after = format!("]({ADDRESS})");
                let Chosen { text, to, .. } = around(chosen, "[", &after);
                let from = to + 2;
                Chosen { text, from, to: from + ADDRESS.len() }
            }
        }
    }
}

fn around(chosen: &Chosen, before: &str, after: &str) -> Chosen {
    let Chosen { text, from, to } = chosen;
    let text = [&text[..*from], before, &text[*from..*to], after, &text[*to..]].concat();
    Chosen { text, from: from + before.len(), to: to + before.len() }
}

fn before_lines(chosen: &Chosen, mark: &str) -> Chosen {
    let Chosen { text, from, to } = chosen;
    let start = text[..*from].rfind('\n').map_or(0, |at| at + 1);
    let lines = text[start..*to].split('\n').map(|line| [mark, line].concat());
    let lines = lines.collect::<Vec<_>>().join("\n");
    let grown = lines.len() - (to - start);
    let text = [&text[..start], &lines, &text[*to..]].concat();
    Chosen { text, from: from + mark.len(), to: to + grown }
}

/// The byte at which a count of UTF-16 units ends, as the webview counts; the end where it has fewer.
pub(super) fn byte_at(text: &str, units: usize) -> usize {
    let mut count = 0;
    for (at, c) in text.char_indices() {
        if count >= units {
            return at;
        }
        count += c.len_utf16();
    }
    text.len()
}

/// How many UTF-16 units stand before a byte.
pub(super) fn units_before(text: &str, byte: usize) -> usize {
    text[..byte].chars().map(char::len_utf16).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A text whose chosen part stands between two bars.
    fn chosen(text: &str) -> Chosen {
        let from = text.find('|').expect("a first bar");
        let to = text.rfind('|').expect("a second bar") - 1;
        Chosen { text: text.replace('|', ""), from, to }
    }

    #[test]
    fn marks_are_put_around_and_before() {
        for (mark, before, after) in [
            (Mark::Bold, "a |big| dog", "a **|big|** dog"),
            (Mark::Italic, "||", "*||*"),
            (Mark::Code, "see |ls|", "see `|ls|`"),
            (Mark::List, "tea\n|milk\neggs|\n", "tea\n- |milk\n- eggs|\n"),
            (Mark::List, "||", "- ||"),
            (Mark::Quote, "he s|ai|d", "> he s|ai|d"),
            (Mark::Link, "see |here|!", "see [here](|https://|)!"),
            (Mark::Bold, "吃|面|", "吃**|面|**"),
        ] {
            assert_eq!(mark.put(&chosen(before)), chosen(after), "{mark:?} on {before:?}");
        }
    }

    proptest! {
        #[test]
        fn units_and_bytes_are_the_same_places(text in any::<String>()) {
            for (at, _) in text.char_indices() {
                prop_assert_eq!(byte_at(&text, units_before(&text, at)), at);
            }
            prop_assert_eq!(byte_at(&text, usize::MAX), text.len());
        }
    }
}
