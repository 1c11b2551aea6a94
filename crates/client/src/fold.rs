//! Folds text, so that a search finds what looks alike.

use unicode_normalization::UnicodeNormalization;

/// Text in one spelling: compatibility forms made plain (`１２` is `12`), and in small letters.
pub(crate) fn fold(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn what_looks_alike_is_alike() {
        assert_eq!(fold("ＭＥＩ １２．５"), "mei 12.5", "full-width forms are typed by accident");
        assert_eq!(fold("Straße ÉCLAIR"), "straße éclair", "letters become small");
        assert_eq!(fold("早餐"), "早餐", "what has no case stays");
    }
}
