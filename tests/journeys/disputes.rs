//! A payment is disputed: the merchant gives in to one, and another goes on to the operators.

use crate::line::Line;
use crate::person::{PHONE, PIN, ask, available, open, register, register_invited, top_up};
use crate::server::{Engine, Server};
use sampan_window::{Display, Window};
use serde_json::json;

/// A picture of one pixel, chosen as people choose a file.
const CHOOSE: &str = "
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 64;
    const brush = canvas.getContext('2d');
    brush.fillStyle = arguments[0];
    brush.fillRect(0, 0, 64, 64);
    const bytes = atob(canvas.toDataURL('image/png').split(',')[1]);
    const file = new File([Uint8Array.from(bytes, c => c.charCodeAt(0))], 'crack.png', { type: 'image/png' });
    const box = new DataTransfer();
    box.items.add(file);
    const input = [...document.querySelectorAll('[data-test=evidence-file]')].at(-1);
    input.files = box.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
    return true";

#[test]
fn a_merchant_gives_in_to_a_dispute_sqlite() {
    a_merchant_gives_in_to_a_dispute(Engine::Sqlite);
}

#[test]
fn a_merchant_gives_in_to_a_dispute_postgres() {
    a_merchant_gives_in_to_a_dispute(Engine::Postgres);
}

fn a_merchant_gives_in_to_a_dispute(engine: Engine) {
    let Some(server) = Server::start(engine) else {
        return;
    };
    let line = Line::to(server.address());
    let (first, second) =
        (Display::start(PHONE).expect("one"), Display::start(PHONE).expect("two"));
    let payer = open(&first, &server.folder().join("payer"), Some(&line));
    register(&payer, "Ada Lovelace", "ada");
    top_up(&payer, "100");
    let shop = open(&second, &server.folder().join("shop"), Some(&line));
    register(&shop, "Li Wei", "liwei");
    let bill = pay(&payer, "liwei", "50");

    // Offline it waits, and is plainly not sent yet.
    line.cut();
    payer.navigate("/wallet").expect("away");
    payer.wait_for("[data-sync=offline]").expect("offline");
    dispute(&payer, &bill, "30", "The vase came broken");
    payer.wait_text("dispute-detail", "Not sent yet").expect("it waits");
    line.mend();
    payer.wait_text("dispute-detail", "Waiting for an answer").expect("it is sent by itself");
    payer.wait_text("dispute-facts", "Held").expect("what is held is said");

    payer.click("dispute-add").expect("there is more to show");
    payer.script(CHOOSE, &[json!("#c9152c")]).expect("a picture");
    payer.wait_for("[data-test=evidence-chosen] img").expect("it is kept");
    payer.click("dispute-add-send").expect("handed in");
    payer
        .wait_until(
            "a second step",
            "return document.querySelectorAll('[data-test=dispute-step]').length === 2",
            &[],
        )
        .expect("it is in the timeline");

    shop.navigate("/wallet").expect("the merchant looks");
    shop.navigate("/").expect("at home");
    shop.wait_text("dispute-notice", "Ada Lovelace").expect("they are told");
    assert_eq!(available(&shop), 2_000, "30 of 50 are held");
    shop.click("dispute-notice").expect("what about");
    shop.wait_text("dispute-steps", "The vase came broken").expect("in the payer's words");
    shop.wait_for("[data-test=evidence-picture] img").expect("with a picture");
    shop.wait_until("the picture to show", "const img = document.querySelector('[data-test=evidence-picture] img'); return img.complete && img.naturalWidth === 64", &[]).expect("it shows");
    shop.click("dispute-accept").expect("they give in");
    shop.type_into("pin", PIN).expect("with the PIN");
    shop.wait_for("[data-test=dispute-detail][data-stage=accepted]").expect("it is over");
    assert_eq!(available(&shop), 2_000, "30 of 50 went back, and nothing is held");

    payer.wait_for("[data-test=dispute-detail][data-stage=accepted]").expect("the payer sees it");
    payer.wait_text("dispute-now", "30").expect("and how much came back");
    assert_eq!(available(&payer), 8_000, "which is there");
    payer.click("dispute-bill").expect("the bill");
    payer.wait_text("refund-so-far", "30").expect("says what came back");
    payer.wait_text("bill-dispute", "Agreed").expect("and how the dispute ended");
    assert_eq!(server.audit()["first_bad"], json!(null), "the ledger holds");
}

/// Pays somebody; answers the bill.
fn pay(payer: &Window, handle: &str, amount: &str) -> String {
    let found = ask(payer, "plugin:people|find_people", &json!({ "text": handle }));
    let id = found["people"][0]["id"].as_str().expect("found").to_owned();
    payer.navigate(&format!("/wallet/pay/{id}")).expect("the form");
    payer.wait_screen("pay-amount", "ready").expect("it shows");
    payer.fill("amount", amount).expect("an amount");
    payer.click("confirm").expect("confirmed");
    payer.type_into("pin", PIN).expect("the PIN");
    payer.wait_for(".receipt.done").expect("paid");
    let bill = "return document.querySelector('[data-test=receipt]').dataset.bill";
    payer.script(bill, &[]).expect("read").as_str().expect("a bill").to_owned()
}

/// Disputes a payment from its bill.
fn dispute(payer: &Window, bill: &str, amount: &str, text: &str) {
    payer.navigate(&format!("/wallet/bills/{bill}")).expect("the bill");
    payer.click("dispute-this").expect("it can be disputed");
    payer.wait_screen("dispute-new", "ready").expect("the form");
    payer.click("reason-not_as_described").expect("a reason");
    payer.fill("dispute-text", text).expect("what happened");
    // The amount stands there already: it is typed until it is the new one.
    let stands = "return document.querySelector('[data-test=dispute-amount]').value";
    for _ in 0..5 {
        payer.fill("dispute-amount", amount).expect("a part of it");
        if payer.script(stands, &[]).expect("read") == json!(amount) {
            break;
        }
    }
    let ready = "return !document.querySelector('button[data-test=confirm]').disabled";
    payer.wait_until("all that is wanted to be there", ready, &[]).expect("it can be opened");
    payer.click("confirm").expect("opened");
    payer.wait_screen("dispute", "ready").expect("how it stands");
}

#[test]
fn two_operators_decide_in_part() {
    let Some(server) = Server::start(Engine::Sqlite) else {
        return;
    };
    let line = Line::to(server.address());
    let displays = [1, 2, 3, 4].map(|_| Display::start(PHONE).expect("a display"));
    let [ada, ben, eve, shop] = [0, 1, 2, 3].map(|at| {
        let home = server.folder().join(format!("home{at}"));
        open(&displays[at], &home, Some(&line))
    });
    register_invited(&ada, "Ada Lovelace", "ada", Some(&server.invitation()));
    register(&ben, "Ben Okri", "ben");
    ada.navigate("/operate/operators").expect("the operators");
    ada.click("appoint").expect("a second one");
    ada.fill("choose-search", "ben").expect("whom");
    ada.click("choose-ben").expect("him");
    ada.type_into("pin", PIN).expect("the PIN");
    ada.wait_for("[data-test=act-detail][data-state=done]").expect("he is one");

    register(&eve, "Eve Ba", "eve");
    top_up(&eve, "100");
    register(&shop, "Li Wei", "liwei");
    let bill = pay(&eve, "liwei", "50");
    dispute(&eve, &bill, "40", "Half of it is missing");
    shop.navigate("/wallet/disputes").expect("the merchant's disputes");
    shop.click("dispute").expect("the one");
    shop.click("dispute-contest").expect("they do not agree");
    shop.fill("dispute-say-text", "All of it was handed over").expect("why");
    shop.click("dispute-contest-send").expect("to the operators");
    shop.wait_for("[data-test=dispute-detail][data-stage=reviewing]").expect("it is theirs");

    ada.navigate("/operate/disputes").expect("the queue");
    ada.click("queue-dispute").expect("the dispute");
    ada.wait_text("dispute-steps", "Half of it is missing").expect("one statement");
    ada.wait_text("dispute-steps", "All of it was handed over").expect("and the other");
    ada.fill("decide-amount", "15").expect("a part");
    ada.fill("decide-reason", "The list names three of four").expect("why");
    ada.click("decide-propose").expect("proposed");
    ada.type_into("pin", PIN).expect("the PIN");
    ada.wait_for("[data-test=act-own]").expect("she cannot confirm it herself");
    assert_eq!(available(&eve), 5_000, "nothing moves by one operator");

    ben.navigate("/operate/acts").expect("his acts");
    ben.click("act-wallet.resolve_dispute").expect("he looks at it");
    ben.wait_text("act-detail", "three of four").expect("why it is proposed");
    ben.click("act-confirm").expect("and agrees");
    ben.type_into("pin", PIN).expect("the PIN");
    ben.wait_for("[data-test=act-detail][data-state=done]").expect("it is decided");

    for side in [&eve, &shop] {
        side.wait_for("[data-test=dispute-detail][data-stage=in_part]").expect("both are told");
        side.wait_text("dispute-steps", "The list names three of four").expect("and why");
    }
    assert_eq!((available(&eve), available(&shop)), (6_500, 3_500), "15 of 50 went back");
    let audit = server.audit();
    assert_eq!(audit["first_bad"], json!(null), "the ledger holds");
    assert_eq!(audit["operators"]["first_bad"], json!(null), "the log, too");
}
