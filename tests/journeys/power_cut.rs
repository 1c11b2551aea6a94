//! The app is killed in the middle of a payment: afterwards the money has moved exactly once.

use crate::line::Line;
use crate::person::{PHONE, PIN, available, bills, open, register, top_up, wait_synced};
use crate::server::{Engine, Server};
use sampan_window::Display;
use serde_json::json;
use std::thread::sleep;
use std::time::{Duration, Instant};

#[test]
fn a_payment_cut_off_by_a_kill_is_there_once_sqlite() {
    a_payment_cut_off_by_a_kill_is_there_once(Engine::Sqlite);
}

#[test]
fn a_payment_cut_off_by_a_kill_is_there_once_postgres() {
    a_payment_cut_off_by_a_kill_is_there_once(Engine::Postgres);
}

fn a_payment_cut_off_by_a_kill_is_there_once(engine: Engine) {
    let Some(server) = Server::start(engine) else {
        return;
    };
    let (line, other_line) = (Line::to(server.address()), Line::to(server.address()));
    let (first, second) =
        (Display::start(PHONE).expect("one"), Display::start(PHONE).expect("two"));
    let home = server.folder().join("payer");
    let payee = open(&second, &server.folder().join("payee"), Some(&other_line));
    register(&payee, "Li Wei", "liwei");
    let payer = open(&first, &home, Some(&line));
    register(&payer, "Ada Lovelace", "ada");
    top_up(&payer, "100");

    payer.navigate("/people/liwei").expect("the person");
    payer.wait_screen("person", "ready").expect("is found");
    payer.click("person-pay").expect("pay");
    payer.fill("amount", "40").expect("the amount");
    payer.click("confirm").expect("confirmed");
    // The approval goes through; the payment arrives, but its answer never comes.
    line.swallow_answers_from("/v1/sync/push");
    payer.type_into("pin", PIN).expect("the PIN");
    let paid = Instant::now() + Duration::from_secs(30);
    while available(&payee) == 0 {
        assert!(Instant::now() < paid, "the payment reaches the server");
        sleep(Duration::from_millis(200));
    }
    payer.kill();
    line.mend();

    let payer = open(&first, &home, Some(&line));
    payer.wait_screen("home", "ready").expect("it starts again");
    wait_synced(&payer);
    let of_40 = |bills: Vec<serde_json::Value>, minor: i64| {
        bills.iter().filter(|bill| bill["amount"]["minor"] == json!(minor)).count()
    };
    assert_eq!(of_40(bills(&payer), -4_000), 1, "the payer has the bill once");
    assert_eq!(of_40(bills(&payee), 4_000), 1, "and so has the payee");
    assert_eq!((available(&payer), available(&payee)), (6_000, 4_000), "the money moved once");
    assert_eq!(server.audit()["first_bad"], json!(null), "the ledger holds");
}
