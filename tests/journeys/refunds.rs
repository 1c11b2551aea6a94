//! Money that goes back: a merchant's part, and that both sides see how much of it.

use crate::line::Line;
use crate::person::{PHONE, PIN, ask, available, bills, open, register, top_up, wait_synced};
use crate::server::{Engine, Server};
use sampan_window::{Display, Window};
use serde_json::json;

#[test]
fn a_part_of_a_payment_goes_back_and_both_sides_see_it() {
    let Some(server) = Server::start(Engine::Sqlite) else {
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
    top_up(&payee, "100");
    pay(&payer, "liwei", "30");

    payee.navigate("/wallet").expect("the payee looks at the wallet");
    payee.wait_text("recent-bills", "Ada Lovelace").expect("it came");
    let bill = bills(&payee)[0]["id"].as_str().expect("a bill").to_owned();
    payee.navigate(&format!("/wallet/bills/{bill}")).expect("the bill");
    payee.click("prove").expect("it is looked up in the journal");
    payee.wait_text("bill-proof", "ledger").expect("and is there");
    give_back(&payee, "12.5", false);
    assert_eq!(available(&payee), 11_750, "12.50 of 30 went back");
    payee.navigate(&format!("/wallet/bills/{bill}")).expect("the bill again");
    payee.wait_text("refund-so-far", "12.50").expect("it says how much went back");
    give_back(&payee, "18", true);
    assert_eq!(available(&payee), 11_750, "more than was left did not go");

    payer.navigate("/wallet").expect("the payer looks");
    payer.wait_text("recent-bills", "Refund").expect("the payer has it, named for what it is");
    wait_synced(&payer);
    assert_eq!(available(&payer), 8_250, "12.50 are back");
    payer.navigate(&format!("/wallet/bills/{bill}")).expect("the payer's side of it");
    payer.wait_text("refund-so-far", "12.50").expect("it says so, too");
    assert_eq!(server.audit()["first_bad"], json!(null), "the ledger holds");
}

fn pay(payer: &Window, handle: &str, amount: &str) {
    let found = ask(payer, "plugin:people|find_people", &json!({ "text": handle }));
    let id = found["people"][0]["id"].as_str().expect("found").to_owned();
    payer.navigate(&format!("/wallet/pay/{id}")).expect("the form");
    payer.wait_screen("pay-amount", "ready").expect("it shows");
    payer.fill("amount", amount).expect("an amount");
    payer.click("confirm").expect("confirmed");
    payer.type_into("pin", PIN).expect("the PIN");
    payer.wait_for(".receipt.done").expect("paid");
}

/// Gives back an amount from the open bill; one that is too much is refused where it is typed.
fn give_back(payee: &Window, amount: &str, too_much: bool) {
    payee.click("give-back").expect("it can be given back");
    payee.wait_screen("refund", "ready").expect("the form");
    payee.fill("amount", amount).expect("an amount");
    payee.click("confirm").expect("confirmed");
    payee.type_into("pin", PIN).expect("the PIN");
    if too_much {
        payee
            .wait_until(
                "it says what is left",
                "return document.body.innerText.includes('17.50')",
                &[],
            )
            .expect("it is refused, and says what is left");
    } else {
        payee.wait_for(".receipt.done").expect("given back");
    }
}
