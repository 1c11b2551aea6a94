//! Money changes its currency by an offer that holds for a minute, and fees are said before they are paid.

use crate::person::{PHONE, available};
use sampan_window::{App, Display, Window};
use serde_json::{Value, json};
use std::time::Duration;

/// The PIN of everybody in the demo world.
const PIN: &str = "246813";

#[test]
fn money_is_exchanged_and_an_offer_that_ended_is_followed_by_the_next() {
    let home = tempfile::tempdir().expect("a folder");
    let display = Display::start(PHONE).expect("a display");
    let window = demo(&display, home.path());
    let before = balances(&window);

    window.navigate("/wallet/rates").expect("the rates");
    window.wait_text("rate-USD", "7.1234").expect("what a dollar costs");
    window.navigate("/wallet/exchange?sell=CNY&buy=JPY").expect("the exchange");
    window.wait_screen("exchange", "ready").expect("is there");
    window.fill("exchange-get", "10000").expect("what is wanted");
    let typed = "return document.querySelector('[data-test=exchange-give]').value";
    window
        .wait_until("the other amount", &typed.replace("return ", "return !!"), &[])
        .expect("follows");
    window.fill("exchange-give", "100").expect("what is given");
    window.wait_text("exchange-rate", "CNY").expect("the rate is shown");
    window.click("exchange-quote").expect("an offer is asked for");
    window.wait_text("exchange-offer", "100").expect("it says what leaves");
    window.click("exchange-take").expect("agreed");
    window.wait_for("[data-test=pin-sheet]").expect("the PIN is asked for");
    // The offer ends while the PIN is typed.
    std::thread::sleep(Duration::from_secs(61));
    window.type_into("pin", PIN).expect("too late");
    window.wait_text("exchange-renewed", "Nothing was exchanged").expect("said plainly");
    assert_eq!(balances(&window), before, "nothing moved");
    window.wait_text("exchange-offer", "100").expect("the new offer stands in its place");
    window.click("exchange-take").expect("agreed again");
    window.type_into("pin", PIN).expect("in time");
    window.wait_for(".receipt.done").expect("exchanged");
    window.wait_text("receipt-linked", "JP").expect("it says what was got");
    let after = balances(&window);
    assert_eq!(after["CNY"].as_i64(), before["CNY"].as_i64().map(|n| n - 10_000), "100.00 left");
    assert!(after["JPY"].as_i64() > before["JPY"].as_i64(), "and yen have come");

    window.click("view-bill").expect("its bill");
    window.wait_for("[data-test=linked-bill]").expect("names the other half");
    window.click("linked-bill").expect("which leads there");
    window
        .wait_until(
            "the other half's own bill",
            "return document.querySelector('.bill-detail-amount')?.innerText.includes('+')",
            &[],
        )
        .expect("it came in");
}

#[test]
fn the_fee_on_taking_out_is_said_before() {
    let home = tempfile::tempdir().expect("a folder");
    let display = Display::start(PHONE).expect("a display");
    let window = demo(&display, home.path());
    let before = available(&window);
    window.navigate("/wallet/withdraw").expect("taking out");
    window.wait_screen("withdraw", "ready").expect("is there");
    window.fill("amount", "200").expect("an amount");
    window.wait_text("fee", "0.20").expect("the fee on it");
    window.wait_text("fee-rest", "199.80").expect("and what arrives");
    window.click("confirm").expect("confirmed");
    window.type_into("pin", PIN).expect("the PIN");
    window.wait_for(".receipt.done").expect("taken out");
    window.wait_text("receipt-linked", "0.20").expect("the receipt names the fee");
    assert_eq!(available(&window), before - 20_000, "all of it left the account");
}

#[test]
fn an_operator_sets_the_rates_and_proposes_a_fee() {
    let home = tempfile::tempdir().expect("a folder");
    let display = Display::start(PHONE).expect("a display");
    let window = demo(&display, home.path());
    window.navigate("/operate").expect("what operators look after");
    window.click("operate-rates").expect("the rates are among it");
    window.wait_screen("operate-rates", "ready").expect("as they are");
    window.fill("rate-price", "seven").expect("nonsense");
    window.wait_text("rates-wrong", "7.1234").expect("what to write instead");
    window.fill("rate-price", "7.25").expect("a dollar costs more");
    window.click("rates-save").expect("set");
    window.type_into("pin", PIN).expect("the PIN");
    window.wait_for("[data-screen=operate-act]").expect("the act is shown");
    window.navigate("/wallet/rates").expect("what everybody sees");
    window.wait_text("rate-USD", "7.25").expect("the new rate");

    window.navigate("/operate/fees").expect("the fees");
    window.fill("fee-merchant", "0.5").expect("a higher one");
    window.click("fees-save").expect("proposed");
    window.type_into("pin", PIN).expect("the PIN");
    window.wait_for("[data-screen=operate-act]").expect("the act waits for another operator");
}

/// The demo world in a window.
fn demo(display: &Display, home: &std::path::Path) -> Window {
    let app = App::under_test().demo().home(home).language("en").theme("light");
    let window = Window::open(display, &app.size(PHONE).calm()).expect("the window opens");
    let window = window.patience(Duration::from_secs(60));
    window.wait_screen("home", "ready").expect("the demo world");
    window.navigate("/wallet").expect("the wallet");
    window.wait_screen("wallet", "ready").expect("is there");
    window
}

/// What can be spent, by currency.
fn balances(window: &Window) -> serde_json::Map<String, Value> {
    let wallet = window.invoke("plugin:wallet|get_wallet", &json!({"request": {}}));
    let wallet = wallet.expect("read");
    let accounts = wallet["accounts"].as_array().expect("accounts").iter();
    accounts
        .map(|a| {
            let code = a["account"]["currency"].as_str().expect("a currency").to_owned();
            (code, a["available"].clone())
        })
        .collect()
}
