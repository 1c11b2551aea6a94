//! Somebody who has just come: every screen is as empty as it can be.

use sampan_window::Window;
use serde_json::json;

/// The PIN that is chosen; nobody else ever sees this person.
const PIN: &str = "314159";

/// Makes an account in a window that knows nobody, as a person would.
pub(super) fn register(window: &Window) -> anyhow::Result<()> {
    window.wait_screen("welcome", "ready")?;
    window.click("create-account")?;
    window.fill("name", "Ada Lovelace")?;
    window.fill("handle", "ada")?;
    window.click("next")?;
    for name in ["pin-first", "pin-again"] {
        window.wait_for(&format!("[data-test={name}]"))?;
        window.type_into("pin", PIN)?;
    }
    let phrase = window.text("phrase")?;
    let is_word = |word: &&str| word.chars().all(|c| c.is_ascii_lowercase());
    let words: Vec<&str> = phrase.split_whitespace().filter(is_word).collect();
    window.click("wrote-down")?;
    window.wait_for("[data-test=phrase-word]")?;
    let script = "
        for (const field of document.querySelectorAll('[data-test=phrase-word]')) {
            const asked = field.closest('label, .field').textContent.match(/\\d+/)[0];
            field.value = arguments[0][Number(asked) - 1];
            field.dispatchEvent(new Event('input', { bubbles: true }));
        }";
    window.script(script, &[json!(words)])?;
    window.click("phrase-done")?;
    window.wait_screen("home", "ready")?;
    Ok(())
}
