//! Seeing where money went, in the demo world: bills put in order, budgets, statements, receipts.

use crate::person::{PHONE, ask, wait_synced};
use sampan_window::{App, Display, Window};
use serde_json::{Value, json};
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The PIN of everybody in the demo world.
const PIN: &str = "246813";

fn demo(display: &Display, home: &Path) -> Window {
    let app = App::under_test().home(home).demo().calm().language("en").theme("light").size(PHONE);
    let window = Window::open(display, &app).expect("the window opens");
    let window = window.patience(Duration::from_secs(60));
    window.wait_screen("home", "ready").expect("the demo world is there");
    window
}

/// The newest bill whose name, note or amount has these words.
fn bill(window: &Window, text: &str) -> Value {
    let filter = json!({"text": text, "month": null, "incoming": null, "kind": null,
        "category": null, "currency": null, "utc_offset": 0});
    let asked = json!({"filter": filter, "offset": 0, "limit": 1});
    let until = Instant::now() + Duration::from_secs(60);
    loop {
        let found = ask(window, "plugin:wallet|list_bills", &asked)[0].clone();
        if !found.is_null() {
            return found;
        }
        assert!(Instant::now() < until, "a bill with {text:?} is there");
        sleep(Duration::from_millis(100));
    }
}

fn open_bill(window: &Window, bill: &Value) {
    let path = format!("/wallet/bills/{}", bill["id"].as_str().expect("an identifier"));
    window.navigate(&path).expect("the address");
    window.wait_screen("bill", "ready").expect("the bill is shown");
}

/// Presses the chip of this name that says this.
fn press_chip(window: &Window, test: &str, says: &str) {
    let css = format!("[data-test={test:?}]");
    let script = "const chip = [...document.querySelectorAll(arguments[0])]
        .find(e => e.textContent.includes(arguments[1])); chip?.click(); return !!chip";
    window
        .wait_until(&format!("{says:?} to press"), script, &[json!(css), json!(says)])
        .expect(says);
}

#[test]
fn a_bill_is_put_in_order_found_by_its_tag_and_compared() {
    let home = tempfile::tempdir().expect("a folder");
    let display = Display::start(PHONE).expect("a display");
    let window = demo(&display, home.path());
    let latte = bill(&window, "拿铁");
    open_bill(&window, &latte);
    window.wait_text("bill-category", "Eating out").expect("where it falls by itself");

    window.click("order-bill").expect("it can be put in order");
    window.click("category-travel").expect("another category");
    window.type_into("tag-add", "Osaka,").expect("a comma ends a tag");
    window.wait_for("[data-test=tag]").expect("it is one now");
    window.type_into("tag-add", "with Kenji").expect("another one, not ended");
    window.fill("own-note", "The one by the canal").expect("a note");
    window.click("order-save").expect("saved");
    window.wait_text("bill-category", "Travel").expect("the category has changed");
    window.wait_text("bill-written", "#with Kenji").expect("nothing typed is lost");
    window.wait_text("bill-own-note", "The one by the canal").expect("the note is there");
    wait_synced(&window);

    window.navigate("/wallet/bills").expect("all bills");
    window.wait_screen("bills", "ready").expect("the list");
    window.click("filter").expect("the filters");
    press_chip(&window, "filter-tag", "#Osaka");
    window.click("filter-show").expect("shown");
    let one = "return document.querySelectorAll('[data-test=bill]').length === 1";
    window.wait_until("only that bill", one, &[]).expect("the tag finds it alone");
    window.wait_for(&format!("[data-bill={}]", latte["id"])).expect("and it is the one");

    window.navigate("/wallet/spending").expect("what was spent");
    window.wait_screen("spending", "ready").expect("the screen");
    window.wait_for("[data-test=top]").expect("whom it went to");
    window.click("spent-travel").expect("the category that it was put into has a sum");
    window.wait_text("trend", "Travel").expect("the months are compared by it");
    let bars = |n: u32| {
        let script =
            "return document.querySelectorAll('[data-test=trend] .bar').length === arguments[0]";
        window.wait_until(&format!("{n} bars"), script, &[json!(n)]).expect("a bar for each month");
    };
    bars(6);
    window
        .script("document.querySelector('[data-test=span-1]').click(); return true", &[])
        .expect("12");
    bars(12);
}

#[test]
fn a_budget_warns_before_it_is_broken_and_never_forbids() {
    let home = tempfile::tempdir().expect("a folder");
    let display = Display::start(PHONE).expect("a display");
    let window = demo(&display, home.path());
    let cab = bill(&window, "Harbour");
    let payee = cab["other"]["id"].as_str().expect("a merchant");

    window.navigate("/wallet/budgets").expect("the budgets");
    window.wait_screen("budgets", "ready").expect("those of the demo world");
    window.click("budget-add").expect("another one");
    window.click("category-transport").expect("for getting around");
    window.fill("budget-amount", "x").expect("no amount");
    window.click("budget-save").expect("tried");
    window.wait_for("[data-test=budget-sheet] .field.invalid").expect("it says what is wrong");
    window.fill("budget-amount", "1000").expect("an amount");
    window.click("budget-save").expect("saved");
    window.wait_text("budget-CNY:transport", "left").expect("there is room");

    window.navigate(&format!("/wallet/pay/{payee}?currency=CNY")).expect("a cab");
    window.wait_screen("pay-amount", "ready").expect("the form");
    window.fill("amount", "9.99").expect("a short ride");
    window.wait_for("[data-test=confirm]:not(:disabled)").expect("it can be paid");
    assert_eq!(window.count("[data-test=budget-warning]").expect("counted"), 0, "there is room");
    window.fill("amount", "1000").expect("a very long ride");
    window.wait_text("budget-warning", "over").expect("it says that the budget breaks");
    window.click("confirm").expect("it may still be paid");
    window.type_into("pin", PIN).expect("the PIN");
    window.wait_for(".receipt.done").expect("paid");

    window.navigate("/wallet").expect("the wallet");
    window.wait_for("[data-test=budget-banner].over").expect("the banner says that it is broken");
    window.navigate("/wallet/bills").expect("the bills");
    window
        .wait_text("budget-strip", "over")
        .expect("and so does the fullest budget among the bills");
    window.navigate("/wallet/budgets").expect("the budgets");
    window.wait_text("budget-CNY:transport", "over").expect("as the list does");
    window.click("budget-CNY:transport").expect("opened");
    window.click("budget-remove").expect("taken away");
    window.wait_gone("[data-test='budget-CNY:transport']").expect("it is gone");
}

#[test]
fn a_statement_agrees_with_the_wallet_in_every_file_and_a_receipt_is_handed_on() {
    let home = tempfile::tempdir().expect("a folder");
    let display = Display::start(PHONE).expect("a display");
    let window = demo(&display, home.path());
    let latte = bill(&window, "拿铁");
    wait_synced(&window);
    let wallet = ask(&window, "plugin:wallet|get_wallet", &json!({}));
    let balance = wallet["accounts"][0]["account"]["balance"].as_i64().expect("a balance");
    let plain = format!("{}.{:02}", balance / 100, balance % 100);

    window.navigate("/wallet/statement").expect("statements");
    window.wait_screen("statement", "ready").expect("the screen");
    let grouped = window.text("closing").expect("what there is");
    let digits: String = grouped.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    assert_eq!(digits, plain, "the ledger says what the wallet says");

    let csv = saved(&window, "save-csv", ".csv");
    let text = String::from_utf8(csv).expect("UTF-8");
    assert!(text.starts_with('\u{feff}'), "spreadsheets are told that it is UTF-8");
    let last = text.trim_end().lines().last().expect("rows");
    assert!(last.contains(&format!(",{plain},CNY")), "the table closes with it: {last}");
    let camt = String::from_utf8(saved(&window, "save-camt", ".xml")).expect("UTF-8");
    let closing = camt.split("<Cd>CLBD</Cd>").nth(1).and_then(|rest| rest.split("</Bal>").next());
    let closing = closing.expect("a closing balance");
    let amount = format!("<Amt Ccy=\"CNY\">{plain}</Amt>");
    assert!(closing.contains(&amount), "so does the message: {closing}");
    let pdf = saved(&window, "save-pdf", ".pdf");
    assert!(pdf.starts_with(b"%PDF-") && pdf.len() > 5_000, "a document with its faces");

    window
        .script("document.querySelector('[data-test=period-3]').click(); return true", &[])
        .expect("own");
    let set = "for (const [test, day] of [['statement-first', '2001-01-01'], ['statement-last', '2001-12-31']]) {
            const field = document.querySelector(`[data-test=${test}]`);
            field.value = day;
            field.dispatchEvent(new Event('input', { bubbles: true }));
        }
        return true";
    window.wait_for("[data-test=statement-first]").expect("one may type days");
    window.script(set, &[]).expect("long ago");
    window.wait_text("statement-refused", "opened").expect("before the account was there");

    open_bill(&window, &latte);
    window.click("share-receipt").expect("a receipt");
    let picture = saved(&window, "receipt-picture", ".png");
    assert!(picture.starts_with(b"\x89PNG"), "a picture");
    let pdf = saved(&window, "receipt-pdf", ".pdf");
    assert!(pdf.starts_with(b"%PDF-"), "and a document");
}

/// Presses what saves a file, and reads it.
fn saved(window: &Window, test: &str, extension: &str) -> Vec<u8> {
    window.click(test).expect("pressed");
    window.wait_text("saved", extension).expect("it says where the file is");
    let said = window.text("saved").expect("the place");
    let path = said.trim_start_matches("Saved to ").trim();
    std::fs::read(path).unwrap_or_else(|error| panic!("{path}: {error}"))
}
