//! Suggesting a handle from a name, as a pure rule.

use sampan_protocol::people::check_handle;

/// The longest handle.
const LONGEST: usize = 20;

/// A handle for a name; nothing where the name has too few letters of the Latin alphabet.
pub(crate) fn suggest(name: &str) -> String {
    let mut handle = String::new();
    for c in name.trim().chars() {
        match c {
            c if c.is_ascii_alphanumeric() => handle.push(c.to_ascii_lowercase()),
            ' ' | '_' | '-' | '.' if !handle.is_empty() && !handle.ends_with('_') => {
                handle.push('_')
            }
            other => handle.push_str(latin(other)),
        }
    }
    let begins = handle.find(|c: char| c.is_ascii_lowercase()).unwrap_or(handle.len());
    let cut: String = handle[begins..].chars().take(LONGEST).collect();
    let mut handle = cut.trim_end_matches('_').to_owned();
    if handle.len() == 2 {
        handle.push('1');
    }
    if check_handle(&handle).is_ok() { handle } else { String::new() }
}

/// What a letter of Latin-1 and some neighbours is without its marks.
const fn latin(c: char) -> &'static str {
    match c {
        'à'..='å' | 'À'..='Å' | 'ā' => "a",
        'æ' | 'Æ' => "ae",
        'ç' | 'Ç' => "c",
        'è'..='ë' | 'È'..='Ë' | 'ē' => "e",
        'ì'..='ï' | 'Ì'..='Ï' | 'ī' => "i",
        'ñ' | 'Ñ' => "n",
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'ō' => "o",
        'ù'..='ü' | 'Ù'..='Ü' | 'ū' => "u",
        'ý' | 'ÿ' | 'Ý' => "y",
        'ß' => "ss",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn handles_follow_from_names() {
        for (name, expected) in [
            ("Mei Lin", "mei_lin"),
            ("  José  Ångström ", "jose_angstrom"),
            ("O’Brien & Sons", "obrien_sons"),
            ("88 Tea", "tea"),
            ("Li", "li1"),
            ("X", ""),
            ("陈美", ""),
            ("陈 Mei", "mei"),
            ("A very long name of a company", "a_very_long_name_of"),
        ] {
            assert_eq!(suggest(name), expected, "a handle for {name}");
        }
    }

    #[test]
    fn what_is_suggested_is_a_handle() {
        for name in ["__", "-a-b-", "a  b", "Ünlü-Öz", "1a2b3c", "ab_"] {
            let handle = suggest(name);
            assert!(handle.is_empty() || check_handle(&handle).is_ok(), "{handle} for {name}");
        }
    }
}
