//! Screens whose code is loaded apart: when one of them is first opened, once, and again if that failed.

use sampan_window::{App, Display, Size, Window};
use serde_json::json;
use std::time::Duration;

/// Notes which parts are asked for from now on, and lets none arrive while `window.cut` is set.
const WATCH: &str = "
    const real = window.fetch;
    Object.assign(window, { parts: [], cut: true });
    window.fetch = (what, ...rest) => {
        const name = String(what.url ?? what);
        if (!/\\/(split|chunk)_\\w+\\.wasm$/.test(name)) return real(what, ...rest);
        window.parts.push(name);
        return window.cut ? Promise.reject(new TypeError('cut off')) : real(what, ...rest);
    };
    return true";

fn asked(window: &Window) -> Vec<String> {
    let parts = window.script("return window.parts.splice(0)", &[]).expect("what was asked for");
    let parts = parts.as_array().cloned().unwrap_or_default();
    parts.iter().filter_map(|part| part.as_str().map(str::to_owned)).collect()
}

#[test]
fn screens_of_few_are_loaded_when_they_are_opened() {
    let home = tempfile::tempdir().expect("a folder");
    let display = Display::start(Size::PHONE).expect("a display");
    let app = App::under_test().home(home.path()).demo().calm().language("en").size(Size::PHONE);
    let window = Window::open(&display, &app).expect("the window opens");
    let window = window.patience(Duration::from_secs(90));
    window.wait_screen("home", "ready").expect("the demo world is there");
    window.wait_for("[data-test=home-videos]").expect("what is drawn later is there");
    assert_eq!(window.script(WATCH, &[]).expect("watched"), json!(true));

    window.navigate("/wallet").expect("what is opened every day");
    window.wait_screen("wallet", "ready").expect("it shows");
    assert_eq!(asked(&window), Vec::<String>::new(), "it was there from the start");

    window.navigate("/settings").expect("what is opened now and then");
    window.wait_screen("not_found", "error").expect("it is said that it cannot be loaded");
    let first = asked(&window);
    assert!(first.iter().any(|part| part.contains("split_account")), "it is asked for: {first:?}");

    window.script("window.cut = false; return true", &[]).expect("mended");
    window.click("retry").expect("once more");
    window.wait_screen("settings", "ready").expect("it shows");
    assert!(asked(&window).iter().any(|part| part.contains("split_account")), "it came anew");

    window.navigate("/me/edit").expect("another one of that part");
    window.wait_screen("me.edit", "ready").expect("it shows");
    assert_eq!(asked(&window), Vec::<String>::new(), "and is there already");
    window.close();
}
