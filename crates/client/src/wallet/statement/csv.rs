//! Writes a statement as a table (RFC 4180): with a byte order mark, so that spreadsheets read
//! Chinese, and with nothing in it that a spreadsheet would calculate.

use super::{Letter, kind_key, local};
use sampan_protocol::locale::Language;
use sampan_protocol::{Money, Timestamp};

/// What tells spreadsheets that the text is UTF-8.
const MARK: &str = "\u{feff}";
/// What formulas begin with, in narrow and in wide letters.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// The columns, as the last part of their key.
const COLUMNS: [&str; 10] =
    ["date", "time", "kind", "name", "handle", "note", "amount", "balance", "currency", "number"];

/// The file.
pub(super) fn write(letter: &Letter<'_>, language: Language) -> String {
    let statement = letter.statement;
    let word = |key: &str| language.text(&format!("wallet.statement.{key}"), &[]);
    let code = statement.currency.code();
    let mut table = MARK.to_owned();
    row(&mut table, &COLUMNS.map(word));
    let plain = |minor: i64| Money::new(minor, statement.currency).to_plain();
    balance(&mut table, letter, statement.from, word("opening"), plain(statement.opening));
    for (line, after) in &statement.lines {
        let (day, time) = local(line.at, letter.utc_offset);
        let name = line.other.as_ref().map_or("", |other| &other.name);
        let handle = line.other.as_ref().map_or("", |other| &other.handle);
        let rail =
            line.rail.as_ref().map(|rail| language.text(&format!("wallet.rail.{rail}"), &[]));
        row(
            &mut table,
            &[
                day,
                time,
                language.text(kind_key(line), &[]),
                harmless(rail.as_deref().unwrap_or(name)),
                harmless(handle),
                harmless(&line.note),
                plain(line.minor),
                plain(*after),
                code.to_owned(),
                line.id.to_string(),
            ],
        );
    }
    let last = Timestamp(statement.to.0 - 1);
    balance(&mut table, letter, last, word("closing"), plain(statement.closing));
    table
}

fn balance(table: &mut String, letter: &Letter<'_>, at: Timestamp, word: String, sum: String) {
    let (day, time) = local(at, letter.utc_offset);
    let code = letter.statement.currency.to_string();
    let none = String::new;
    row(table, &[day, time, word, none(), none(), none(), none(), sum, code, none()]);
}

fn row(table: &mut String, fields: &[String; 10]) {
    let fields: Vec<String> = fields.iter().map(|field| quoted(field)).collect();
    table.push_str(&fields.join(","));
    table.push_str("\r\n");
}

fn quoted(field: &str) -> String {
    if field.contains([',', '"', '\r', '\n']) {
        format!("\"{}\"", field.replace('"', "\"\""))
    } else {
        field.to_owned()
    }
}

/// What others wrote, as text that no spreadsheet takes for a formula.
fn harmless(text: &str) -> String {
    let first = text.trim_start_matches(|c: char| c.is_whitespace() || c.is_control());
    let calculates = first.starts_with(FORMULA) || text.starts_with(['\t', '\r', '\n']);
    if calculates { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_calculated() {
        for text in ["=1+1", "+1", "-2", "@SUM(A1)", " =x", "\t=x", "＝1", "\r-1", "\u{a0}=1"] {
            assert!(harmless(text).starts_with('\''), "{text:?} is told to be text");
        }
        for text in ["tea", "3+4", "早餐 = 5", "", "a@b"] {
            assert_eq!(harmless(text), text, "what is no formula stays");
        }
    }

    #[test]
    fn fields_are_quoted_where_they_have_to_be() {
        assert_eq!(quoted("a,b"), "\"a,b\"", "a comma");
        assert_eq!(quoted("say \"hi\""), "\"say \"\"hi\"\"\"", "quotes are doubled");
        assert_eq!(quoted("a\nb"), "\"a\nb\"", "a line break");
        assert_eq!(quoted("早餐"), "早餐", "nothing else");
    }
}
