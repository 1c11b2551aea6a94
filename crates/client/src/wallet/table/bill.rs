//! Finds bills and adds them up; a table made out of the rows of the wallet's scope.

use crate::db::{Connection, Fault, OptionalExtension, Row, Transaction, params};
use crate::fold::fold;
use crate::table::row;
use sampan_protocol::ids::{BillId, PersonId};
use sampan_protocol::sync::Scope;
use sampan_protocol::time::month_start;
use sampan_protocol::wallet::label::{LABEL, Labelled};
use sampan_protocol::wallet::rows::BILL;
use sampan_protocol::wallet::{Bill, BillFilter, Category};
use sampan_protocol::{Currency, Timestamp};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Schema.
pub(crate) const SCHEMA: &str = include_str!("bill.sql");

/// Money of one currency and category that came in and went out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sum {
    /// The currency.
    pub(crate) currency: Currency,
    /// The category.
    pub(crate) category: Category,
    /// Minor units that came in.
    pub(crate) income: i64,
    /// Minor units that went out; negative or zero.
    pub(crate) spending: i64,
    /// How many bills, those of which no money moved included.
    pub(crate) count: u32,
}

/// What somebody was paid: minor units, and in how many bills.
pub(crate) type Paid = (i64, u32);

/// What is looked for, ready to be bound.
#[derive(Clone)]
pub(crate) struct Wanted {
    words: Vec<String>,
    range: (i64, i64),
    incoming: Option<bool>,
    kind: Option<String>,
    category: Option<&'static str>,
    currency: Option<Currency>,
    other: Option<PersonId>,
    tag: Option<String>,
    through: Option<String>,
    without: Vec<String>,
}

impl Wanted {
    /// Makes a filter ready.
    pub(crate) fn new(filter: &BillFilter) -> Self {
        let words = fold(&filter.text).split_whitespace().map(str::to_owned).collect();
        let range = filter.month.map_or((i64::MIN, i64::MAX), |(year, month)| {
            let (next_year, next) = if month >= 12 { (year + 1, 1) } else { (year, month + 1) };
            let start = |year, month| month_start(year, month, filter.utc_offset).micros();
            (start(year, month), start(next_year, next))
        });
        Self {
            words,
            range,
            incoming: filter.incoming,
            kind: filter.kind.map(|kind| word(&kind)),
            category: filter.category.map(Category::word),
            currency: filter.currency,
            other: filter.other,
            tag: filter.tag.as_deref().map(marked),
            through: None,
            without: Vec::new(),
        }
    }

    /// All but these bills.
    pub(crate) fn without(mut self, bills: &[BillId]) -> Self {
        self.without = bills.iter().map(ToString::to_string).collect();
        self
    }

    /// Only those of this pot or family card.
    pub(crate) fn through(mut self, id: Uuid) -> Self {
        self.through = Some(id.to_string());
        self
    }

    /// Only what is in `[from, to)` as well.
    pub(crate) fn within(&self, from: Timestamp, to: Timestamp) -> Self {
        let range = (self.range.0.max(from.micros()), self.range.1.min(to.micros()));
        Self { range, ..self.clone() }
    }

    /// Says whether a bill that stands in no table is wanted: the same rule as [`WHERE`].
    pub(crate) fn matches(&self, bill: &Bill) -> bool {
        let at = bill.at.micros();
        let text = searched(bill);
        (self.range.0..self.range.1).contains(&at)
            && self.incoming.is_none_or(|incoming| incoming == (bill.amount.minor >= 0))
            && self.kind.as_ref().is_none_or(|kind| *kind == word(&bill.kind))
            && self.category.is_none_or(|category| category == bill.category.word())
            && self.currency.is_none_or(|currency| currency == bill.amount.currency)
            && self.other.is_none_or(|id| bill.other.as_ref().is_some_and(|o| o.id == id))
            && self.tag.as_ref().is_none_or(|tag| tags(bill).contains(tag.as_str()))
            && self.through.as_ref().is_none_or(|id| through(bill).as_ref() == Some(id))
            && self.words.iter().all(|word| text.contains(word.as_str()))
    }

    fn sql(&self) -> String {
        let mut sql = WHERE.to_owned();
        let mut number = FIRST_MORE;
        let mut next = |sql: &mut String, before: &str, after: &str| {
            sql.push_str(&format!("{before}?{number}{after}"));
            number += 1;
        };
        for _ in &self.words {
            next(&mut sql, " AND text LIKE ", " ESCAPE '\\'");
        }
        if self.other.is_some() {
            next(&mut sql, " AND other = ", "");
        }
        if self.tag.is_some() {
            next(&mut sql, " AND instr(tags, ", ") > 0");
        }
        if self.through.is_some() {
            next(&mut sql, " AND through = ", "");
        }
        for _ in &self.without {
            next(&mut sql, " AND id <> ", "");
        }
        sql
    }

    /// The number of the first parameter behind those of [`Self::sql`].
    fn next_number(&self) -> usize {
        let more = [self.other.is_some(), self.tag.is_some(), self.through.is_some()];
        let more = more.into_iter().filter(|is| *is).count();
        FIRST_MORE + self.words.len() + more + self.without.len()
    }

    /// What [`Self::sql`] takes, and `more` after it.
    fn bind(&self, more: &[u32]) -> impl rusqlite::Params {
        use rusqlite::types::Value;
        let text = |text: Option<&str>| text.map_or(Value::Null, |t| Value::Text(t.to_owned()));
        let mut values = vec![
            Value::Integer(self.range.0),
            Value::Integer(self.range.1),
            self.incoming.map_or(Value::Null, |incoming| Value::Integer(incoming.into())),
            text(self.kind.as_deref()),
            text(self.category),
            text(self.currency.as_ref().map(Currency::code)),
        ];
        values.extend(self.words.iter().map(|word| Value::Text(format!("%{}%", escaped(word)))));
        values.extend(self.other.map(|id| Value::Text(id.to_string())));
        values.extend(self.tag.clone().map(Value::Text));
        values.extend(self.through.clone().map(Value::Text));
        values.extend(self.without.iter().cloned().map(Value::Text));
        values.extend(more.iter().map(|number| Value::Integer((*number).into())));
        rusqlite::params_from_iter(values)
    }
}

/// Of a filter, what every statement asks for; the index holds it. The rest follows.
const WHERE: &str = "at >= ?1 AND at < ?2 AND (?3 IS NULL OR (minor >= 0) = ?3)
    AND (?4 IS NULL OR kind = ?4) AND (?5 IS NULL OR category = ?5)
    AND (?6 IS NULL OR currency = ?6)";
const FIRST_MORE: usize = 7;

/// Brings the table up to date with a row of the wallet's scope.
pub(crate) fn project(
    tx: &Transaction<'_>,
    scope: &Scope,
    key: &str,
    value: Option<&str>,
) -> Result<Option<Bill>, Fault> {
    tx.prepare_cached("DELETE FROM bill WHERE id = ?1")?.execute([key])?;
    let Some(value) = value else { return Ok(None) };
    let mut bill: Bill = match serde_json::from_str(value) {
        Ok(bill) => bill,
        Err(error) => {
            // A newer backend must not keep the older bills from being shown.
            tracing::warn!(%error, key, "a bill cannot be read");
            return Ok(None);
        }
    };
    if let Some(labelled) = row::get::<Labelled>(tx, scope, LABEL, key)? {
        labelled.label.lay_over(&mut bill);
    }
    let sql =
        "INSERT INTO bill (id, scope, at, currency, minor, kind, category, counts, other, tags,
        text, through) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
    tx.prepare_cached(sql)?.execute(params![
        key,
        scope.0,
        bill.at.micros(),
        bill.amount.currency.code(),
        bill.amount.minor,
        word(&bill.kind),
        bill.category.word(),
        bill.counts(),
        bill.other.as_ref().map(|other| other.id.to_string()),
        tags(&bill),
        searched(&bill),
        through(&bill),
    ])?;
    Ok(Some(bill))
}

/// Brings the table up to date after what is written upon a bill has changed.
pub(crate) fn relabel(tx: &Transaction<'_>, scope: &Scope, key: &str) -> Result<(), Fault> {
    match row::text(tx, scope, BILL, key)? {
        Some(bill) => project(tx, scope, key, Some(&bill)).map(drop),
        None => Ok(()),
    }
}

/// Forgets a scope's bills.
pub(crate) fn clear(tx: &Transaction<'_>, scope: &Scope) -> Result<(), Fault> {
    tx.execute("DELETE FROM bill WHERE scope = ?1", [&scope.0])?;
    Ok(())
}

/// Says whether a bill is there.
pub(crate) fn exists(db: &Connection, id: BillId) -> Result<bool, Fault> {
    let sql = "SELECT EXISTS (SELECT 1 FROM bill WHERE id = ?1)";
    Ok(db.prepare_cached(sql)?.query_row([id.to_string()], |row| row.get(0))?)
}

/// Bills that are wanted, newest first.
pub(crate) fn list(
    db: &Connection,
    wanted: &Wanted,
    offset: u32,
    limit: u32,
) -> Result<Vec<Bill>, Fault> {
    // Only the bills of the page are read, not those passed over.
    let sql = format!(
        "SELECT row.value, label.value FROM (
            SELECT id, scope, at FROM bill WHERE {} ORDER BY at DESC, id DESC LIMIT ?{} OFFSET ?{}
        ) page JOIN row ON row.scope = page.scope AND row.kind = '{BILL}' AND row.key = page.id
        LEFT JOIN row label
            ON label.scope = page.scope AND label.kind = '{LABEL}' AND label.key = page.id
        ORDER BY page.at DESC, page.id DESC",
        wanted.sql(),
        wanted.next_number(),
        wanted.next_number() + 1,
    );
    let mut query = db.prepare_cached(&sql)?;
    let texts = |row: &Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, Option<String>>(1)?));
    let mut bills = Vec::new();
    for texts in query.query_map(wanted.bind(&[limit, offset]), texts)? {
        let (bill, label) = texts?;
        let mut bill: Bill = serde_json::from_str(&bill)?;
        if let Some(label) = label {
            serde_json::from_str::<Labelled>(&label)?.label.lay_over(&mut bill);
        }
        bills.push(bill);
    }
    Ok(bills)
}

/// When the newest bill that is wanted was.
pub(crate) fn newest(db: &Connection, wanted: &Wanted) -> Result<Option<Timestamp>, Fault> {
    let sql =
        format!("SELECT at FROM bill WHERE {} ORDER BY at DESC, id DESC LIMIT 1", wanted.sql());
    let newest = db.prepare_cached(&sql)?.query_row(wanted.bind(&[]), |row| row.get(0));
    let at = newest.optional()?;
    Ok(at.map(Timestamp::from_micros))
}

/// Adds up what is wanted, by currency and category.
pub(crate) fn sums(db: &Connection, wanted: &Wanted) -> Result<Vec<Sum>, Fault> {
    let sql = format!(
        "SELECT currency, category, count(*),
            coalesce(sum(minor) FILTER (WHERE counts AND minor >= 0), 0),
            coalesce(sum(minor) FILTER (WHERE counts AND minor < 0), 0)
         FROM bill WHERE {} GROUP BY currency, category",
        wanted.sql()
    );
    let mut query = db.prepare_cached(&sql)?;
    let read = |row: &Row<'_>| {
        let words = (row.get::<_, String>(0)?, row.get::<_, String>(1)?);
        Ok((words, row.get(2)?, row.get(3)?, row.get(4)?))
    };
    let mut sums = Vec::new();
    for read in query.query_map(wanted.bind(&[]), read)? {
        let ((currency, category), count, income, spending) = read?;
        sums.push(Sum {
            currency: Currency::new(&currency)?,
            category: Category::from_word(&category).unwrap_or(Category::Other),
            income,
            spending,
            count,
        });
    }
    Ok(sums)
}

/// Who was paid by bills that are wanted: how much, and how often.
pub(crate) fn paid(db: &Connection, wanted: &Wanted) -> Result<BTreeMap<PersonId, Paid>, Fault> {
    let sql = format!(
        "SELECT other, -sum(minor), count(*) FROM bill
         WHERE {} AND counts AND minor < 0 AND other IS NOT NULL GROUP BY other",
        wanted.sql()
    );
    let mut query = db.prepare_cached(&sql)?;
    let read = |row: &Row<'_>| Ok((row.get::<_, String>(0)?, (row.get(1)?, row.get(2)?)));
    let mut paid = BTreeMap::new();
    for read in query.query_map(wanted.bind(&[]), read)? {
        let (other, sums) = read?;
        paid.extend(other.parse().map(|other| (other, sums)));
    }
    Ok(paid)
}

/// The other sides of a scope's bills, those with most bills first.
pub(crate) fn others(db: &Connection, scope: &Scope, limit: u32) -> Result<Vec<PersonId>, Fault> {
    let sql = "SELECT other FROM bill WHERE scope = ?1 AND other IS NOT NULL
        GROUP BY other ORDER BY count(*) DESC, other LIMIT ?2";
    let mut query = db.prepare_cached(sql)?;
    let read = |row: &Row<'_>| row.get::<_, String>(0);
    let mut others = Vec::new();
    for other in query.query_map(params![scope.0, limit], read)? {
        others.extend(other?.parse::<PersonId>().ok());
    }
    Ok(others)
}

/// The pot or the card that a bill has to do with.
fn through(bill: &Bill) -> Option<String> {
    bill.through.as_ref().map(|through| through.id.to_string())
}

/// A bill's tags, folded, each between line breaks.
fn tags(bill: &Bill) -> String {
    bill.label.iter().flat_map(|label| &label.tags).map(|tag| marked(tag)).collect()
}

/// A tag as it stands among others.
fn marked(tag: &str) -> String {
    format!("\n{}\n", fold(tag.trim()))
}

/// What a search looks through.
fn searched(bill: &Bill) -> String {
    let (other, label) = (bill.other.as_ref(), bill.label.as_ref());
    let through = bill.through.as_ref().and_then(|through| through.who.as_ref());
    let amount =
        sampan_protocol::Money::new(bill.amount.minor.saturating_abs(), bill.amount.currency);
    fold(&format!(
        "{}\n{}\n{}\n{}\n{}\n{}\n{}\n{} {}",
        through.map_or("", |person| &person.name),
        other.map_or("", |person| &person.name),
        other.map_or(String::new(), |person| format!("@{}", person.handle)),
        bill.rail.as_deref().unwrap_or_default(),
        bill.note,
        label.map_or("", |label| &label.note),
        label.map_or(String::new(), |label| {
            label.tags.iter().map(|tag| format!("#{tag} ")).collect()
        }),
        amount.to_plain(),
        amount.currency,
    ))
}

fn escaped(word: &str) -> String {
    word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// The word for a value in JSON.
fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests;
