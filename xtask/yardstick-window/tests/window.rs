//! Tries the window support itself, on the bare Tauri window.

use std::time::{Duration, Instant};

use sampan_window::{App, Display, Error, Key, Result, Size, Window};
use serde_json::json;

/// A page with a button that counts, a field and a hidden button.
const PAGE: &str = "document.body.innerHTML = `<main data-screen='trial' data-state='ready'>\
    <button data-test='more'>0</button>\
    <input data-test='name' value='old'><button data-test='hidden' hidden>x</button></main>`;\
    const more = document.querySelector('[data-test=more]');\
    more.addEventListener('click', () => { more.textContent = +more.textContent + 1 });";

fn bare() -> App {
    App::foreign(env!("CARGO_BIN_EXE_sampan-yardstick-window"))
}

#[test]
fn a_window_is_clicked_typed_into_photographed_and_ended() -> Result<()> {
    let display = Display::start(Size::DESKTOP)?;
    let window = Window::open(&display, &bare())?.patience(Duration::from_secs(5));
    window.wait_screen("home", "ready")?;
    window.script(PAGE, &[])?;
    window.click("more")?;
    window.click("more")?;
    assert_eq!(window.text("more")?, "2", "every click is counted");
    window.fill("name", "李雷")?;
    let typed = window.script("return document.querySelector('[data-test=name]').value", &[])?;
    assert_eq!(typed, json!("李雷"), "filling a field replaces what was there");
    window.press(&[Key::Letter('!')])?;
    let typed = window.script("return document.querySelector('[data-test=name]').value", &[])?;
    assert_eq!(typed, json!("李雷!"), "keys go where the focus is");

    let folder = tempfile::tempdir().map_err(|cause| Error::File { path: "/tmp".into(), cause })?;
    let picture = folder.path().join("a.png");
    window.screenshot(&picture)?;
    let bytes = std::fs::read(&picture).map_err(|cause| Error::File { path: picture, cause })?;
    assert!(bytes.starts_with(b"\x89PNG"), "a screenshot is a PNG");

    let id = window.process();
    assert!(id.is_some(), "the app's process is known");
    assert!(
        sampan_window::memory_of(id.unwrap_or(0)).pss > 10_000,
        "an app with a web view takes megabytes"
    );
    window.close();
    Ok(())
}

#[test]
fn a_wait_in_vain_ends_and_says_what_was_there() -> Result<()> {
    let display = Display::start(Size::DESKTOP)?;
    let window = Window::open(&display, &bare())?.patience(Duration::from_millis(500));
    window.wait_screen("home", "ready")?;
    window.script(PAGE, &[])?;
    let started = Instant::now();
    let told = window.wait_screen("wallet", "ready").map_err(|error| error.to_string());
    assert!(started.elapsed() < Duration::from_secs(5), "the wait is bounded");
    let told = told.err().unwrap_or_default();
    assert!(
        told.contains("the screen trial is ready"),
        "the error says what was there instead: {told}"
    );
    let told = window.click("hidden").map_err(|error| error.to_string()).err().unwrap_or_default();
    assert!(told.contains("it is hidden"), "what nobody sees cannot be clicked: {told}");
    window.script("document.querySelector('[data-test=more]').disabled = true", &[])?;
    assert!(window.click("more").is_err(), "what is disabled cannot be clicked");
    assert!(window.script("throw new Error('oh')", &[]).is_err(), "a script's error is the test's");
    let thrown = window.script_async("await null; throw new Error('later')", &[]);
    assert!(
        matches!(thrown, Err(Error::Threw(text)) if text == "later"),
        "an async script's error, too"
    );
    assert_eq!(
        window.script_async("return await 7", &[])?,
        json!(7),
        "an async script returns what it resolves to"
    );
    window.kill();
    Ok(())
}
