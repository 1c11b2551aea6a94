//! Rows of the lines of a statement.

use super::{found, line_path};
use crate::prelude::*;
use crate::t;
use crate::ui::*;
use sampan_protocol::wallet::bank::desk::BankLine;

/// A line that leads to what can be done about it.
pub(super) fn line_row(line: &BankLine) -> View {
    row(line, Some(line_path(&line.id)))
}

/// A line that is only looked at.
pub(super) fn plain_row(line: &BankLine) -> View {
    row(line, None)
}

/// What a line is called.
pub(super) fn title_of(line: &BankLine) -> String {
    match (line.name.is_empty(), line.text.is_empty()) {
        (false, _) => line.name.clone(),
        (true, false) => line.text.clone(),
        (true, true) => t!("wallet.desk.nameless"),
    }
}

fn row(line: &BankLine, href: Option<String>) -> View {
    let (key, tone) = match line.way.is_some() {
        true => ("wallet.desk.seen_to", Tone::Plain),
        false => found(line.finding),
    };
    let amount = line.amount;
    let tail = move || {
        view! {
            <span class="desk-line-tail">
                <MoneyText money=amount signed=true />
                <Badge tone>{t!(key)}</Badge>
            </span>
        }
    };
    let detail = match line.name.is_empty() {
        true => line.day.clone(),
        false => format!("{} · {}", line.day, line.text),
    };
    match href {
        Some(href) => view! { <ListItem title=title_of(line) detail tail href test="bank-line" /> },
        None => view! { <ListItem title=title_of(line) detail tail test="bank-line" /> },
    }
}
