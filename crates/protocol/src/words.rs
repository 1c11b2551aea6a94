//! What people write: how long it may be, and that it reads as it is.

use crate::error::Error;

/// Refuses what is not one line of so many characters at least and at most: no control characters,
/// none of the marks that turn text around, and no blanks around it.
///
/// # Errors
/// `Invalid` with this key, and the most as `limit`.
pub(crate) fn line(value: &str, limits: (usize, usize), key: &str) -> Result<(), Error> {
    let plain = !value.chars().any(|c| c.is_control() || turns(c));
    fits(value, limits, plain, key)
}

/// As [`line`], for several lines.
///
/// # Errors
/// As [`line`].
pub(crate) fn text(value: &str, limits: (usize, usize), key: &str) -> Result<(), Error> {
    let plain = !value.chars().any(|c| c.is_control() && c != '\n' || turns(c));
    fits(value, limits, plain, key)
}

/// Overrides and isolates of direction (Unicode TR 36): with them a text can read as another one.
pub(crate) fn turns(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn fits(value: &str, (least, most): (usize, usize), plain: bool, key: &str) -> Result<(), Error> {
    let said = value.trim();
    if plain && said == value && (least..=most).contains(&said.chars().count()) {
        return Ok(());
    }
    Err(Error::invalid(key).with("limit", i64::try_from(most).unwrap_or(i64::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_turns_around_or_is_padded_is_refused() {
        let of = |value: &str| line(value, (1, 4), "error.internal").is_ok();
        assert!(of("麦 x"), "plain words");
        for bad in ["", " x", "x ", "a\nb", "a\u{202E}b", "a\u{0}b", "abcde"] {
            assert!(!of(bad), "{bad:?} must be refused");
        }
        assert!(text("a\nb", (1, 4), "error.internal").is_ok(), "several lines");
        assert!(text("a\u{2066}", (1, 4), "error.internal").is_err(), "isolates turn text, too");
    }
}
