//! Tests of the pay code.

use super::*;
use crate::auth::to_hex;
use proptest::prelude::*;

fn token(id: u32) -> PayToken {
    PayToken {
        id,
        secret: "11".repeat(32),
        shuffle: "22".repeat(32),
        renew: Timestamp::from_seconds(0),
        expires: Timestamp::from_seconds(0),
    }
}

fn code(id: u32, step: i64) -> String {
    make(&token(id), step).expect("a token that a service gives")
}

fn moment(step: i64, second: i64) -> Timestamp {
    Timestamp::from_seconds(step * STEP_SECONDS + second)
}

#[test]
fn hmac_is_that_of_the_rfc() {
    // RFC 4231, test case 1, whose key is shorter: one padded with zeros is the same key.
    let mut key = [0; 32];
    key[..20].fill(0x0b);
    let expected = "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7";
    assert_eq!(to_hex(&hmac(&key, &[b"Hi ", b"There"])), expected, "as published");
}

#[test]
fn the_check_digit_is_that_of_the_standard() {
    assert_eq!(luhn(b"7992739871"), 3, "the example of everybody");
    assert_eq!(luhn(b"411111111111111"), 1, "and a card for tests");
}

#[test]
fn the_layout_stays_as_it_is() {
    assert_eq!(
        code(1_234_567, 29_000_000),
        "772955088985376940",
        "devices and services are of different ages"
    );
}

#[test]
fn blanks_and_hyphens_do_not_matter_and_all_else_does() {
    let code = code(42, 7);
    let spaced = format!("{} {}-{} ", &code[..4], &code[4..8], &code[8..]);
    assert_eq!(read(&spaced).expect("the same code"), code, "as it is read out");
    for bad in ["", "77", &code[1..], &format!("{code}0"), &code.replace('7', "x"), "７７"] {
        assert_eq!(read(bad).expect_err("no code").key, "error.wallet.pay_code_shape", "{bad:?}");
    }
    let other = format!("62{}", &code[2..17]);
    let whole = format!("{other}{}", luhn(other.as_bytes()));
    assert!(read(&whole).is_err(), "another prefix is another network's code");
    assert!(!is_meant(&whole) && is_meant(&spaced), "and is not taken for ours");
}

#[test]
fn neighbouring_codes_of_a_device_do_not_look_related() {
    // Of two unrelated numbers, one place in ten agrees: 1.5 of 15 on average.
    let same = |a: &str, b: &str| {
        a.bytes().zip(b.bytes()).skip(2).take(15).filter(|(a, b)| a == b).count()
    };
    let pairs = 4_000;
    let by_step: usize = (0..pairs).map(|s| same(&code(42, s), &code(42, s + 1))).sum();
    let by_token: usize = (0..4_000).map(|t| same(&code(t, 9), &code(t + 1, 9))).sum();
    for sum in [by_step, by_token] {
        assert!((5_600..6_400).contains(&sum), "{sum} places of 60,000 agree, not one in ten");
    }
    let first: std::collections::BTreeSet<_> =
        (0..500).map(|step| code(42, step)[2..9].to_owned()).collect();
    assert!(first.len() > 495, "the token does not show in the leading digits: {}", first.len());
}

#[test]
fn a_wrong_token_makes_no_code() {
    assert!(make(&token(10_000_000), 1).is_err(), "it has eight digits");
    assert!(make(&PayToken { secret: "11".to_owned(), ..token(1) }, 1).is_err(), "a short secret");
}

#[test]
fn no_secret_is_printed() {
    let shown = format!("{:?}", token(1));
    assert!(!shown.contains("1111") && !shown.contains("2222"), "logs hold no secrets: {shown}");
}

proptest! {
    #[test]
    fn shuffling_is_a_permutation(left in 0..TOKENS, right in 0..PROOFS, seed: [u8; 32]) {
        let (a, b) = shuffled(&seed, left, right);
        prop_assert!(a < TOKENS && b < PROOFS, "it stays among the numbers of its length");
        prop_assert_eq!(unshuffled(&seed, a, b), (left, right), "and comes back");
        let (c, d) = unshuffled(&seed, left, right);
        prop_assert_eq!(shuffled(&seed, c, d), (left, right), "from either side");
    }

    #[test]
    fn a_code_is_taken_a_minute_early_or_late_and_no_more(
        id in 0u32..10_000_000, step in 0i64..100_000_000, off in -3i64..=3, second in 0i64..60,
    ) {
        let code = code(id, step);
        let claim = claim(&code, &token(id).shuffle).expect("a code");
        prop_assert_eq!(claim.token, id, "it names its token");
        let found = claim.step(&token(id).secret, moment(step + off, second));
        prop_assert_eq!(found, (off.abs() <= 1).then_some(step), "{} steps away", off);
        prop_assert_eq!(claim.step(&"33".repeat(32), moment(step, 0)), None, "another secret");
    }

    #[test]
    fn every_mistyped_digit_is_noticed(
        id in 0u32..10_000_000, step in 0i64..100_000_000, place in 0usize..DIGITS, by in 1u8..10,
    ) {
        let mut typed = code(id, step).into_bytes();
        typed[place] = b'0' + (typed[place] - b'0' + by) % 10;
        let typed = String::from_utf8(typed).expect("digits");
        prop_assert!(read(&typed).is_err(), "{} is not what was shown", typed);
    }

    #[test]
    fn swapped_neighbours_are_noticed_but_for_nought_and_nine(
        id in 0u32..10_000_000, step in 0i64..100_000_000, place in 2usize..DIGITS - 1,
    ) {
        let mut typed = code(id, step).into_bytes();
        let (a, b) = (typed[place], typed[place + 1]);
        prop_assume!(a != b && !matches!((a, b), (b'0', b'9') | (b'9', b'0')));
        typed.swap(place, place + 1);
        let typed = String::from_utf8(typed).expect("digits");
        prop_assert!(read(&typed).is_err(), "{} is not what was shown", typed);
    }

    #[test]
    fn reading_never_panics(text in ".{0,40}") {
        let _ = (read(&text), is_meant(&text), claim(&text, &"22".repeat(32)));
    }
}
