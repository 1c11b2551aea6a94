//! What happens by itself, and what can be called back, between two devices on one server.

use crate::line::Line;
use crate::person::{PHONE, PIN, available, open, register, top_up};
use crate::server::{Engine, Server};
use sampan_window::{Display, Window};
use serde_json::json;

#[test]
fn a_scheduled_transfer_is_paid_by_itself_and_a_delayed_one_called_back() {
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
    payee.navigate("/wallet").expect("the payee looks at the wallet");
    payee.wait_screen("wallet", "ready").expect("it shows");

    payer.navigate("/wallet/plans").expect("what is scheduled");
    payer.wait_screen("plans", "empty").expect("nothing yet");
    payer.click("plan-first").expect("so the first is made");
    payer.fill("people-search", "liwei").expect("searched");
    payer.click("person-liwei").expect("found");
    payer.wait_screen("plan-amount", "ready").expect("the form");
    payer.fill("amount", "5").expect("an amount");
    now(&payer);
    payer.click("confirm").expect("confirmed");
    payer.type_into("pin", PIN).expect("the PIN, once");
    payer.wait_screen("plans", "ready").expect("it is in the list");
    // Nobody does anything: the server pays when it is time.
    payee.wait_text("recent-bills", "Ada Lovelace").expect("it is paid by itself");
    assert_eq!(available(&payee), 500, "the money is there");
    payer.wait_text("plan-standing", "next").expect("and will be again");
    payer.click("plan-pause").expect("it is paused");
    payer.wait_text("plan-standing", "paused").expect("and says so");

    called_back(&payer, &payee);
    assert_eq!(server.audit()["first_bad"], json!(null), "the ledger holds");
}

/// Sets first day and time to this minute.
fn now(window: &Window) {
    let script = "
        const now = new Date(), two = n => String(n).padStart(2, '0');
        const put = (test, text) => {
            const input = document.querySelector(`[data-test=${test}]`);
            input.value = text;
            input.dispatchEvent(new Event('input', { bubbles: true }));
        };
        put('plan-date', `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`);
        put('plan-time', `${two(now.getHours())}:${two(now.getMinutes())}`);
        return true";
    window.script(script, &[]).expect("this very minute");
}

/// Sends money that arrives in two hours, and calls it back.
fn called_back(payer: &Window, payee: &Window) {
    payer.navigate("/wallet/pay").expect("the payer pays");
    payer.fill("people-search", "liwei").expect("searched");
    payer.click("person-liwei").expect("found");
    payer.wait_screen("pay-amount", "ready").expect("the form");
    payer.fill("amount", "20").expect("an amount");
    let later = "const s = document.querySelector('[data-test=arrival]'); s.value = '1';
        s.dispatchEvent(new Event('change', { bubbles: true })); return true";
    payer.script(later, &[]).expect("in two hours");
    payer.click("confirm").expect("confirmed");
    payer.type_into("pin", PIN).expect("the PIN");
    payer.wait_for(".receipt.waiting").expect("it is on its way");
    assert_eq!(available(payer), 7_500, "held, so that it cannot be spent");
    payee.wait_text("recent-bills", "On its way").expect("the payee sees it coming");
    assert_eq!(available(payee), 500, "but does not have it");

    payer.navigate("/wallet/plans").expect("what is underway");
    payer.wait_screen("plans", "ready").expect("it shows");
    payer.click("bill").expect("the transfer");
    payer.click("call-back").expect("it is called back");
    payer.click("confirm-yes").expect("yes");
    payer.wait_text("bill-state", "Called back").expect("and says so");
    assert_eq!(available(payer), 9_500, "free again");
    payee.wait_text("recent-bills", "Called back").expect("the payee sees it");
}
