//! Letters of any script, asked of the webview: Unicode's tables would take 12 KB of the WASM.

/// Whether a character is a letter or a digit.
pub(crate) fn is_alphanumeric(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { beyond_ascii::is_alphanumeric(c) }
}

/// A character in upper case.
pub(crate) fn upper(c: char) -> String {
    if c.is_ascii() { c.to_ascii_uppercase().to_string() } else { beyond_ascii::upper(c) }
}

#[cfg(target_arch = "wasm32")]
mod beyond_ascii {
    use js_sys::{JsString, RegExp};

    pub(super) fn is_alphanumeric(c: char) -> bool {
        thread_local! {
            static SIGNS: RegExp = RegExp::new(r"[\p{Alphabetic}\p{N}]", "u");
        }
        SIGNS.with(|signs| signs.test(c.encode_utf8(&mut [0; 4])))
    }

    pub(super) fn upper(c: char) -> String {
        let text: JsString = (&*c.encode_utf8(&mut [0; 4])).into();
        text.to_upper_case().into()
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod beyond_ascii {
    pub(super) fn is_alphanumeric(c: char) -> bool {
        c.is_alphanumeric()
    }

    pub(super) fn upper(c: char) -> String {
        c.to_uppercase().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_known_in_any_script() {
        for (c, known, expected) in [
            ('a', true, "A"),
            ('é', true, "É"),
            ('ß', true, "SS"),
            ('陈', true, "陈"),
            ('8', true, "8"),
        ] {
            assert_eq!((is_alphanumeric(c), &*upper(c)), (known, expected), "{c}");
        }
        for c in ['“', ' ', '🍜', '_'] {
            assert!(!is_alphanumeric(c), "{c} is neither letter nor digit");
        }
    }
}
