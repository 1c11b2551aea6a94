//! Statements: what an account had, what moved, and what it has then, as the ledger says.

use crate::error::Error;
use crate::ids::{AccountId, BillId};
use crate::money::Currency;
use crate::people::Person;
use crate::time::{Timestamp, month_start};
use serde::{Deserialize, Serialize};

/// Asks the ledger what moved on an account of one's own, page by page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskStatement {
    /// The account.
    pub account: AccountId,
    /// From when on.
    pub from: Timestamp,
    /// Until before when.
    pub to: Timestamp,
    /// The last line of the page before; 0 for the first page.
    pub after: i64,
    /// At most so many lines; the backend may give fewer.
    pub limit: u32,
}

/// A page of a statement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StatementPage {
    /// The account's currency.
    pub currency: Currency,
    /// When the account was opened.
    pub opened: Timestamp,
    /// From when on: not before the account was there.
    pub from: Timestamp,
    /// Until before when: not after now.
    pub to: Timestamp,
    /// Minor units before the first line of all pages.
    pub opening: i64,
    /// Minor units after the last line of all pages.
    pub closing: i64,
    /// How many lines all pages have.
    pub count: i64,
    /// The lines of this page, in the account's order.
    pub lines: Vec<StatementLine>,
    /// Whether there is a page after this one.
    pub more: bool,
}

/// Something that moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StatementLine {
    /// Its place among what happened to the account.
    pub place: i64,
    /// The transfer; a bill has the same number.
    pub id: BillId,
    /// When.
    pub at: Timestamp,
    /// Minor units, negative where they left.
    pub minor: i64,
    /// What it was made for: the operation's name.
    pub purpose: String,
    /// Who is on the other side; none for the service's own accounts.
    pub other: Option<Person>,
    /// The rail that it came or went by.
    pub rail: Option<String>,
    /// What was written to it.
    pub note: String,
}

/// A whole statement, which agrees with itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The account.
    pub account: AccountId,
    /// Its currency.
    pub currency: Currency,
    /// From when on.
    pub from: Timestamp,
    /// Until before when.
    pub to: Timestamp,
    /// Minor units before the first line.
    pub opening: i64,
    /// Minor units after the last line.
    pub closing: i64,
    /// Each line with what the account had after it.
    pub lines: Vec<(StatementLine, i64)>,
}

impl Statement {
    /// Puts pages together, if nothing is missing: opening and lines add up to closing.
    #[must_use]
    pub fn of_pages(account: AccountId, pages: Vec<StatementPage>) -> Option<Self> {
        let (first, last) = (pages.first()?, pages.last()?);
        let (opening, closing, count) = (first.opening, first.closing, first.count);
        let (currency, from, to) = (first.currency, first.from, last.to);
        let mut balance = opening;
        let mut lines: Vec<(StatementLine, i64)> = Vec::new();
        for line in pages.into_iter().flat_map(|page| page.lines) {
            balance = balance.checked_add(line.minor)?;
            lines.push((line, balance));
        }
        let in_order = lines.windows(2).all(|pair| pair[0].0.place < pair[1].0.place);
        let complete = i64::try_from(lines.len()) == Ok(count);
        (balance == closing && in_order && complete).then_some(Self {
            account,
            currency,
            from,
            to,
            opening,
            closing,
            lines,
        })
    }

    /// How much came in and how much went out, both positive, with how many lines each.
    #[must_use]
    pub fn turnover(&self) -> [(i64, usize); 2] {
        let sum = |incoming: bool| {
            let lines = self.lines.iter().filter(|(line, _)| (line.minor >= 0) == incoming);
            lines.fold((0_i64, 0), |(sum, count), (line, _)| {
                (sum.saturating_add(line.minor.saturating_abs()), count + 1)
            })
        };
        [sum(true), sum(false)]
    }
}

/// A civil day: year, month 1–12, day 1–31.
pub type Day = (i32, u8, u8);

/// Which statement: an account and the days from the first to the last, both included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// The account.
    pub account: AccountId,
    /// The first day.
    pub first: Day,
    /// The last day.
    pub last: Day,
    /// The reader's time zone: minutes east of UTC.
    pub utc_offset: i32,
}

impl Wanted {
    /// The period: from its first instant to that after its last.
    ///
    /// # Errors
    /// `Invalid` for days that are none, or that are the wrong way round.
    pub fn period(&self) -> Result<(Timestamp, Timestamp), Error> {
        let start = |day: Day| {
            let (year, month, of_month) = day;
            let known = (1..=12).contains(&month) && of_month >= 1 && (1970..=9999).contains(&year);
            let start = known.then(|| {
                month_start(year, month, self.utc_offset)
                    .plus_seconds((i64::from(of_month) - 1) * 86_400)
            });
            start.filter(|start| start.date(self.utc_offset) == day)
        };
        match (start(self.first), start(self.last)) {
            (Some(from), Some(last)) if from <= last => Ok((from, last.plus_seconds(86_400))),
            _ => Err(Error::invalid("error.wallet.statement_period")),
        }
    }
}

/// Reads what a statement adds up to; the backend has to be reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GetStatement {
    /// Which.
    pub wanted: Wanted,
}

/// What a statement adds up to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementSums {
    /// The first day that it tells of: the account may have been opened later than asked.
    pub first: Day,
    /// The last day that it tells of.
    pub last: Day,
    /// The account's currency.
    pub currency: Currency,
    /// Minor units before the first line.
    pub opening: i64,
    /// Minor units after the last line.
    pub closing: i64,
    /// Minor units that came in.
    pub income: i64,
    /// Minor units that went out; positive.
    pub spending: i64,
    /// How many lines.
    pub count: u32,
}

/// What a statement is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// A document to read and print.
    Pdf,
    /// A table for spreadsheets (RFC 4180).
    Csv,
    /// ISO 20022 camt.053.001.08, for bookkeeping.
    Camt053,
}

/// Writes a statement to a file; the backend has to be reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveStatement {
    /// Which.
    pub wanted: Wanted,
    /// As what.
    pub format: Format,
    /// In which language, for what is read by people.
    pub language: crate::locale::Language,
}

/// Where a file was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// Its path.
    pub path: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// How many characters no typeface of the system has: a question mark stands for each.
    pub missing: u32,
}

/// What a receipt is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReceiptFormat {
    /// A picture (PNG).
    Picture,
    /// A document.
    Pdf,
}

/// Writes the receipt of a bill to a file; works offline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaveReceipt {
    /// Which bill.
    pub bill: BillId,
    /// As what.
    pub format: ReceiptFormat,
    /// In which language.
    pub language: crate::locale::Language,
    /// The reader's time zone: minutes east of UTC.
    pub utc_offset: i32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    fn page(opening: i64, closing: i64, moves: &[(i64, i64)]) -> StatementPage {
        let line = |(place, minor): &(i64, i64)| StatementLine {
            place: *place,
            id: BillId(Uuid::from_u128(1)),
            at: Timestamp::default(),
            minor: *minor,
            purpose: String::new(),
            other: None,
            rail: None,
            note: String::new(),
        };
        StatementPage {
            currency: Currency::new("CNY").expect("listed"),
            opened: Timestamp::default(),
            from: Timestamp::default(),
            to: Timestamp::default(),
            opening,
            closing,
            count: 3,
            lines: moves.iter().map(line).collect(),
            more: false,
        }
    }

    fn whole(pages: Vec<StatementPage>) -> Option<Statement> {
        Statement::of_pages(AccountId(Uuid::from_u128(1)), pages)
    }

    #[test]
    fn pages_that_do_not_add_up_are_no_statement() {
        let pages = |last: &[(i64, i64)], closing| {
            vec![page(100, closing, &[(2, 50), (3, -20)]), page(0, closing, last)]
        };
        let found = whole(pages(&[(7, -30)], 100)).expect("it adds up");
        let balances: Vec<i64> = found.lines.iter().map(|(_, after)| *after).collect();
        assert_eq!(balances, [150, 130, 100], "after each line");
        assert_eq!(found.turnover(), [(50, 1), (50, 2)], "in and out");
        assert_eq!(whole(pages(&[(7, -31)], 100)), None, "another sum");
        assert_eq!(whole(pages(&[], 130)), None, "a line is missing");
        assert_eq!(whole(pages(&[(3, -30)], 100)), None, "a line comes twice");
        assert_eq!(whole(Vec::new()), None, "no pages");
    }

    #[test]
    fn days_are_whole_in_the_readers_zone() {
        let wanted = |first, last| {
            let account = AccountId(Uuid::from_u128(1));
            Wanted { account, first, last, utc_offset: 480 }.period()
        };
        let (from, to) = wanted((2026, 2, 1), (2026, 2, 28)).expect("February");
        assert_eq!(from, month_start(2026, 2, 480), "from its first instant");
        assert_eq!(to, month_start(2026, 3, 480), "to the first one of March");
        assert!(wanted((2026, 2, 28), (2026, 2, 28)).is_ok(), "one day");
        for (first, last) in [
            ((2026, 2, 2), (2026, 2, 1)),
            ((2026, 2, 1), (2026, 2, 29)),
            ((2026, 0, 1), (2026, 2, 1)),
            ((2026, 13, 1), (2026, 13, 1)),
            ((2026, 1, 0), (2026, 2, 1)),
        ] {
            assert!(wanted(first, last).is_err(), "{first:?} to {last:?} is no period");
        }
    }

    proptest! {
        #[test]
        fn what_adds_up_is_a_statement_and_what_does_not_is_none(
            opening in -1_000_000..1_000_000i64,
            moves in prop::collection::vec(-10_000..10_000i64, 0..30),
            cut in 0..30usize,
            wrong in 1..1_000i64,
        ) {
            let closing = opening + moves.iter().sum::<i64>();
            let placed: Vec<(i64, i64)> = (1..).zip(moves.iter().copied()).collect();
            let cut = cut.min(placed.len());
            let with = |closing: i64| {
                let mut pages =
                    vec![page(opening, closing, &placed[..cut]), page(0, closing, &placed[cut..])];
                pages.iter_mut().for_each(|p| p.count = placed.len() as i64);
                whole(pages)
            };
            prop_assert_eq!(with(closing).map(|s| s.closing), Some(closing));
            prop_assert_eq!(with(closing + wrong), None);
        }
    }
}
