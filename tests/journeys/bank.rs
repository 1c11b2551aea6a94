//! Money leaves by a bank's file and comes back in its statement: somebody withdraws, two operators
//! make the file, book the bank's statement, and see to a line that nobody knows.

use crate::line::Line;
use crate::person::{PHONE, PIN, ask, available, bills, open, register, register_invited, top_up};
use crate::server::{Engine, Server};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sampan_window::{App, Display, Window};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// The service's account.
const HOUSE: &str = "DE89370400440532013000";

#[test]
fn money_goes_to_a_bank_and_comes_back_sqlite() {
    money_goes_to_a_bank_and_comes_back(Engine::Sqlite);
}

#[test]
fn money_goes_to_a_bank_and_comes_back_postgres() {
    money_goes_to_a_bank_and_comes_back(Engine::Postgres);
}

fn money_goes_to_a_bank_and_comes_back(engine: Engine) {
    let Some(server) = Server::start(engine) else {
        return;
    };
    let line = Line::to(server.address());
    let displays = [1, 2, 3].map(|_| Display::start(PHONE).expect("a display"));
    let window =
        |at: usize| open(&displays[at], &server.folder().join(format!("home{at}")), Some(&line));
    let (first, second) = (window(0), window(1));
    register_invited(&first, "Olga Op", "olga", Some(&server.invitation()));
    register(&second, "Otto Op", "otto");
    appoint(&first);
    let currency = currency_of(&first);
    set_up(&first, &second);
    let ada = window(2);
    register(&ada, "Ada Lovelace", "ada");
    top_up(&ada, "500");

    keep_account(&ada);
    ada.navigate("/wallet/withdraw/bank").expect("to the bank");
    ada.fill("amount", "200").expect("an amount");
    ada.click("confirm").expect("confirmed");
    ada.type_into("pin", PIN).expect("the PIN");
    ada.wait_for(".receipt.waiting").expect("the money is set aside");
    assert_eq!(available(&ada), 30_000, "and cannot be spent");
    call_back(&ada);

    first.navigate("/operate/bank").expect("the desk");
    first.wait_text("bank-waiting", "200").expect("a payout waits");
    first.click("bank-make-file").expect("into a file");
    propose(&first);
    confirm(&second, "wallet.bank_file", &["200", "Payouts"]);
    first.navigate("/operate/bank").expect("the desk");
    first.wait_for("[data-test=bank-file]").expect("the file is there");
    first.click("bank-save-file").expect("and can be saved");
    let payout = filed(&first);

    let foreign =
        statement(&currency, &payout).replacen("<Ntry><Amt Ccy=\"", "<Ntry><Amt Ccy=\"X", 1);
    choose(&first, &foreign);
    first.wait_text("bank-problem", "Line").expect("a foreign currency is refused, with its place");
    choose(&first, "<Document><Stmt></Document>");
    first.wait_text("bank-problem", "breaks at line 1").expect("so is a broken file");
    choose(&first, &statement(&currency, &payout));
    first.wait_screen("bank-statement", "ready").expect("what would become of it");
    first.click("bank-book").expect("to be booked");
    propose(&first);
    confirm(&second, "wallet.bank_book", &["S-1", "DE89 3704 0044 0532 0130 00", "158"]);
    let until = Instant::now() + Duration::from_secs(30);
    while withdrawal(&ada)["state"] != json!("settled") {
        assert!(Instant::now() < until, "the bill is settled");
        std::thread::sleep(Duration::from_millis(100));
    }

    first.navigate("/operate/bank").expect("the desk");
    first.click("bank-line").expect("a line that nobody knows");
    first.click("bank-way-assign").expect("it is somebody's");
    first.click("choose-people").expect("whose");
    first.fill("choose-search", "ada").expect("by name");
    first.click("choose-ada").expect("Ada's");
    first.click("people-done").expect("chosen");
    first.click("bank-way-go").expect("proposed");
    propose(&first);
    confirm(&second, "wallet.bank_line", &["42", "for Ada", "Ada Lovelace"]);
    wait_for(&ada, 34_200);
    assert_eq!(server.audit()["first_bad"], json!(null), "the ledger holds");
}

#[test]
fn a_banking_app_reads_where_to_pay_in() {
    let home = tempfile::tempdir().expect("a folder");
    let display = Display::start(PHONE).expect("a display");
    let app = App::under_test().demo().home(home.path()).language("en").theme("light");
    let window = Window::open(&display, &app.size(PHONE).calm()).expect("the window opens");
    let window = window.patience(Duration::from_secs(60));
    window.wait_screen("home", "ready").expect("the demo world");
    window.navigate("/wallet/top-up/bank").expect("by bank transfer");
    window.wait_screen("bank-top-up", "ready").expect("where to pay in");
    let euros = "
        const chips = [...document.querySelectorAll('[data-test=bank-currency]')];
        chips.find(chip => chip.textContent.includes('EUR')).click();
        return true";
    window.script(euros, &[]).expect("in euros");
    window.wait_for("[data-test=bank-scan] svg").expect("there is a code");
    let read = "return document.querySelector('[data-test=bank-scan]').dataset.text";
    let text = window.script(read, &[]).expect("its text");
    let text = text.as_str().expect("text");
    assert!(text.starts_with("BCD\n002\n1\nSCT\n\n"), "a transfer of the SEPA: {text:?}");
    assert!(text.contains(&format!("\n{HOUSE}\n\n\nRF")), "with IBAN and reference: {text:?}");
}

/// Takes 50 out, and calls it back before it is in a file.
fn call_back(ada: &Window) {
    ada.navigate("/wallet/withdraw/bank").expect("to the bank");
    ada.fill("amount", "50").expect("an amount");
    ada.click("confirm").expect("confirmed");
    ada.type_into("pin", PIN).expect("the PIN");
    ada.wait_for(".receipt.waiting").expect("the money is set aside");
    let bill = bills(ada)[0]["id"].as_str().expect("a bill").to_owned();
    ada.navigate(&format!("/wallet/bills/{bill}")).expect("the bill");
    ada.click("end-order").expect("it can be called back");
    ada.click("confirm-yes").expect("sure");
    wait_for(ada, 30_000);
}

/// Waits until so much can be spent.
fn wait_for(ada: &Window, minor: i64) {
    let until = Instant::now() + Duration::from_secs(30);
    while available(ada) != minor {
        assert!(Instant::now() < until, "{minor} can be spent");
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Keeps a bank account; a typo is seen at once.
fn keep_account(ada: &Window) {
    ada.navigate("/wallet/banks").expect("her accounts");
    ada.wait_screen("banks", "empty").expect("none yet");
    ada.click("bank-add").expect("one more");
    ada.fill("bank-iban", "GB29 NWBK 6016 1331 9268 18").expect("a typo");
    ada.wait_text("bank-sheet", "A digit of this IBAN is wrong").expect("which is seen at once");
    ada.fill("bank-iban", "GB29 NWBK 6016 1331 9268 19").expect("the right one");
    ada.click("bank-keep").expect("kept");
    ada.wait_text("bank", "GB29 NWBK").expect("it stands in the list");
}

/// The first currency of somebody's wallet.
pub(crate) fn currency_of(window: &Window) -> String {
    let wallet = ask(window, "plugin:wallet|get_wallet", &json!({}));
    wallet["accounts"][0]["account"]["currency"].as_str().expect("a currency").to_owned()
}

/// Gives the service its account in its first currency.
fn set_up(first: &Window, second: &Window) {
    first.navigate("/operate/bank/accounts").expect("the service's accounts");
    first.wait_screen("bank-house", "ready").expect("are set here");
    first.fill("house-bank", "Town Bank").expect("its bank");
    first.fill("bank-holder", "Town").expect("whose it is");
    first.fill("bank-iban", HOUSE).expect("its number");
    first.click("house-save").expect("proposed");
    propose(first);
    confirm(second, "operate.configure", &[]);
}

/// Gives the PIN; what was proposed waits.
pub(crate) fn propose(window: &Window) {
    window.type_into("pin", PIN).expect("the PIN");
    window.wait_for("[data-test=act-detail][data-state=proposed]").expect("it waits");
}

/// The first operator makes another one.
pub(crate) fn appoint(first: &Window) {
    first.navigate("/operate/operators").expect("the operators");
    first.click("appoint").expect("somebody else");
    first.fill("choose-search", "otto").expect("whom");
    first.click("choose-otto").expect("him");
    first.type_into("pin", PIN).expect("the PIN");
    first.wait_for("[data-test=act-detail][data-state=done]").expect("at once");
}

/// Has the second operator agree to the act of this kind that waits, which says what it is about.
pub(crate) fn confirm(window: &Window, kind: &str, says: &[&str]) {
    window.navigate("/operate/acts").expect("what waits");
    window.click(&format!("act-{kind}")).expect("the act");
    for text in says {
        window.wait_text("act-detail", text).expect("it says what it is about");
    }
    window.click("act-confirm").expect("agreed");
    window.type_into("pin", PIN).expect("the PIN");
    window.wait_for("[data-test=act-detail][data-state=done]").expect("it is done");
}

fn desk(window: &Window) -> Value {
    ask(window, "plugin:wallet|get_bank_desk", &json!({}))
}

/// How the payout in the file is named there.
fn filed(window: &Window) -> String {
    let desk = desk(window);
    let mut all = desk["payouts"].as_array().expect("payouts").iter();
    let payout = all.find(|payout| payout["state"] == json!("filed")).expect("one is in a file");
    payout["id"].as_str().expect("its name").replace('-', "")
}

fn withdrawal(window: &Window) -> Value {
    let all = bills(window);
    let made =
        |bill: &Value| bill["kind"] == json!("withdrawal") && bill["state"] != json!("called_back");
    all.into_iter().find(made).expect("a bill")
}

/// Puts a file into the field, as choosing it does.
fn choose(window: &Window, xml: &str) {
    window.navigate("/operate/bank").expect("the desk");
    window.wait_for("[data-test=bank-read]").expect("a file can be chosen");
    let script = "
        const bytes = Uint8Array.from(atob(arguments[0]), c => c.charCodeAt(0));
        const files = new DataTransfer();
        files.items.add(new File([bytes], 'statement.xml', { type: 'text/xml' }));
        const field = document.querySelector('[data-test=bank-read]');
        field.files = files.files;
        field.dispatchEvent(new Event('change', { bubbles: true }));
        return true";
    window.script(script, &[json!(STANDARD.encode(xml))]).expect("chosen");
}

/// A statement of the bank: the payout was made, and 42.00 came from a stranger.
fn statement(currency: &str, payout: &str) -> String {
    let entry = |minor: &str, sign: &str, id: &str, text: &str| {
        format!(
            "<Ntry><Amt Ccy=\"{currency}\">{minor}</Amt><CdtDbtInd>{sign}</CdtDbtInd>\
             <Sts><Cd>BOOK</Cd></Sts><NtryDtls><TxDtls><Refs><EndToEndId>{id}</EndToEndId></Refs>\
             <RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
        )
    };
    let balance = |code: &str, sum: &str, sign: &str| {
        format!(
            "<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy=\"{currency}\">{sum}</Amt>\
             <CdtDbtInd>{sign}</CdtDbtInd><Dt><Dt>2026-11-27</Dt></Dt></Bal>"
        )
    };
    format!(
        "<?xml version=\"1.0\"?><Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\">\
         <BkToCstmrStmt><Stmt><Id>S-1</Id><Acct><Id><IBAN>{HOUSE}</IBAN></Id><Ccy>{currency}</Ccy>\
         </Acct>{}{}{}{}</Stmt></BkToCstmrStmt></Document>",
        balance("OPBD", "0", "CRDT"),
        balance("CLBD", "158", "DBIT"),
        entry("200", "DBIT", payout, "payout"),
        entry("42", "CRDT", "NOTPROVIDED", "for Ada"),
    )
}
