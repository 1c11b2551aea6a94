//! Tests of statements in every format: what they say adds up, and what others read takes them.

use super::document::{self, Slip};
use super::{Letter, camt, csv};
use crate::paper::{Faces, Mark, png};
use proptest::prelude::*;
use sampan_protocol::ids::{AccountId, BillId, PersonId};
use sampan_protocol::locale::Language;
use sampan_protocol::people::{Kind, Person};
use sampan_protocol::wallet::statement::{Statement, StatementLine};
use sampan_protocol::wallet::{Bill, BillKind, BillState, Category, Link, Linked, ops};
use sampan_protocol::{Currency, Money, Timestamp};
use std::process::Command;
use uuid::Uuid;

/// The names and notes that give trouble.
const WORDS: [&str; 8] =
    ["陈美", "O'Hara & Sons <b>", "=1+1", "a,\"b\"", "line\nbreak", "Ünï", "", "@SUM(A1)"];

fn person(name: &str) -> Person {
    Person {
        id: PersonId(Uuid::from_u128(7)),
        handle: "other".to_owned(),
        name: name.to_owned(),
        avatar: None,
        kind: Kind::Person,
        mcc: None,
    }
}

fn statement(opening: i64, moves: &[(i64, usize)], code: &str) -> Statement {
    let mut balance = opening;
    let line = |(at, (minor, word)): (usize, &(i64, usize))| {
        balance += minor;
        let rail = word.is_multiple_of(7).then(|| "sandbox".to_owned());
        let line = StatementLine {
            place: at as i64 + 1,
            id: BillId(Uuid::from_u128(at as u128 + 1)),
            at: Timestamp::from_seconds(1_793_500_000 + at as i64 * 3_600),
            minor: *minor,
            purpose: if rail.is_some() { ops::TOP_UP } else { ops::TRANSFER }.to_owned(),
            other: rail.is_none().then(|| person(WORDS[word % WORDS.len()])),
            rail,
            note: WORDS[(word + 3) % WORDS.len()].to_owned(),
        };
        (line, balance)
    };
    let lines: Vec<_> = moves.iter().enumerate().map(line).collect();
    Statement {
        account: AccountId(Uuid::from_u128(99)),
        currency: Currency::new(code).expect("listed"),
        from: Timestamp::from_seconds(1_793_500_000),
        to: Timestamp::from_seconds(1_796_100_000),
        opening,
        closing: lines.last().map_or(opening, |(_, after)| *after),
        lines,
    }
}

fn letter(statement: &Statement) -> Letter<'_> {
    Letter {
        statement,
        owner: "林美 <Mei>",
        handle: "mei",
        service: "Sampan 小镇 & Co",
        play_money: true,
        at: Timestamp::from_seconds(1_796_200_000),
        utc_offset: 480,
    }
}

/// Fields of RFC 4180, read by the letter of it.
fn read_csv(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), String::new());
    let mut letters = text.trim_start_matches('\u{feff}').chars().peekable();
    let mut quoted = false;
    while let Some(letter) = letters.next() {
        match letter {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                field.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut field)),
            '\r' if !quoted && letters.peek() == Some(&'\n') => {
                letters.next();
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            other => field.push(other),
        }
    }
    assert!(!quoted && field.is_empty() && row.is_empty(), "every row ends in CRLF");
    rows
}

fn minor(plain: &str, currency: Currency) -> i64 {
    let (sign, digits) = plain.strip_prefix('-').map_or((1, plain), |rest| (-1, rest));
    sign * Money::parse(digits, currency).expect("an amount").minor
}

/// Opening, movements and closing of each format.
fn told_by_csv(statement: &Statement) -> (i64, Vec<i64>, i64) {
    let rows = read_csv(&csv::write(&letter(statement), Language::En));
    assert!(rows.iter().all(|row| row.len() == 10), "ten fields in each row");
    let number = |text: &str| minor(text, statement.currency);
    let body = &rows[2..rows.len() - 1];
    for field in body.iter().flatten().filter(|field| field.parse::<f64>().is_err()) {
        assert!(!field.starts_with(['=', '+', '@', '\t']), "no formula: {field:?}");
    }
    (
        number(&rows[1][7]),
        body.iter().map(|row| number(&row[6])).collect(),
        number(&rows[rows.len() - 1][7]),
    )
}

fn between<'a>(text: &'a str, open: &str, close: &str) -> Vec<&'a str> {
    let parts = text.split(open).skip(1);
    parts.map(|part| part.split_once(close).expect("closed").0).collect()
}

fn told_by_camt(statement: &Statement) -> (i64, Vec<i64>, i64) {
    let xml = camt::write(&letter(statement));
    let signed = |part: &str| {
        let amount = between(part, "<Amt Ccy=", "</Amt>")[0];
        let amount = amount.split_once('>').expect("an amount").1;
        let sign = if part.contains("<CdtDbtInd>DBIT") { -1 } else { 1 };
        sign * minor(amount, statement.currency)
    };
    let balances = between(&xml, "<Bal>", "</Bal>");
    let entries = between(&xml, "<Ntry>", "</Ntry>");
    (signed(balances[0]), entries.iter().map(|entry| signed(entry)).collect(), signed(balances[1]))
}

fn told_by_document(statement: &Statement) -> (i64, Vec<i64>, i64) {
    let mut faces = Faces::of_system().expect("the tests need a typeface");
    let sheets = document::sheets(&letter(statement), Language::ZhCn, &mut faces);
    let decimals = usize::from(statement.currency.exponent());
    let number = |text: &str| {
        let plain = text.replace(',', "").replace('−', "-");
        let plain = plain.trim_start_matches('+');
        let digits = plain.trim_start_matches('-');
        let shape = match digits.split_once('.') {
            Some((whole, fraction)) => decimals == fraction.len() && !whole.is_empty(),
            None => decimals == 0 && !digits.is_empty(),
        };
        let figures = digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        (shape && figures).then(|| minor(plain, statement.currency))
    };
    let words = sheets.iter().flat_map(|sheet| sheet.words());
    let numbers: Vec<i64> = words.filter_map(number).collect();
    let (head, body) = numbers.split_at(4);
    let lines = &body[1..body.len() - 1];
    assert_eq!(head[0], body[0], "the head and the table open alike");
    assert_eq!(head[3], body[body.len() - 1], "and close alike");
    assert_eq!(head[0] + head[1] + head[2], head[3], "what came in and went out makes the change");
    let mut balance = body[0];
    for pair in lines.chunks(2) {
        balance += pair[0];
        assert_eq!(balance, pair[1], "each line tells the balance after it");
    }
    (body[0], lines.chunks(2).map(|pair| pair[0]).collect(), body[body.len() - 1])
}

/// Has libxml2 check a message against the schema of ISO 20022.
fn check_schema(xml: &str) {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("statement.xml");
    std::fs::write(&file, xml).expect("written");
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/camt.053.001.08.xsd");
    let checked = Command::new("xmllint").args(["--noout", "--schema", schema]).arg(&file).output();
    let checked = checked.expect("xmllint is there: cargo xtask setup installs it");
    let told = String::from_utf8_lossy(&checked.stderr);
    assert!(checked.status.success(), "the schema takes it: {told}\n{xml}");
}

#[test]
fn a_message_follows_the_schema_of_iso_20022() {
    let trouble: Vec<(i64, usize)> = (0..16).map(|n| (n as i64 * 100 - 700, n)).collect();
    for (opening, moves, code) in
        [(0, &trouble[..], "CNY"), (-5, &[][..], "JPY"), (1_234_567, &trouble[..3], "KWD")]
    {
        check_schema(&camt::write(&letter(&statement(opening, moves, code))));
    }
}

#[test]
fn the_check_of_the_schema_can_fail() {
    let xml = camt::write(&letter(&statement(0, &[(5, 1)], "CNY")));
    let broken = xml.replace("<Cd>BOOK</Cd>", "<Code>BOOK</Code>");
    assert!(
        std::panic::catch_unwind(|| check_schema(&broken)).is_err(),
        "a planted fault is found"
    );
}

#[test]
fn a_document_has_pages_and_embeds_what_it_draws() {
    let moves: Vec<(i64, usize)> =
        (0..60).map(|n| (if n % 3 == 0 { 900 } else { -250 }, n)).collect();
    let statement = statement(100_000, &moves, "CNY");
    let (bytes, missing) =
        document::statement(&letter(&statement), Language::ZhCn).expect("a document");
    assert!(bytes.starts_with(b"%PDF-1.7"), "it is a PDF");
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("/Count 4"), "sixty lines take four sheets");
    assert!(text.contains("/FontFile"), "its faces are in it");
    let mut faces = Faces::of_system().expect("the tests need a typeface");
    let sheets = document::sheets(&letter(&statement), Language::ZhCn, &mut faces);
    let last = sheets.last().expect("a sheet").words();
    assert!(last.contains(&"第 4 页，共 4 页"), "each sheet says which it is: {last:?}");
    assert_eq!(missing, faces.missing(), "what no face draws is counted");
}

#[test]
fn a_receipt_says_what_happened_and_keeps_what_is_private() {
    let cny = Currency::new("CNY").expect("listed");
    let mut bill = Bill {
        id: BillId(Uuid::from_u128(3)),
        account: None,
        kind: BillKind::Transfer,
        amount: Money::new(-123_450, cny),
        other: Some(person("陈美")),
        rail: None,
        note: "晚饭 and a long walk home along the river, with dumplings".to_owned(),
        category: Category::Transfer,
        at: Timestamp::from_seconds(1_793_500_000),
        state: BillState::Settled,
        balance_after: Some(5),
        linked: vec![Linked {
            why: Link::Fee,
            bill: BillId(Uuid::nil()),
            amount: Money::new(-60, cny),
        }],
        label: None,
        through: None,
    };
    let label = sampan_protocol::wallet::Label { note: "secret".to_owned(), ..Default::default() };
    label.lay_over(&mut bill);
    let mei = person("Mei");
    fn slip<'a>(bill: &'a Bill, owner: &'a Person) -> Slip<'a> {
        Slip {
            bill,
            owner,
            service: "Sampan",
            play_money: true,
            at: Timestamp::from_seconds(1_793_600_000),
            utc_offset: 480,
        }
    }
    let mut faces = Faces::of_system().expect("the tests need a typeface");
    let sheet = document::sheet(&slip(&bill, &mei), Language::ZhCn, &mut faces);
    let words = sheet.words().join("\n");
    let settled = Language::ZhCn.text("wallet.state.settled", &[]);
    for expected in ["−1,234.50 CNY", "陈美", "晚饭", settled.as_str()] {
        assert!(words.contains(expected), "{expected} is on it: {words}");
    }
    assert!(words.contains("手续费\n0.60 CNY"), "the fee stands on it: {words}");
    assert!(!words.contains("secret"), "what is one's own is not on it");
    let picture = png(&sheet, &mut faces, 2.0).expect("drawn");
    let read = image::load_from_memory(&picture).expect("a picture").to_rgb8();
    assert_eq!(read.width(), 780, "two pixels a point");
    let ink = read.pixels().filter(|pixel| pixel.0[0] < 100).count();
    assert!(ink > 1_500, "something is written on it: {ink} dark pixels");
    bill.state = BillState::Pending;
    let waiting = document::sheet(&slip(&bill, &mei), Language::En, &mut faces);
    assert!(waiting.words().contains(&"Waiting to be sent"), "what waits is no proof");
    let boxes = waiting.marks.iter().filter(|mark| matches!(mark, Mark::Box { .. })).count();
    assert!(boxes >= 3, "a bar, a line, and what play money is");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn opening_and_movements_make_the_closing_in_every_format(
        opening in -1_000_000..100_000_000i64,
        moves in prop::collection::vec((-100_000..100_000i64, 0..40usize), 0..50),
        code in prop::sample::select(vec!["CNY", "JPY", "KWD"]),
    ) {
        let moves: Vec<_> = moves.into_iter().filter(|(minor, _)| *minor != 0).collect();
        let statement = statement(opening, &moves, code);
        let expected: Vec<i64> = moves.iter().map(|(minor, _)| *minor).collect();
        for told in [told_by_csv(&statement), told_by_camt(&statement), told_by_document(&statement)] {
            let (open, entries, close) = told;
            prop_assert_eq!((open, close), (statement.opening, statement.closing));
            prop_assert_eq!(open + entries.iter().sum::<i64>(), close);
            prop_assert_eq!(&entries, &expected);
        }
    }
}
