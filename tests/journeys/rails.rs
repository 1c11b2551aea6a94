//! Money by a rail that takes its time: pending, then there; or back, with the reason.

use crate::bank::{appoint, confirm, currency_of, propose};
use crate::line::Line;
use crate::person::{PHONE, PIN, available, bills, open, register, register_invited, wait_synced};
use crate::server::{Engine, Server};
use sampan_protocol::auth::sha256_hex;
use sampan_window::{Display, Window};
use serde_json::json;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};

#[test]
fn a_top_up_by_a_slow_rail_is_pending_then_there_and_a_payout_that_fails_comes_back() {
    let Some(server) = Server::start_with(Engine::Sqlite, &["--sim-rail"]) else {
        return;
    };
    let line = Line::to(server.address());
    let display = Display::start(PHONE).expect("a screen");
    let ada = open(&display, &server.folder().join("ada"), Some(&line));
    register(&ada, "Ada Lovelace", "ada");

    ada.navigate("/wallet/top-up").expect("the screen");
    choose_sim(&ada, "200");
    ada.wait_text("fee", "1.00").expect("it says what it costs");
    ada.click("confirm").expect("confirmed");
    ada.wait_for(".receipt.waiting").expect("it is pending, and says so");
    assert_eq!(available(&ada), 0, "nothing is there yet");
    ada.wait_for(".receipt.done").expect("it is there, by itself");
    wait_synced(&ada);
    assert_eq!(available(&ada), 19_900, "less the fee");
    let top_up = bills(&ada)[0]["id"].as_str().expect("a bill").to_owned();

    ada.navigate("/wallet/withdraw").expect("the screen");
    choose_sim(&ada, "100.13");
    ada.click("confirm").expect("confirmed");
    ada.type_into("pin", PIN).expect("the PIN");
    ada.wait_for(".receipt.waiting").expect("it is pending");
    assert_eq!(available(&ada), 9_887, "and set aside");
    ada.wait_for(".receipt.bad").expect("it could not go out");
    wait_synced(&ada);
    assert_eq!(available(&ada), 19_900, "all of it is here again");
    let failed = bills(&ada)[0]["id"].as_str().expect("a bill").to_owned();
    ada.navigate(&format!("/wallet/bills/{failed}")).expect("the bill");
    ada.wait_text("bill-why", "does not exist").expect("it says why, and what can be done");

    ada.navigate(&format!("/wallet/bills/{top_up}")).expect("the top-up");
    ada.click("send-back").expect("it can go back the way it came");
    ada.type_into("pin", PIN).expect("the PIN");
    let until = std::time::Instant::now() + std::time::Duration::from_secs(30);
    while available(&ada) != 0 || bills(&ada)[0]["state"] != json!("settled") {
        assert!(std::time::Instant::now() < until, "it went back: {:?}", bills(&ada)[0]);
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    assert_eq!(server.audit()["first_bad"], json!(null), "the ledger holds");
}

#[test]
fn a_payment_that_nobody_knows_is_taken_for_an_order_by_two_operators() {
    let Some(server) = Server::start_with(Engine::Sqlite, &["--sim-rail"]) else {
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
    let ada = window(2);
    register(&ada, "Ada Lovelace", "ada");
    ada.navigate("/wallet/top-up").expect("the screen");
    choose_sim(&ada, "100.13");
    ada.click("confirm").expect("confirmed");
    ada.wait_for(".receipt.bad").expect("the rail says that it was declined");

    first.navigate("/operate").expect("the operators' menu");
    first.click("operate-rails").expect("what rails told that does not fit");
    first.wait_screen("rail-desk", "empty").expect("nothing");
    let currency = currency_of(&ada);
    hear(
        server.address(),
        &format!(
            "{{\"id\":\"evt_1\",\"order\":null,\"reference\":\"pi_77\",\"what\":{{\"succeeded\":\
         {{\"minor\":10013,\"currency\":\"{currency}\"}}}},\"at\":0}}"
        ),
    );
    first.navigate("/operate").expect("the menu");
    first.click("operate-rails").expect("the list");
    first.wait_text("rail-line", "pi_77").expect("an unknown payment");
    first.click("rail-line").expect("that one");
    first.click("rail-way-belongs").expect("it belongs to an order");
    first.click("rail-order").expect("the one of this amount");
    first.click("rail-way-go").expect("proposed");
    propose(&first);
    confirm(&second, "wallet.rail_line", &["100.13", "pi_77", "Ada Lovelace"]);
    let until = std::time::Instant::now() + std::time::Duration::from_secs(30);
    while available(&ada) != 9_962 {
        assert!(std::time::Instant::now() < until, "it is hers, less the fee");
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    first.navigate("/operate/rails").expect("the list");
    first.wait_text("rail-line", "Belongs to an order").expect("it was seen to");
    assert_eq!(server.audit()["first_bad"], json!(null), "the ledger holds");
}

/// Tells the server something, signed as the simulated rail signs.
fn hear(server: SocketAddr, body: &str) {
    let signature = sha256_hex(format!("sampan-sim-event-v1\n1\n{body}").as_bytes());
    let request = format!(
        "POST /v1/rails/sim/events HTTP/1.1\r\nHost: {server}\r\nConnection: close\r\n\
         Sim-Signature: {signature}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let mut stream = TcpStream::connect(server).expect("the server listens");
    stream.write_all(request.as_bytes()).expect("told");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("answered");
    assert!(answer.starts_with("HTTP/1.1 200"), "it is heard: {answer}");
}

/// Picks the simulated rail, and types an amount.
fn choose_sim(window: &Window, amount: &str) {
    window.wait_for("[data-test=rail]").expect("there is a rail");
    window.click("rail").expect("another can be picked");
    window.click("rail-sim").expect("the simulated one");
    window.fill("amount", amount).expect("an amount");
    window.wait_for("[data-test=rail-quote]").expect("it says what it costs");
}
