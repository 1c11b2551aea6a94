//! A statement on sheets of A4: a head, four sums, and a line for everything that moved.

use super::super::{Letter, grouped, iso, kind_key, local};
use super::{BRAND, GOOD, GROUND, INK, LINE, PALE, SOFT, WARNING, bold, plain};
use crate::paper::{About, Faces, Sheet, pdf};
use sampan_protocol::locale::Language;
use sampan_protocol::wallet::statement::StatementLine;
use sampan_protocol::{Error, Money};

const WIDTH: f32 = 595.28;
const HEIGHT: f32 = 841.89;
const LEFT: f32 = 48.0;
const RIGHT: f32 = WIDTH - 48.0;
/// Where amounts and details end.
const AMOUNT: f32 = RIGHT - 96.0;
const DETAILS: f32 = LEFT + 84.0;
/// How high a line is.
const ROW: f32 = 34.0;
/// Below this no line begins.
const BOTTOM: f32 = 776.0;

/// Where the next line stands, and on which sheet.
struct Table<'a> {
    letter: &'a Letter<'a>,
    language: Language,
    faces: &'a mut Faces,
    sheets: Vec<Sheet>,
    y: f32,
}

/// The document, and how many characters no face had.
pub(crate) fn statement(letter: &Letter<'_>, language: Language) -> Result<(Vec<u8>, u32), Error> {
    let mut faces = Faces::of_system()?;
    let sheets = sheets(letter, language, &mut faces);
    let title = format!("{} {}", word(language, "title"), letter.statement.currency);
    let about = About { title: &title, language: language.tag(), at: letter.at };
    let bytes = pdf(&sheets, &mut faces, &about)?;
    Ok((bytes, faces.missing()))
}

fn word(language: Language, key: &str) -> String {
    language.text(&format!("wallet.statement.{key}"), &[])
}

/// The sheets of a statement.
pub(crate) fn sheets(letter: &Letter<'_>, language: Language, faces: &mut Faces) -> Vec<Sheet> {
    let mut table = Table { letter, language, faces, sheets: Vec::new(), y: 0.0 };
    table.first_sheet();
    let (first, last) = (letter.first(), letter.last());
    table.balance("opening", &iso(first), letter.statement.opening);
    for (line, after) in &letter.statement.lines {
        table.line(line, *after);
    }
    table.balance("closing", &iso(last), letter.statement.closing);
    let Table { mut sheets, faces, .. } = table;
    foot(letter, language, faces, &mut sheets);
    sheets
}

impl Table<'_> {
    fn word(&self, key: &str) -> String {
        word(self.language, key)
    }

    fn sheet(&mut self) -> &mut Sheet {
        if self.sheets.is_empty() {
            self.sheets.push(Sheet::new(WIDTH, HEIGHT));
        }
        let last = self.sheets.len() - 1;
        &mut self.sheets[last]
    }

    fn period(&self) -> String {
        format!("{} – {}", iso(self.letter.first()), iso(self.letter.last()))
    }

    fn put(&mut self, x: f32, y: f32, style: crate::paper::Style, text: &str) {
        self.sheet().text(x, y, style, text);
    }

    fn put_to(&mut self, x: f32, y: f32, style: crate::paper::Style, text: &str) {
        let width = self.faces.width(text, style);
        self.sheet().text(x - width, y, style, text);
    }

    fn first_sheet(&mut self) {
        let letter = self.letter;
        self.sheet().fill((LEFT, 46.0), (28.0, 4.0), 2.0, BRAND);
        self.put(LEFT, 72.0, bold(11.0, BRAND), letter.service);
        if letter.play_money {
            let text = self.language.text("wallet.play_money", &[]);
            self.put_to(RIGHT, 72.0, bold(9.5, WARNING), &text);
        }
        let (title, period) = (self.word("title"), self.period());
        self.put(LEFT, 108.0, bold(24.0, INK), &title);
        self.put(LEFT, 128.0, plain(11.0, SOFT), &period);
        let holder = match letter.handle {
            "" => letter.owner.to_owned(),
            handle => format!("{} · @{handle}", letter.owner),
        };
        let currency = letter.statement.currency.to_string();
        let account = self.language.text("wallet.account.name", &[("currency", currency)]);
        let (day, time) = local(letter.at, letter.utc_offset);
        let facts = [
            (LEFT, "holder", holder),
            (LEFT + 190.0, "account", account),
            (LEFT + 340.0, "issued", format!("{day} {}", &time[..5])),
        ];
        for (x, label, value) in facts {
            let label = self.word(label);
            self.put(x, 158.0, plain(8.5, PALE), &label);
            let value = self.faces.fitted(&value, plain(10.5, INK), 160.0);
            self.put(x, 173.0, plain(10.5, INK), &value);
        }
        self.put(LEFT + 190.0, 186.0, plain(7.0, PALE), &letter.statement.account.to_string());
        self.sums();
        self.y = 300.0;
        self.columns();
    }

    /// Opening, in, out, closing.
    fn sums(&mut self) {
        let statement = self.letter.statement;
        let [(income, _), (spending, _)] = statement.turnover();
        let (top, height) = (206.0, 60.0);
        self.sheet().fill((LEFT, top), (RIGHT - LEFT, height), 8.0, GROUND);
        let sums = [
            ("opening", statement.opening, INK),
            ("in", income, GOOD),
            ("out", spending.saturating_neg(), INK),
            ("closing", statement.closing, INK),
        ];
        let column = (RIGHT - LEFT) / 4.0;
        let mut x = LEFT + 14.0;
        for (key, minor, colour) in sums {
            let label = self.word(key);
            self.put(x, top + 23.0, plain(8.5, PALE), &label);
            let sum = grouped(Money::new(minor, statement.currency));
            let size = if sum.len() > 14 { 9.0 } else { 13.0 };
            self.put(x, top + 43.0, bold(size, colour), &sum);
            x += column;
        }
    }

    /// The heads of the columns, above the line that comes next.
    fn columns(&mut self) {
        let style = plain(8.5, PALE);
        let currency = self.letter.statement.currency;
        let y = self.y;
        let heads = ["date", "details"].map(|key| self.word(key));
        self.put(LEFT, y, style, &heads[0]);
        self.put(DETAILS, y, style, &heads[1]);
        let amount = format!("{} ({currency})", self.word("amount"));
        let balance = format!("{} ({currency})", self.word("balance"));
        self.put_to(AMOUNT, y, style, &amount);
        self.put_to(RIGHT, y, style, &balance);
        self.y += 8.0;
        self.rule(0.8);
    }

    fn rule(&mut self, thick: f32) {
        let y = self.y;
        self.sheet().fill((LEFT, y), (RIGHT - LEFT, thick), 0.0, LINE);
    }

    /// Makes room for a line; on another sheet where this one is full.
    fn room(&mut self) {
        if self.y + ROW <= BOTTOM {
            return;
        }
        self.sheets.push(Sheet::new(WIDTH, HEIGHT));
        let (title, period) = (self.word("title"), self.period());
        self.put(LEFT, 56.0, bold(11.0, INK), &title);
        self.put_to(RIGHT, 56.0, plain(9.5, SOFT), &period);
        self.y = 86.0;
        self.columns();
    }

    fn balance(&mut self, key: &str, day: &str, minor: i64) {
        self.room();
        let y = self.y + 21.0;
        let text = self.word(key);
        self.put(LEFT, y, plain(9.5, SOFT), day);
        self.put(DETAILS, y, bold(9.5, INK), &text);
        let sum = grouped(Money::new(minor, self.letter.statement.currency));
        self.put_to(RIGHT, y, bold(9.5, INK), &sum);
        self.y += ROW;
        self.rule(0.5);
    }

    fn line(&mut self, line: &StatementLine, after: i64) {
        self.room();
        let currency = self.letter.statement.currency;
        let (day, time) = local(line.at, self.letter.utc_offset);
        let (upper, lower) = (self.y + 15.0, self.y + 27.0);
        self.put(LEFT, upper, plain(9.5, INK), &day);
        self.put(LEFT, lower, plain(8.0, PALE), &time[..5]);
        let (title, more) = self.told(line);
        let width = AMOUNT - DETAILS - 84.0;
        let title = self.faces.fitted(&title, plain(9.5, INK), width);
        let more = self.faces.fitted(&more, plain(8.0, PALE), width + 60.0);
        self.put(DETAILS, upper, plain(9.5, INK), &title);
        self.put(DETAILS, lower, plain(8.0, PALE), &more);
        let sign = if line.minor > 0 { "+" } else { "" };
        let amount = format!("{sign}{}", grouped(Money::new(line.minor, currency)));
        let colour = if line.minor > 0 { GOOD } else { INK };
        self.put_to(AMOUNT, upper, plain(9.5, colour), &amount);
        self.put_to(RIGHT, upper, plain(9.5, SOFT), &grouped(Money::new(after, currency)));
        self.y += ROW;
        self.rule(0.5);
    }

    /// Who, and below what for.
    fn told(&self, line: &StatementLine) -> (String, String) {
        let kind = self.language.text(kind_key(line), &[]);
        let rail = |rail: &String| self.language.text(&format!("wallet.rail.{rail}"), &[]);
        let more = match line.note.trim() {
            "" => line.rail.as_ref().map(rail),
            note => Some(note.to_owned()),
        };
        match &line.other {
            Some(other) => {
                let more = more.map_or(kind.clone(), |more| format!("{kind} · {more}"));
                let called = if other.name.trim().is_empty() { &other.handle } else { &other.name };
                (called.clone(), more)
            }
            None => (kind, more.unwrap_or_default()),
        }
    }
}

/// Below each sheet: whose statement it is, and which page.
fn foot(letter: &Letter<'_>, language: Language, faces: &mut Faces, sheets: &mut [Sheet]) {
    let all = sheets.len();
    let style = plain(8.0, PALE);
    let says = format!("{} · {}", letter.service, letter.number());
    for (at, sheet) in sheets.iter_mut().enumerate() {
        sheet.fill((LEFT, 798.0), (RIGHT - LEFT, 0.5), 0.0, LINE);
        sheet.text(LEFT, 812.0, style, &says);
        let args = [("page", (at + 1).to_string()), ("all", all.to_string())];
        let page = language.text("wallet.statement.page", &args);
        sheet.text_to(faces, RIGHT, 812.0, style, &page);
    }
}
