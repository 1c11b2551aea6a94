//! A family card: given, taken, paid by within its limits, paused from offline, and given back.

use crate::line::Line;
use crate::person::{PHONE, PIN, ask, available, open, register, top_up, wait_synced};
use crate::server::{Engine, Server};
use sampan_window::{Display, Window};
use serde_json::json;

#[test]
fn a_family_card_pays_within_its_limits_sqlite() {
    a_family_card_pays_within_its_limits(Engine::Sqlite);
}

#[test]
fn a_family_card_pays_within_its_limits_postgres() {
    a_family_card_pays_within_its_limits(Engine::Postgres);
}

fn a_family_card_pays_within_its_limits(engine: Engine) {
    let Some(server) = Server::start(engine) else {
        return;
    };
    let (line, other_line) = (Line::to(server.address()), Line::to(server.address()));
    let displays = [(); 3].map(|()| Display::start(PHONE).expect("a display"));
    let window = |n: usize, line, name: &str, handle: &str| {
        let window = open(&displays[n], &server.folder().join(handle), Some(line));
        register(&window, name, handle);
        window
    };
    let mother = window(0, &line, "Ada Lovelace", "ada");
    top_up(&mother, "500");
    let son = window(1, &other_line, "Li Wei", "liwei");
    let stall = window(2, &other_line, "Noodle Stall", "noodles");

    give(&mother, &person(&mother, "liwei"));
    son.navigate("/wallet/family").expect("who it is for looks");
    son.click("family-card").expect("a card is there");
    son.wait_text("family-detail", "Ada Lovelace").expect("by whom");
    son.click("family-take").expect("taken");
    son.wait_for("[data-test=family-detail][data-state=active]").expect("it pays");

    let to = person(&son, "noodles");
    pay(&son, &to, "50");
    son.wait_for(".receipt.done").expect("paid");
    assert_eq!((available(&son), available(&stall)), (0, 5_000), "by somebody else's money");
    assert_eq!(available(&mother), 45_000, "which is the giver's");
    mother.wait_text("family-history", "Noodle Stall").expect("who sees what was bought");
    mother.wait_text("family-history", "Li Wei").expect("and by whom");
    choose(&son, &to);
    son.fill("amount", "61").expect("over the cap of each");
    son.wait_until(
        "that 60 is the most",
        "return document.body.innerText.includes('at most ¥60')",
        &[],
    )
    .expect("it is told");
    son.fill("amount", "51").expect("over the month");
    son.wait_until(
        "that 50 are left",
        "return document.body.innerText.includes('50.00 of this month')",
        &[],
    )
    .expect("it is told");

    line.cut();
    mother.wait_for("[data-sync=offline]").expect("the giver is offline");
    mother.click("family-pause").expect("and lets the card rest");
    mother.wait_for("[data-test=family-detail][data-state=paused]").expect("it says so");
    line.mend();
    wait_synced(&mother);
    son.navigate("/wallet/family").expect("who has it looks");
    son.click("family-card").expect("at the card");
    son.wait_for("[data-test=family-detail][data-state=paused]").expect("it rests");
    mother.click("family-resume").expect("it goes on");
    son.wait_for("[data-test=family-detail][data-state=active]").expect("there, too");
    raise(&mother);

    son.wait_text("family-detail", "150").expect("who has it sees that it is more");
    son.click("family-end").expect("it is not needed any more");
    son.click("confirm-yes").expect("given back");
    mother.wait_for("[data-test=family-detail][data-state=ended]").expect("the giver is told");
    assert_eq!(server.audit()["first_bad"], json!(null), "the ledger holds");
}

/// Gives 100 a month, 60 at most a payment.
fn give(mother: &Window, to: &str) {
    mother.navigate(&format!("/wallet/family/new?to={to}")).expect("giving");
    mother.fill("amount", "100").expect("a month");
    mother.fill("family-each", "60").expect("a payment");
    mother.fill("family-name", "Pocket money").expect("what for");
    mother.click("confirm").expect("given");
    mother.type_into("pin", PIN).expect("with the PIN");
    mother.wait_for("[data-test=family-detail][data-state=offered]").expect("it waits");
}

/// Raises the month, which asks for the PIN.
fn raise(mother: &Window) {
    mother.click("family-caps").expect("the limits");
    mother.fill("family-month", "150").expect("more");
    mother.click("family-caps-save").expect("saved");
    mother.type_into("pin", PIN).expect("with the PIN");
    mother.wait_text("family-detail", "150").expect("it is more");
}

/// Begins to pay somebody by the card.
fn choose(son: &Window, to: &str) {
    son.navigate(&format!("/wallet/pay/{to}")).expect("paying");
    son.click("account-pick").expect("by another method");
    let card = "const card = document.querySelector('[data-test^=card-]');
        if (card) card.click(); return !!card";
    son.wait_until("the card", card, &[]).expect("which is the card");
    son.wait_text("method-used", "Ada Lovelace").expect("it is chosen");
}

/// Pays somebody by the card.
fn pay(son: &Window, to: &str, amount: &str) {
    choose(son, to);
    son.fill("amount", amount).expect("an amount");
    son.click("confirm").expect("confirmed");
    son.type_into("pin", PIN).expect("the PIN of who pays");
}

/// The identifier of somebody.
fn person(window: &Window, text: &str) -> String {
    let found = ask(window, "plugin:people|find_people", &json!({ "text": text }));
    found["people"][0]["id"].as_str().expect("an identifier").to_owned()
}
