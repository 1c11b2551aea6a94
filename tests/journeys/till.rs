//! At a till: a payer shows a code, offline too, and somebody charges it.

use crate::line::Line;
use crate::person::{PHONE, PIN, available, open, register, top_up};
use crate::server::{Engine, Server};
use sampan_window::{Display, Window};
use serde_json::json;

#[test]
fn a_pay_code_is_charged_and_the_payer_sees_it_sqlite() {
    a_pay_code_is_charged_and_the_payer_sees_it(Engine::Sqlite);
}

#[test]
fn a_pay_code_is_charged_and_the_payer_sees_it_postgres() {
    a_pay_code_is_charged_and_the_payer_sees_it(Engine::Postgres);
}

fn a_pay_code_is_charged_and_the_payer_sees_it(engine: Engine) {
    let Some(server) = Server::start(engine) else {
        return;
    };
    let (line, other) = (Line::to(server.address()), Line::to(server.address()));
    let (first, second) =
        (Display::start(PHONE).expect("one"), Display::start(PHONE).expect("two"));
    let payer = open(&first, &server.folder().join("payer"), Some(&line));
    register(&payer, "Ada Lovelace", "ada");
    top_up(&payer, "1000");
    let till = open(&second, &server.folder().join("till"), Some(&other));
    register(&till, "Li Wei", "liwei");

    // Once seen online, codes are made offline as well.
    payer.navigate("/wallet/code").expect("the code");
    payer.wait_for("[data-test=pay-code]").expect("there is one");
    line.cut();
    payer.navigate("/wallet").expect("away");
    payer.wait_for("[data-sync=offline]").expect("offline");
    payer.navigate("/wallet/code").expect("and back");
    payer.wait_text("pay-code-caps", "offline").expect("what it pays offline is said");
    payer.wait_text("pay-code-caps", "500").expect("up to which amount");
    let code = digits(&payer);
    assert_eq!(code.len(), 18, "{code} is a code");
    hides(&payer);

    charge(&till, "25", &code);
    till.wait_for(".receipt.done").expect("it is paid while the payer is offline");
    assert_eq!(available(&till), 2_500, "the money is there");
    line.mend();
    payer.wait_for("[data-test=code-outcome].done").expect("the payer's window shows it by itself");
    assert_eq!(available(&payer), 97_500, "25 of 1,000 are gone");
    charge(&till, "25", &code);
    till.wait_until(
        "it is said that the code was used",
        "return document.body.innerText.includes('used already')",
        &[],
    )
    .expect("a code is good once");
    let amount = "return document.querySelector('[data-test=amount]').value";
    assert_eq!(
        till.script(amount, &[]).expect("read"),
        json!("25"),
        "what was typed is still there"
    );

    payer.click("next-code").expect("the next one");
    let next = digits(&payer);
    assert_ne!(next, code, "another code");
    charge(&till, "600", &next);
    till.wait_for("[data-test=charge-state].waiting").expect("it is too much for a code alone");
    assert_eq!(available(&till), 2_500, "nothing has moved");
    payer.wait_text("charge-asked", "Li Wei").expect("the payer is asked");
    payer.click("charge-confirm").expect("yes");
    payer.type_into("pin", PIN).expect("the PIN");
    payer.wait_for("[data-test=code-outcome].done").expect("paid");
    till.wait_for("[data-test=charge-state].done").expect("the till shows it by itself");
    assert_eq!((available(&payer), available(&till)), (37_500, 62_500), "600 have moved");
    assert_eq!(server.audit()["first_bad"], json!(null), "the ledger holds");
}

/// The code that a window shows.
fn digits(payer: &Window) -> String {
    payer.wait_for("[data-test=pay-code]").expect("a code");
    let script = "return document.querySelector('[data-test=pay-code]').dataset.digits";
    payer.script(script, &[]).expect("read").as_str().expect("digits").to_owned()
}

/// Types an amount and a code, and charges it.
fn charge(till: &Window, amount: &str, code: &str) {
    till.navigate("/wallet/charge").expect("the till");
    till.wait_screen("charge", "ready").expect("its form");
    till.fill("amount", amount).expect("the amount");
    till.fill("charge-code", code).expect("the code");
    till.click("confirm").expect("charged");
}

/// The code is covered when the window is left, and shown again when that is pressed.
fn hides(payer: &Window) {
    payer.script("window.dispatchEvent(new Event('blur')); return true", &[]).expect("left");
    payer.wait_for("[data-test=pay-code-covered]").expect("it is covered");
    assert_eq!(payer.count("[data-test=pay-code]").expect("counted"), 0, "no digits, no symbol");
    payer.click("pay-code-covered").expect("pressed");
    payer.wait_for("[data-test=pay-code]").expect("shown again");
}
