//! The characters that banks of the SEPA take, and how everything else is written with them.

use any_ascii::any_ascii;

/// Text of at most `longest` characters out of the SEPA set: Latin letters, digits and
/// `/ - ? : ( ) . , ' +`. Other scripts are written in Latin letters; what cannot be becomes a dot.
pub(super) fn latin(text: &str, longest: usize) -> String {
    let ascii = any_ascii(text);
    let allowed = |c: char| c.is_ascii_alphanumeric() || "/-?:().,'+ ".contains(c);
    let one = |c: char| match c {
        c if allowed(c) => c,
        '&' => '+',
        '_' => '-',
        c if c.is_whitespace() || c.is_control() => ' ',
        _ => '.',
    };
    let words: String = ascii.chars().map(one).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    // A slash at either end, or two in a row, mean something to banks.
    let mut plain = words;
    while plain.contains("//") {
        plain = plain.replace("//", "/");
    }
    let plain: String = plain.trim_matches(['/', ' ']).chars().take(longest).collect();
    let plain = plain.trim_matches(['/', ' ']);
    if plain.is_empty() { "-".to_owned() } else { plain.to_owned() }
}

/// Text of at most `longest` characters that a message can hold, in its own script.
pub(super) fn as_it_is(text: &str, longest: usize) -> String {
    let plain = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    let plain: String = plain.filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}')).collect();
    let plain: String = plain.trim().chars().take(longest).collect();
    let plain = plain.trim();
    if plain.is_empty() { "-".to_owned() } else { plain.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_written_in_latin_letters() {
        for (text, expected) in [
            ("Zoë Müller-Lüdenscheidt", "Zoe Muller-Ludenscheidt"),
            ("Straße & Søn", "Strasse + Son"),
            ("陈美", "ChenMei"),
            ("  //a//b/  ", "a/b"),
            ("a///b////c", "a/b/c"),
            ("tab\there\nline", "tab here line"),
            ("50 % <off>", "50 . .off."),
            ("", "-"),
            ("///", "-"),
        ] {
            assert_eq!(latin(text, 70), expected, "{text:?}");
        }
        assert_eq!(latin("abcdef ghi", 7), "abcdef", "no space at the end of what is cut");
    }

    proptest! {
        #[test]
        fn only_what_banks_take_comes_out(text in "\\PC*", longest in 1usize..140) {
            let plain = latin(&text, longest);
            prop_assert!(!plain.is_empty() && plain.chars().count() <= longest);
            let known = |c: char| c.is_ascii_alphanumeric() || "/-?:().,'+ ".contains(c);
            prop_assert!(plain.chars().all(known), "{plain:?}");
            prop_assert!(!plain.starts_with('/') && !plain.ends_with('/') && !plain.contains("//"));
        }
    }
}
