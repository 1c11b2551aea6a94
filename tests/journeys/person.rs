//! A person at a window: onboarding, paying and looking as people do.

use crate::line::Line;
use sampan_window::{App, Display, Size, Window};
use serde_json::{Value, json};
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The PIN of everybody in these journeys.
pub(crate) const PIN: &str = "271828";

/// A phone's window.
pub(crate) const PHONE: Size = Size::PHONE;

/// Opens the app in English, keeping everything in `home`.
pub(crate) fn open(display: &Display, home: &Path, line: Option<&Line>) -> Window {
    let app = App::under_test().home(home).language("en").theme("light").size(PHONE).calm();
    let app = match line {
        Some(line) => app.server(&line.url()),
        None => app,
    };
    Window::open(display, &app).expect("the window opens").patience(Duration::from_secs(60))
}

/// Registers from the welcome screen to the home screen; answers the recovery phrase.
pub(crate) fn register(window: &Window, name: &str, handle: &str) -> String {
    register_as(window, name, handle, (false, None))
}

/// The same, with an invitation that somebody gave.
pub(crate) fn register_invited(
    window: &Window,
    name: &str,
    handle: &str,
    invitation: Option<&str>,
) -> String {
    register_as(window, name, handle, (false, invitation))
}

/// Registers a shop that sells food.
pub(crate) fn register_shop(window: &Window, name: &str, handle: &str) {
    register_as(window, name, handle, (true, None));
}

fn register_as(
    window: &Window,
    name: &str,
    handle: &str,
    (shop, invitation): (bool, Option<&str>),
) -> String {
    window.wait_screen("welcome", "ready").expect("nobody is known yet");
    window.click("create-account").expect("one can create an account");
    window.fill("name", name).expect("a name");
    window.fill("handle", handle).expect("a handle");
    if let Some(code) = invitation {
        window.click("have-invitation").expect("one may have an invitation");
        window.fill("invitation", code).expect("it is typed");
    }
    if shop {
        let choose = "const kind = document.querySelector('[data-test=account-kind]');
            kind.value = '1';
            kind.dispatchEvent(new Event('change', { bubbles: true }));
            return true";
        window.script(choose, &[]).expect("a shop, of food");
    }
    window.click("next").expect("name and handle are taken");
    window.wait_for("[data-test=pin-first]").expect("a PIN is asked for");
    window.type_into("pin", PIN).expect("the PIN");
    window.wait_for("[data-test=pin-again]").expect("it is asked for again");
    window.type_into("pin", PIN).expect("the PIN again");
    let phrase = window.text("phrase").expect("the recovery phrase is shown");
    window.click("wrote-down").expect("it was written down");
    answer_phrase(window, &phrase);
    window.wait_screen("home", "ready").expect("home");
    phrase
}

/// Types the three words that are asked for, found by the number in each label.
fn answer_phrase(window: &Window, phrase: &str) {
    let words: Vec<&str> =
        phrase.split_whitespace().filter(|w| w.chars().all(|c| c.is_ascii_lowercase())).collect();
    assert_eq!(words.len(), 12, "the phrase has twelve words: {phrase:?}");
    window.wait_for("[data-test=phrase-word]").expect("three words are asked for");
    let script = "
        const fields = [...document.querySelectorAll('[data-test=phrase-word]')];
        for (const field of fields) {
            const label = field.closest('label, .field').textContent;
            const place = Number(label.match(/\\d+/)[0]);
            field.value = arguments[0][place - 1];
            field.dispatchEvent(new Event('input', { bubbles: true }));
        }
        return fields.length";
    let typed = window.script(script, &[json!(words)]).expect("the words are typed");
    assert_eq!(typed, json!(3), "three words");
    window.click("phrase-done").expect("they are right");
}

/// Puts money in through the sandbox rail.
pub(crate) fn top_up(window: &Window, amount: &str) {
    window.navigate("/wallet/top-up").expect("the screen");
    window.fill("amount", amount).expect("an amount");
    window.click("confirm").expect("confirmed");
    window.wait_for(".receipt.done").expect("the money is there");
}

/// Calls a command, as the screens do.
pub(crate) fn ask(window: &Window, command: &str, request: &Value) -> Value {
    window
        .invoke(command, &json!({ "request": request }))
        .unwrap_or_else(|e| panic!("{command}: {e}"))
}

/// What can be spent in the first account, minor units.
pub(crate) fn available(window: &Window) -> i64 {
    ask(window, "plugin:wallet|get_wallet", &json!({}))["accounts"][0]["available"]
        .as_i64()
        .expect("an account")
}

/// All bills.
pub(crate) fn bills(window: &Window) -> Vec<Value> {
    let filter = json!({"text": "", "month": null, "incoming": null, "kind": null, "category": null, "currency": null, "utc_offset": 0});
    let bills = ask(
        window,
        "plugin:wallet|list_bills",
        &json!({"filter": filter, "offset": 0, "limit": 100}),
    );
    bills.as_array().cloned().expect("a list")
}

/// Waits until everything is confirmed: nothing waits, and the screen says so.
pub(crate) fn wait_synced(window: &Window) {
    let until = Instant::now() + Duration::from_secs(30);
    while ask(window, "plugin:device|list_waiting", &json!({})) != json!([]) {
        let waits = || ask(window, "plugin:device|list_waiting", &json!({}));
        assert!(Instant::now() < until, "what waits is confirmed: {}", waits());
        sleep(Duration::from_millis(50));
    }
    window.wait_for("[data-sync=fresh]").expect("everything is up to date");
}
