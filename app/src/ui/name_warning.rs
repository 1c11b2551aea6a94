//! Warns of names that may pass for another one: alphabets mixed, hidden marks, letters in disguise.
//!
//! The webview knows which letter is of which script; its tables would be most of our WASM.

use super::Icon;
use crate::prelude::*;
use crate::t;
use js_sys::RegExp;

/// Scripts that are written together: one of them, or several in the same line, are one alphabet.
/// Latin and the scripts of East Asia may also stand beside one another (UTS 39, highly restrictive).
const SCRIPTS: [&str; 14] = [
    r"\p{Script=Latin}",
    r"\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Bopomofo}|\p{Script=Hangul}",
    r"\p{Script=Cyrillic}",
    r"\p{Script=Greek}",
    r"\p{Script=Armenian}",
    r"\p{Script=Cherokee}",
    r"\p{Script=Georgian}",
    r"\p{Script=Hebrew}",
    r"\p{Script=Arabic}",
    r"\p{Script=Devanagari}",
    r"\p{Script=Thai}",
    r"\p{Script=Coptic}",
    r"\p{Script=Lisu}",
    r"\p{Script=Ethiopic}",
];
/// Marks that hide or turn text around, full-width Latin, and the letters of mathematics.
const DISGUISED: &str = r"[\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFF21-\uFF3A\uFF41-\uFF5A]|[\u{1D400}-\u{1D7FF}]";

/// Whether a name may pass for another one.
pub(crate) fn deceives(name: &str) -> bool {
    if name.is_ascii() {
        return false;
    }
    let has = |pattern: &str| RegExp::new(pattern, "u").test(name);
    if has(DISGUISED) {
        return true;
    }
    let found: Vec<usize> = (0..SCRIPTS.len()).filter(|at| has(SCRIPTS[*at])).collect();
    is_mixed(&found)
}

/// Whether scripts, by their place in the list, are not written together.
fn is_mixed(found: &[usize]) -> bool {
    found.len() > 1 && found != [0, 1]
}

/// A warning, where a name may pass for another one.
#[component]
pub(crate) fn NameWarning(
    /// The name.
    name: String,
) -> View {
    if !deceives(&name) {
        return View::none();
    }
    view! {
        <p class="name-warning" role="alert" data-test="name-warning">
            <Icon name="triangle-alert" size=16 />
            <span>{t!("ui.name_warning")}</span>
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_that_are_written_together_are_not_mixed() {
        assert!(!is_mixed(&[]) && !is_mixed(&[2]), "none, or one of any kind");
        assert!(!is_mixed(&[0, 1]), "Latin beside Chinese is everyday life");
        assert!(is_mixed(&[0, 2]), "Latin with Cyrillic is how names are forged");
        assert!(is_mixed(&[0, 1, 3]) && is_mixed(&[1, 2]), "and so is anything else");
    }

    #[test]
    fn plain_names_are_not_even_looked_at() {
        assert!(!deceives("Ada Lovelace"), "ASCII needs no webview");
    }
}
