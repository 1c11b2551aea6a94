//! Points in the demo world: looked at, exchanged for a coupon, and used for a payment.

use crate::person::{PHONE, available};
use sampan_window::{App, Display, Window};
use serde_json::json;
use std::time::Duration;

#[test]
fn points_are_exchanged_for_a_coupon_and_take_something_off() {
    let home = tempfile::tempdir().expect("a folder");
    let display = Display::start(PHONE).expect("a display");
    let app = App::under_test().demo().home(home.path()).language("en").theme("light");
    let window = Window::open(&display, &app.size(PHONE).calm()).expect("the window opens");
    let window = window.patience(Duration::from_secs(60));
    window.wait_screen("home", "ready").expect("the demo world");

    window.click("service-points").expect("the service grid has it");
    window.wait_screen("points", "ready").expect("my points");
    window.wait_for("[data-test=points-entry]").expect("there is a history");
    window.wait_text("points-rules", "100").expect("the rules are told in numbers");
    let before = points(&window);
    assert!(before > 2_000, "three months of payments gave {before} points");
    window.click("offer").expect("something is given for points");
    window.click("campaign-take").expect("taken");
    window.wait_for("[data-test=campaign-have]").expect("it is in the card pack");
    window.wait_until("the points to be used", "return true", &[]).expect("soon");
    assert_eq!(points(&window), before - 600, "600 were paid for it");

    let money = available(&window);
    window.click("campaign-use").expect("it leads to paying that merchant");
    window.fill("amount", "50").expect("a price");
    window.wait_text("savings-pays", "28.00").expect("the free coffee saves most: 22.00");
    window.click("use-points").expect("points, too");
    window.wait_text("savings-pays", "0.01").expect("one cent is always left to pay");
    window.click("coupon-row").expect("another coupon");
    window.click("coupon-none").expect("none at all");
    window.wait_text("savings-off", "49.99").expect("points alone take 49.99 off");
    window.click("confirm").expect("confirmed");
    window.type_into("pin", "246813").expect("the PIN");
    window.wait_for(".receipt.done").expect("paid");
    // What rounds the payment up goes into a pot of theirs.
    assert!(available(&window) >= money - 100, "one cent was paid, and at most rounded up");
    assert_eq!(points(&window), before - 600 - 4_999, "4,999 points were used");
    window.navigate("/wallet/points").expect("the points");
    window.wait_text("points-entry", "Used").expect("the history says so");
}

fn points(window: &Window) -> i64 {
    let view = window.invoke("plugin:wallet|get_points", &json!({"request": {}}));
    view.expect("my points")["balance"].as_i64().expect("a number")
}
