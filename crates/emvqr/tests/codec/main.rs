//! Tries the codec from outside, rule by rule.

mod cpm;
mod encode;
mod lines;
mod properties;
mod rules;
mod schemes;

use sampan_emvqr::{Builder, Currency, Decoded, Initiation, Mpm, PayNow, checksum};

/// A complete payload without its checksum.
const BODY: &str = "00020101021126370009SG.PAYNOW010120210201912345A03010\
                    52040000530370254041.005802SG5904Kopi6009Singapore";

/// Closes a payload with the right checksum.
fn sealed(body: &str) -> String {
    let body = format!("{body}6304");
    format!("{body}{:04X}", checksum(body.as_bytes()))
}

/// The names of all errors, and where they are.
fn errors(decoded: &Decoded) -> Vec<String> {
    decoded.errors.iter().map(ToString::to_string).collect()
}

/// The names of all warnings.
fn warnings(decoded: &Decoded) -> Vec<String> {
    decoded.warnings.iter().map(ToString::to_string).collect()
}

fn currency(alpha: &str) -> Currency {
    Currency::from_alpha(alpha).expect("an active currency")
}

/// A builder that lacks nothing.
fn complete() -> Builder {
    Mpm::builder()
        .initiation(Initiation::Static)
        .account(&PayNow::uen("201912345A"))
        .mcc("0000")
        .currency(currency("SGD"))
        .amount("1.00")
        .country("SG")
        .name("Kopi")
        .city("Singapore")
}

#[test]
fn the_body_and_the_builder_say_the_same() {
    assert_eq!(complete().encode(), Ok(sealed(BODY)));
}
