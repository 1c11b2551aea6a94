//! Two operators and a person: money is issued by both of them, an account is frozen, and the log
//! has all of it.

use crate::line::Line;
use crate::person::{PHONE, PIN, ask, available, open, register, register_invited};
use crate::server::{Engine, Server};
use sampan_window::{Display, Window};
use serde_json::{Value, json};

#[test]
fn two_operators_issue_and_freeze_sqlite() {
    two_operators_issue_and_freeze(Engine::Sqlite);
}

#[test]
fn two_operators_issue_and_freeze_postgres() {
    two_operators_issue_and_freeze(Engine::Postgres);
}

fn two_operators_issue_and_freeze(engine: Engine) {
    let Some(server) = Server::start(engine) else {
        return;
    };
    let line = Line::to(server.address());
    let displays = [1, 2, 3].map(|_| Display::start(PHONE).expect("a display"));
    let [ada, ben, eve] = [0, 1, 2].map(|at| {
        let home = server.folder().join(format!("home{at}"));
        open(&displays[at], &home, Some(&line))
    });
    register_invited(&ada, "Ada Lovelace", "ada", Some(&server.invitation()));
    register(&ben, "Ben Okri", "ben");
    register(&eve, "Eve Ba", "eve");

    appoint(&ada, &ben);
    issue(&ada, &ben, &eve);
    freeze(&ada, &ben, &eve);
    look_at_everything(&ada);
    let audit = server.audit();
    assert_eq!(audit["first_bad"], Value::Null, "the ledger holds");
    assert_eq!(audit["operators"]["first_bad"], Value::Null, "the log, too");
    assert_eq!(audit["operators"]["lines"], json!(5), "appointed, two proposed, two carried out");
}

/// A lone operator makes another one, who gets the menu by themselves.
fn appoint(ada: &Window, ben: &Window) {
    ada.navigate("/operate/operators").expect("the operators");
    ada.wait_for("[data-test=operators-alone]").expect("she is alone");
    ada.click("appoint").expect("somebody else");
    ada.fill("choose-search", "ben").expect("whom");
    ada.click("choose-ben").expect("him");
    ada.type_into("pin", PIN).expect("the PIN");
    ada.wait_for("[data-test=act-detail][data-state=done]").expect("at once: she is the only one");
    ben.navigate("/me").expect("his own page");
    ben.click("me-operate").expect("has the menu now");
    ben.wait_screen("operate", "ready").expect("he runs the service, too");
}

/// One proposes, and cannot confirm; the other confirms, and the person has the money.
fn issue(ada: &Window, ben: &Window, eve: &Window) {
    ada.navigate("/operate/issue").expect("issuing");
    ada.click("issue-choose").expect("not into the float");
    ada.fill("choose-search", "eve").expect("to whom");
    ada.click("choose-eve").expect("her");
    ada.fill("issue-amount", "300").expect("how much");
    ada.fill("issue-reason", "Cash at the counter").expect("why");
    ada.click("issue-propose").expect("proposed");
    ada.type_into("pin", PIN).expect("the PIN");
    ada.wait_for("[data-test=act-own]").expect("she cannot confirm it herself");
    assert_eq!(available(eve), 0, "nothing is issued by one");

    ben.navigate("/operate/acts").expect("his acts");
    ben.wait_text("act-wallet.issue", "Eve Ba").expect("it waits for him");
    ben.click("act-wallet.issue").expect("he looks at it");
    ben.click("act-confirm").expect("and agrees");
    ben.type_into("pin", PIN).expect("the PIN");
    ben.wait_for("[data-test=act-detail][data-state=done]").expect("it is done");
    ada.wait_for("[data-test=act-detail][data-state=done]").expect("she sees it by herself");
    eve.navigate("/wallet").expect("her wallet");
    eve.wait_until("the money", "return document.body.innerText.includes('300')", &[])
        .expect("is there");
    assert_eq!(available(eve), 30_000, "all of it");
}

/// Frozen by both, the person is told, and cannot pay.
fn freeze(ada: &Window, ben: &Window, eve: &Window) {
    ben.navigate("/operate/people").expect("people");
    ben.fill("choose-search", "eve").expect("who");
    ben.click("choose-eve").expect("her");
    ben.wait_for("[data-test=holder][data-frozen=false]").expect("her wallet");
    ben.click("holder-freeze").expect("freeze it");
    ben.fill("freeze-reason", "Stolen phone").expect("why");
    ben.click("freeze-propose").expect("proposed");
    ben.type_into("pin", PIN).expect("the PIN");
    ben.wait_for("[data-test=act-detail][data-state=proposed]").expect("it waits");
    ada.navigate("/operate/acts").expect("her acts");
    ada.click("act-wallet.freeze").expect("she looks");
    ada.click("act-confirm").expect("and agrees");
    ada.type_into("pin", PIN).expect("the PIN");
    ada.wait_for("[data-test=act-detail][data-state=done]").expect("it is frozen");
    eve.wait_text("frozen", "Stolen phone").expect("she is told why");

    let found = ask(eve, "plugin:people|find_people", &json!({ "text": "ben" }));
    let ben_id = found["people"][0]["id"].as_str().expect("an identifier").to_owned();
    eve.navigate(&format!("/wallet/pay/{ben_id}")).expect("paying");
    eve.fill("amount", "5").expect("an amount");
    eve.click("confirm").expect("confirmed");
    eve.type_into("pin", PIN).expect("the PIN");
    eve.wait_until(
        "the refusal with its reason",
        "return document.body.innerText.includes('Stolen phone')",
        &[],
    )
    .expect("nothing leaves");
    assert_eq!(available(eve), 30_000, "and nothing left");
}

/// The log has every step, whole; the money adds up.
fn look_at_everything(ada: &Window) {
    ada.navigate("/operate/log").expect("the log");
    ada.wait_for("[data-test=log-whole]").expect("it is whole");
    let count = "return document.querySelectorAll('[data-test=log-line]').length === 5";
    ada.wait_until("all five steps", count, &[]).expect("they are there");
    ada.navigate("/operate/float").expect("where the money is");
    ada.wait_text("float-line", "Adds up to zero").expect("nothing is lost");
    ada.wait_text("float-line", "300").expect("what was issued");
}
