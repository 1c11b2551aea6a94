//! Tests of what a text is.

use super::*;
use proptest::prelude::*;
use sampan_protocol::Arg;

/// A PayNow code as a shop shows it.
fn paynow() -> String {
    sampan_emvqr::Mpm::builder()
        .account(&sampan_emvqr::PayNow::uen("201912345A"))
        .mcc("5812")
        .currency(sampan_emvqr::Currency::from_alpha("SGD").expect("listed"))
        .amount_minor(1_250)
        .country("SG")
        .name("Kopi Corner")
        .city("Singapore")
        .encode()
        .expect("a code")
}

fn reason(text: &str) -> String {
    let error = understand(text).expect_err("not a code");
    assert_eq!(error.key, "error.wallet.code_unreadable", "{text}");
    match error.args.get("reason") {
        Some(Arg::Text(reason)) => reason.clone(),
        other => panic!("{text} has no reason: {other:?}"),
    }
}

#[test]
fn handles_and_links_name_somebody() {
    let handle = |text: &str| match understand(text) {
        Ok(Meant::Handle { handle, amount, note, .. }) => {
            format!("{handle} {} {note}", amount.map_or(String::new(), |a| a.to_string()))
        }
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!(handle("mei"), "mei  ", "a handle");
    assert_eq!(handle(" @mei\n"), "mei  ", "with its sign, and blanks around");
    assert_eq!(handle("sampan://pay/mei"), "mei  ", "a link");
    let link = "sampan://pay/mei?amount=12.50&currency=CNY&note=%E5%8D%88%E9%A5%AD%20%26%20tea";
    assert_eq!(handle(link), "mei 12.50 CNY 午饭 & tea", "a link with all of it");
    assert_eq!(handle("SAMPAN://pay/mei"), "mei  ", "schemes have no case");
}

#[test]
fn links_that_are_wrong_say_so() {
    for (text, key) in [
        ("sampan://pay/", "error.wallet.link"),
        ("sampan://pay/Mei!", "error.wallet.link"),
        ("sampan://pay/mei/more", "error.wallet.link"),
        ("sampan://erase/mei", "error.wallet.link"),
        ("sampan:pay/mei", "error.wallet.link"),
        ("sampan://pay/mei?amount=5", "error.wallet.link"),
        ("sampan://pay/mei?amount=5.001&currency=CNY", "error.money.too_many_decimals"),
        ("sampan://pay/mei?amount=-5&currency=CNY", "error.money.not_a_number"),
        ("sampan://pay/mei?amount=0&currency=CNY", "error.wallet.not_positive"),
        ("sampan://pay/mei?currency=QQQ", "error.money.unknown_currency"),
        ("", "error.wallet.no_code"),
        (" \n ", "error.wallet.no_code"),
    ] {
        assert_eq!(understand(text).map_err(|e| e.key), Err(key.to_owned()), "{text:?}");
    }
}

#[test]
fn another_schemes_code_is_told_apart_from_ours() {
    let Ok(Meant::Foreign(Code::Foreign { scheme, name, amount, currency, country, .. })) =
        understand(&format!("\u{3000}{}\r\n", paynow()))
    else {
        panic!("a PayNow code is foreign");
    };
    let read = [scheme, name, amount, currency, country];
    assert_eq!(read, ["paynow", "Kopi Corner", "12.50", "SGD", "SG"], "as the code says");
}

#[test]
fn a_broken_code_says_what_is_broken() {
    let good = paynow();
    let mut tampered = good.clone();
    tampered.replace_range(good.len() - 1.., if good.ends_with('0') { "1" } else { "0" });
    assert_eq!(reason(&tampered), "CRC_MISMATCH", "a changed checksum");
    assert_eq!(reason("https://example.org/pay"), "BAD_TAG", "a web address is no code");
    assert_eq!(reason(&"0".repeat(MAX_PAYLOAD + 1)), "TOO_LONG", "more than a symbol holds");
    let inside = format!("{} {}", &good[..8], &good[8..]);
    assert!(!reason(&inside).is_empty(), "blanks inside are not taken out");
}

proptest! {
    #[test]
    fn nothing_makes_it_panic(text in "\\PC*", at in 0..200usize, with in any::<char>()) {
        let _ = understand(&text);
        let broken: String = paynow()
            .chars()
            .enumerate()
            .map(|(place, c)| if place == at { with } else { c })
            .collect();
        let _ = understand(&broken);
        let fullwidth: String = paynow()
            .chars()
            .map(|c| char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c))
            .collect();
        prop_assert!(understand(&fullwidth).is_err());
        let _ = understand(&format!("sampan://pay/{text}"));
    }
}
