//! Two devices on one server: codes are paid, and the other window shows it by itself.

use crate::line::Line;
use crate::person::{PHONE, PIN, ask, available, open, register, top_up};
use crate::server::{Engine, Server};
use sampan_window::{Display, Window};
use serde_json::json;

#[test]
fn a_pasted_code_is_paid_and_the_payee_sees_it_sqlite() {
    a_pasted_code_is_paid_and_the_payee_sees_it(Engine::Sqlite);
}

#[test]
fn a_pasted_code_is_paid_and_the_payee_sees_it_postgres() {
    a_pasted_code_is_paid_and_the_payee_sees_it(Engine::Postgres);
}

fn a_pasted_code_is_paid_and_the_payee_sees_it(engine: Engine) {
    let Some(server) = Server::start(engine) else {
        return;
    };
    let line = Line::to(server.address());
    let (first, second) =
        (Display::start(PHONE).expect("one"), Display::start(PHONE).expect("two"));
    let payer = open(&first, &server.folder().join("payer"), Some(&line));
    register(&payer, "Ada Lovelace", "ada");
    top_up(&payer, "100");
    let payee = open(&second, &server.folder().join("payee"), Some(&line));
    register(&payee, "Li Wei", "liwei");

    let payload = collect_code(&payee);
    // If the page were loaded anew, this would be gone.
    payee.script("window.notReloaded = true; return true", &[]).expect("marked");
    payee.navigate("/wallet").expect("the payee looks at the wallet");
    payee.wait_screen("wallet", "ready").expect("it shows");

    paste(&payer, &payload);
    payer.wait_text("payee", "Li Wei").expect("the payee is shown by name");
    payer.wait_text("amount-fixed", "12.50").expect("with the amount of the code");
    payer.click("confirm").expect("confirmed");
    payer.type_into("pin", PIN).expect("the PIN");
    payer.wait_for(".receipt.done").expect("paid");
    assert_eq!(available(&payer), 8_750, "12.50 of 100 are gone");

    payee.wait_text("recent-bills", "Ada Lovelace").expect("the payee's window shows it, pushed");
    payee.wait_text("recent-bills", "12.50").expect("with its amount");
    let mark = payee.script("return window.notReloaded === true", &[]).expect("read");
    assert_eq!(mark, json!(true), "without a reload");
    assert_eq!(available(&payee), 1_250, "the money is there");

    // The same code cannot be paid twice.
    paste(&payer, &payload);
    payer
        .wait_until(
            "it is said that the code was used",
            "return document.body.innerText.includes('already')",
            &[],
        )
        .expect("a used code is refused");
    assert_eq!(available(&payer), 8_750, "nothing more is gone");
    assert_eq!(server.audit()["first_bad"], json!(null), "the ledger holds");
}

/// A code for 12.50 in the payee's first currency.
fn collect_code(payee: &Window) -> String {
    let wallet = ask(payee, "plugin:wallet|get_wallet", &json!({}));
    let currency = &wallet["accounts"][0]["account"]["currency"];
    let amount = json!({"minor": 1_250, "currency": currency});
    let wanted = json!({"amount": amount, "currency": currency, "note": "Noodles"});
    let code = ask(payee, "plugin:wallet|make_code", &wanted);
    code["payload"].as_str().expect("a payload").to_owned()
}

/// Pastes a code where codes are read.
fn paste(payer: &Window, payload: &str) {
    payer.navigate("/wallet/scan?way=text").expect("the payer pastes");
    payer.wait_screen("scan", "ready").expect("the screen");
    payer.fill("code-text", payload).expect("the code");
    payer.click("read-text").expect("it is read");
}
