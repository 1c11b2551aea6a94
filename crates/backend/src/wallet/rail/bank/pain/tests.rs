//! Tests of files of payments: the schema of ISO 20022 takes them, and they add up.

use super::*;
use proptest::prelude::*;
use sampan_protocol::Currency;
use std::process::Command;
use uuid::Uuid;

/// The names that give trouble.
const NAMES: [&str; 6] = ["陈美", "O'Hara & Sons <b>", "Zoë Łuć", "\u{200f}\u{202e}txt", "//", "x"];

fn iban(holder: &str, bic: Option<&str>) -> BankAccount {
    let number = BankNumber::Iban("DE89370400440532013000".to_owned());
    BankAccount { holder: holder.to_owned(), number, bic: bic.map(str::to_owned) }
}

fn other(holder: &str) -> BankAccount {
    let number = BankNumber::Other { number: "62220210".to_owned(), bank: "ICBK".to_owned() };
    BankAccount { holder: holder.to_owned(), number, bic: None }
}

fn house(code: &str, account: BankAccount) -> HouseBank {
    let currency = Currency::new(code).expect("listed");
    HouseBank { currency, bank: "Bank".to_owned(), account }
}

fn payment(n: u128, minor: i64, code: &str, account: BankAccount) -> Payment {
    let amount = Money::new(minor, Currency::new(code).expect("listed"));
    Payment { id: OpId(Uuid::from_u128(n)), account, amount }
}

fn file(house: &HouseBank, payments: &[Payment]) -> String {
    let at = Timestamp::from_seconds(1_795_000_000);
    let id = OpId(Uuid::from_u128(99));
    write(&Order { id, house, service: "Sampan 小镇 & Co", at, payments }).expect("written")
}

/// Has libxml2 check a message against the schema of ISO 20022.
fn check_schema(xml: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("payments.xml");
    std::fs::write(&file, xml).expect("written");
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/pain.001.001.09.xsd");
    let checked = Command::new("xmllint").args(["--noout", "--schema", schema]).arg(&file).output();
    let checked = checked.expect("xmllint is there: cargo xtask setup installs it");
    let told = String::from_utf8_lossy(&checked.stderr);
    assert!(checked.status.success(), "the schema takes it: {told}\n{xml}");
}

#[test]
fn the_schema_takes_files_of_every_shape() {
    for (code, home, to) in [
        ("EUR", iban("Sampan", Some("DEUTDEFF")), iban("Mei", Some("DEUTDEFF500"))),
        ("EUR", iban("Sampan", None), iban("陈美", None)),
        ("USD", iban("Sampan", None), other("Ann")),
        ("CNY", other("小镇"), other("陈美")),
        ("JPY", other("小镇"), other("健二")),
        ("KWD", iban("Sampan", None), iban("Zoë", None)),
    ] {
        check_schema(&file(&house(code, home), &[payment(1, 12_345, code, to)]));
    }
}

#[test]
fn amounts_follow_the_currency_and_add_up() {
    let told = |code: &str| {
        let payments = [1, 2].map(|n| payment(n, 12_345, code, iban("Mei", None)));
        file(&house(code, iban("Sampan", None)), &payments)
    };
    for (code, each, sum) in
        [("EUR", "123.45", "246.90"), ("JPY", "12345", "24690"), ("KWD", "12.345", "24.690")]
    {
        let xml = told(code);
        assert!(xml.contains(&format!("<InstdAmt Ccy=\"{code}\">{each}</InstdAmt>")), "{xml}");
        assert_eq!(xml.matches(&format!("<CtrlSum>{sum}</CtrlSum>")).count(), 2, "head and batch");
        assert_eq!(xml.matches("<NbOfTxs>2</NbOfTxs>").count(), 2, "head and batch");
    }
}

#[test]
fn each_payment_names_its_payout_and_sepa_is_said_where_it_is() {
    let euro = house("EUR", iban("Sampan", None));
    let xml = file(&euro, &[payment(7, 100, "EUR", iban("陈美", None))]);
    assert!(xml.contains(&format!("<EndToEndId>{:032x}</EndToEndId>", 7)), "{xml}");
    assert!(xml.contains("<Cd>SEPA</Cd>") && xml.contains("<ChrgBr>SLEV</ChrgBr>"), "{xml}");
    assert!(xml.contains("<Nm>ChenMei</Nm>"), "in Latin letters: {xml}");
    let abroad = file(&euro, &[payment(7, 100, "EUR", other("Ann"))]);
    assert!(!abroad.contains("SEPA") && abroad.contains("<ChrgBr>SHAR</ChrgBr>"), "{abroad}");
    let home = file(&house("CNY", other("小镇")), &[payment(7, 100, "CNY", other("陈美"))]);
    assert!(home.contains("<Nm>陈美</Nm>"), "in its own script: {home}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn the_schema_takes_whatever_people_are_called(
        names in prop::collection::vec((prop::sample::select(NAMES.to_vec()), "\\PC{0,90}", 1i64..1_000_000_000), 1..6),
        latin: bool,
    ) {
        let home = if latin { iban("Sampan", None) } else { other("小镇") };
        let payments: Vec<Payment> = names.iter().enumerate().map(|(n, (name, more, minor))| {
            let holder = format!("{name}{more}");
            let to = if latin { iban(&holder, None) } else { other(&holder) };
            payment(n as u128 + 1, *minor, "EUR", to)
        }).collect();
        check_schema(&file(&house("EUR", home), &payments));
    }
}
