//! Three places, five people: one cancels, the next gets the place, and it begins: each on a device
//! of their own.

use crate::club::{found, join};
use crate::line::Line;
use crate::person::{PHONE, PIN, ask, available, open, register, top_up, wait_synced};
use crate::server::{Engine, Server};
use sampan_protocol::Timestamp;
use sampan_window::{Display, Window};
use serde_json::{Value, json};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

#[test]
fn the_next_in_line_gets_the_place_sqlite() {
    the_next_in_line_gets_the_place(Engine::Sqlite);
}

#[test]
fn the_next_in_line_gets_the_place_postgres() {
    the_next_in_line_gets_the_place(Engine::Postgres);
}

fn the_next_in_line_gets_the_place(engine: Engine) {
    let Some(server) = Server::start(engine) else {
        return;
    };
    let names = ["Hanna", "Ada", "Ben", "Cleo", "Dan", "Eve"];
    let lines: Vec<Line> = names.iter().map(|_| Line::to(server.address())).collect();
    let displays: Vec<Display> =
        names.iter().map(|_| Display::start(PHONE).expect("a screen")).collect();
    let windows: Vec<Window> = names
        .iter()
        .zip(displays.iter().zip(&lines))
        .map(|(name, (display, line))| {
            let handle = name.to_lowercase();
            let window = open(display, &server.folder().join(&handle), Some(line));
            register(&window, &format!("{name} Okri"), &handle);
            window
        })
        .collect();
    let (host, guests) = windows.split_first().expect("six windows");

    let community = found(host, "Bring an apron");
    for guest in guests {
        top_up(guest, "100");
        join(guest, &community);
    }
    let gathering = announce(host, &community);
    let path = format!("/communities/gathering/{gathering}");

    // Who has no place is told a cell, and no address.
    guests[0].navigate(&path).expect("the gathering");
    guests[0].wait_for("[data-test=address-later]").expect("no address yet");
    for (n, guest) in guests.iter().enumerate() {
        sign_up(guest, &path);
        let state = if n < 3 { "going" } else { "waiting" };
        guest.wait_for(&format!("[data-test=seat][data-seat={state}]")).expect("how they stand");
        assert_eq!(available(guest), 8_000, "the money is held either way");
    }
    guests[0].wait_text("address", "Oranienstr. 1").expect("who has a place knows where");
    guests[4].wait_for("[data-test=seat][data-ahead='1']").expect("the last is second in line");

    // Ben cancels: his money is free, and Dan, who looks at nothing else, has the place.
    guests[1].click("sign-off").expect("Ben cannot come");
    guests[1].click("confirm-yes").expect("sure");
    guests[1].wait_for("[data-test=seat][data-seat=left]").expect("he is out");
    assert_eq!(available(&guests[1]), 10_000, "all of his money is free");
    guests[3].wait_for("[data-test=seat][data-seat=going]").expect("Dan has the place");
    guests[4].wait_for("[data-test=seat][data-ahead='0']").expect("Eve is the next");
    guests[3].navigate("/notices").expect("what he was told");
    guests[3].wait_text("notices", "You have a place").expect("he was told");

    // It begins sooner than it was to: everybody is told, and those who go are charged.
    bring_forward(host, &path);
    for n in [0, 2, 3] {
        guests[n].navigate(&path).expect("the gathering");
        let taken = "[data-test=seat-money][data-money=taken]";
        wait_long(&guests[n], taken);
        assert_eq!(available(&guests[n]), 8_000, "paid");
    }
    until("Eve has all her money", || available(&guests[4]) == 10_000);
    until("three have paid the host", || available(host) == 6_000);

    at_the_door(host, &guests[3], &gathering);
    assert_eq!(server.audit()["first_bad"], Value::Null, "the ledger holds");
}

/// At the door: the code of a guest's ticket lets them in, once.
fn at_the_door(host: &Window, guest: &Window, gathering: &str) {
    let at = ask(host, "plugin:communities|get_gathering", &json!({ "gathering": gathering }));
    let at = at["gathering"]["next"].as_i64().expect("a date");
    guest.navigate(&format!("/communities/gathering/{gathering}/ticket/{at}")).expect("his ticket");
    guest.wait_for("[data-test=qr]").expect("a code to scan");
    let code = guest.text("ticket-code").expect("a code to type");
    host.navigate(&format!("/communities/gathering/{gathering}/door/{at}")).expect("the door");
    host.fill("door-code", &code).expect("typed");
    host.click("let-in").expect("let in");
    host.wait_text("guests-list", "Came").expect("he is in");
}

/// Announces a gathering with three places for 20.00; answers its identifier.
fn announce(window: &Window, community: &str) -> String {
    window.navigate(&format!("/communities/gather/{community}")).expect("the form");
    window.fill("gathering-title", "Bread evening").expect("a name");
    let (day, time) = in_minutes(2 * 1_440);
    put_when(window, &day, &time);
    window.wait_for("[data-test=ahead]").expect("it says when that is");
    window.fill("gathering-area", "Kreuzberg").expect("roughly where");
    window.fill("gathering-address", "Oranienstr. 1").expect("exactly");
    window.fill("gathering-spot", "52.5013, 13.4183").expect("on the map");
    window.fill("gathering-capacity", "3").expect("three places");
    window.fill("gathering-price", "20").expect("a price");
    window.click("gathering-keep").expect("announced");
    window.wait_text("gathering-head", "Bread evening").expect("there it is");
    wait_synced(window);
    let path = window.script("return location.pathname", &[]).expect("its address");
    let id = path.as_str().and_then(|path| path.rsplit('/').next()).expect("an identifier");
    id.to_owned()
}

fn sign_up(window: &Window, path: &str) {
    window.navigate(path).expect("the gathering");
    window.click("sign-up").expect("they want to come");
    window.wait_for("[data-test=pin-sheet]").expect("money takes the PIN");
    window.type_into("pin", PIN).expect("the PIN");
}

/// Lets it begin in two minutes.
fn bring_forward(window: &Window, path: &str) {
    window.navigate(&format!("{path}/edit")).expect("the form");
    let (day, time) = in_minutes(2);
    put_when(window, &day, &time);
    window.click("gathering-keep").expect("changed");
    window.wait_text("gathering-head", "Bread evening").expect("it is kept");
}

/// Puts a day and a time into the form, as a picker does.
fn put_when(window: &Window, day: &str, time: &str) {
    window.wait_for("[data-test=gathering-date]").expect("the form");
    let put = "
        for (const [name, text] of [['gathering-date', arguments[0]], ['gathering-time', arguments[1]]]) {
            const field = document.querySelector(`[data-test=${name}]`);
            field.value = text;
            field.dispatchEvent(new Event('input', { bubbles: true }));
        }
        return true";
    window.script(put, &[json!(day), json!(time)]).expect("picked");
}

/// The civil day and time so many minutes from now, in UTC, where these devices are.
fn in_minutes(minutes: u64) -> (String, String) {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs();
    let seconds = i64::try_from(now + minutes * 60).expect("not that late");
    let (year, month, day) = Timestamp::from_seconds(seconds).date(0);
    let minute = seconds.rem_euclid(86_400) / 60;
    (format!("{year:04}-{month:02}-{day:02}"), format!("{:02}:{:02}", minute / 60, minute % 60))
}

fn wait_long(window: &Window, selector: &str) {
    let there = "return !!document.querySelector(arguments[0])";
    until(selector, || {
        window.script(there, &[json!(selector)]).is_ok_and(|found| found == json!(true))
    });
}

fn until(what: &str, is_so: impl Fn() -> bool) {
    let end = Instant::now() + Duration::from_secs(200);
    while !is_so() {
        assert!(Instant::now() < end, "{what}");
        std::thread::sleep(Duration::from_millis(200));
    }
}
