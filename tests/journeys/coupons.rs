//! Coupons: a shop makes a campaign, people get a piece, pay with it, and have it back on a refund.

use crate::line::Line;
use crate::person::wait_synced;
use crate::person::{PHONE, PIN, ask, available, bills, open, register, register_shop, top_up};
use crate::server::{Engine, Server};
use sampan_window::{Display, Window};
use serde_json::{Value, json};
use std::thread::sleep;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

#[test]
fn a_voucher_is_got_by_its_link_used_and_comes_back_sqlite() {
    a_voucher_is_got_by_its_link_used_and_comes_back(Engine::Sqlite);
}

#[test]
fn a_voucher_is_got_by_its_link_used_and_comes_back_postgres() {
    a_voucher_is_got_by_its_link_used_and_comes_back(Engine::Postgres);
}

fn a_voucher_is_got_by_its_link_used_and_comes_back(engine: Engine) {
    let Some(server) = Server::start(engine) else {
        return;
    };
    let line = Line::to(server.address());
    let (first, second) =
        (Display::start(PHONE).expect("one"), Display::start(PHONE).expect("two"));
    let shop = open(&first, &server.folder().join("shop"), Some(&line));
    register_shop(&shop, "Alley Coffee", "alley");
    top_up(&shop, "500");
    let link = make_campaign(&shop);
    assert_eq!(available(&shop), 45_000, "ten times 5 are put aside");

    let guest = open(&second, &server.folder().join("guest"), Some(&line));
    register(&guest, "Ada Lovelace", "ada");
    top_up(&guest, "100");
    guest.navigate("/wallet/coupons").expect("the card pack");
    guest.wait_screen("coupons", "empty").expect("is empty");
    guest.navigate("/wallet/scan?way=text").expect("the guest pastes the link");
    guest.wait_screen("scan", "ready").expect("the screen");
    guest.fill("code-text", &link).expect("the link");
    guest.click("read-text").expect("it is read");
    guest.click("campaign-take").expect("it leads to the campaign");
    guest.wait_for("[data-test=campaign-have]").expect("the guest has one");
    shop.wait_text("campaign-so-far", "1 of 10").expect("the shop's window shows it by itself");

    guest.navigate("/wallet/coupons").expect("the card pack");
    guest.wait_text("coupon", "Spring").expect("it is in there");
    guest.click("coupon-use").expect("it leads to paying");
    guest.fill("amount", "20").expect("a price");
    guest.wait_text("savings-pays", "15.00").expect("5 of it are taken off by themselves");
    guest.click("confirm").expect("confirmed");
    guest.type_into("pin", PIN).expect("the PIN");
    guest.wait_for(".receipt.done").expect("paid");
    assert_eq!((available(&guest), available(&shop)), (8_500, 47_000), "the shop has all 20");

    refund(&shop);
    wait_synced(&guest);
    assert_eq!((available(&guest), available(&shop)), (10_000, 45_000), "all of it is back");
    guest.navigate("/wallet/coupons").expect("the card pack");
    guest.wait_for("[data-test=coupon-use]").expect("and the voucher can be used again");
    assert_eq!(server.audit()["first_bad"], json!(null), "the ledger holds");
}

/// Makes a campaign of ten cash vouchers, and answers its link.
fn make_campaign(shop: &Window) -> String {
    shop.navigate("/wallet/campaigns").expect("the shop's campaigns");
    shop.wait_screen("campaigns", "empty").expect("there are none");
    shop.click("campaign-first").expect("so the first is made");
    shop.wait_screen("campaign-new", "ready").expect("the form");
    shop.click("campaign-kind-2").expect("cash vouchers");
    shop.fill("campaign-name", "Spring").expect("a name");
    shop.fill("campaign-amount", "5").expect("an amount");
    shop.fill("campaign-pieces", "10").expect("ten of them");
    shop.wait_text("campaign-funds", "50").expect("it says what is put aside");
    shop.click("confirm").expect("confirmed");
    shop.type_into("pin", PIN).expect("the PIN");
    shop.click("campaign").expect("it is in the list");
    shop.wait_for("[data-test=campaign-link] .qr").expect("there is a code to be scanned");
    let link = "return document.querySelector('[data-test=campaign-link]').dataset.link";
    shop.script(link, &[]).expect("the link").as_str().expect("text").to_owned()
}

/// Gives back all that the shop's latest payment brought.
fn refund(shop: &Window) {
    let all = bills(shop);
    let paid = all.iter().find(|bill| bill["kind"] == "payment").expect("the payment");
    let bill = paid["id"].as_str().expect("an identifier").to_owned();
    shop.navigate(&format!("/wallet/bills/{bill}")).expect("the bill");
    shop.wait_text("price", "Spring").expect("it says what was taken off");
    shop.click("give-back").expect("it can be given back");
    shop.wait_screen("refund", "ready").expect("the form, filled in");
    shop.click("confirm").expect("confirmed");
    shop.type_into("pin", PIN).expect("the PIN");
    shop.wait_for(".receipt.done").expect("given back");
}

#[test]
fn a_payment_queued_with_a_coupon_that_ends_meanwhile_is_refused_and_nothing_is_lost() {
    let Some(server) = Server::start(Engine::Sqlite) else {
        return;
    };
    let line = Line::to(server.address());
    let (first, second) =
        (Display::start(PHONE).expect("one"), Display::start(PHONE).expect("two"));
    let shop = open(&first, &server.folder().join("shop"), Some(&line));
    register_shop(&shop, "Alley Coffee", "alley");
    let guest = open(&second, &server.folder().join("guest"), Some(&line));
    register(&guest, "Ada Lovelace", "ada");
    top_up(&guest, "100");

    let ends = micros() + 25_000_000;
    let campaign = start_campaign(&shop, ends);
    guest.navigate(&format!("/wallet/campaign/{campaign}")).expect("the campaign");
    guest.click("campaign-take").expect("taken");
    guest.wait_for("[data-test=campaign-have]").expect("the guest has one");
    guest.click("campaign-use").expect("it leads to paying");
    guest.fill("amount", "20").expect("a price");
    guest.wait_text("savings-pays", "17.00").expect("3 are taken off");
    line.cut();
    guest.wait_for("[data-sync=offline]").expect("the network is away");
    guest.click("confirm").expect("confirmed");
    guest.click("confirm-yes").expect("kept on the device");
    guest.wait_for(".receipt").expect("it waits, plainly");
    guest.navigate("/wallet/coupons").expect("the card pack");
    guest.click("coupon-shelf-1").expect("what was used");
    guest.wait_text("coupon", "Waits").expect("the coupon is taken by what waits");
    while micros() <= ends {
        sleep(Duration::from_millis(200));
    }

    line.mend();
    guest.wait_for("[data-sync]:not([data-sync=offline])").expect("the network is back");
    let waiting = bills(&guest)[0]["id"].as_str().expect("the bill that waits").to_owned();
    guest.navigate(&format!("/wallet/bills/{waiting}")).expect("the bill");
    guest.click("send-again").expect("it is sent now");
    guest.type_into("pin", PIN).expect("with the PIN");
    guest
        .wait_until(
            "it to be said that the coupon is over",
            "return document.body.innerText.includes('coupon was over')",
            &[],
        )
        .expect("it is refused plainly");
    assert_eq!(server.audit()["first_bad"], json!(null), "the ledger holds");
    let left = ask(&guest, "plugin:wallet|get_wallet", &json!({}));
    assert_eq!(left["accounts"][0]["account"]["balance"], 10_000, "nothing was paid");
}

/// Makes a campaign that ends soon; answers its identifier.
fn start_campaign(shop: &Window, ends: i64) -> String {
    let money = |minor: i64| json!({"minor": minor, "currency": "CNY"});
    let campaign = json!({
        "name": "Early bird", "offer": {"off": money(300)}, "minimum": money(0), "pieces": 5,
        "each": 1, "from": micros() - 60_000_000, "until": ends, "way": "open", "code": null,
    });
    let op = "01890000-0000-7000-8000-00000000c0de";
    let made = json!({"op": op, "campaign": campaign, "pin": PIN});
    ask(shop, "plugin:wallet|start_campaign", &made);
    let all: Value = ask(shop, "plugin:wallet|list_campaigns", &json!({}));
    all[0]["id"].as_str().expect("an identifier").to_owned()
}

fn micros() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
    i64::try_from(since.as_micros()).expect("not that late")
}
