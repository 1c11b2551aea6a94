//! The words by which things are found, and the beginnings by which words are.
//!
//! Order of text differs between engines, so that words which begin with something are not looked for
//! in a range: each word has its beginnings in a table, once, however many things it is in.

use crate::db::{DbError, Row, Sql, Value, any_of};
use crate::params;
use sampan_protocol::search::rank::{COUNTED, WHOLE};
use sampan_protocol::search::{BEGINNING, Kind, Place, Wanted, beginnings};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The tables.
pub(crate) const CREATE: &str = include_str!("term.sql");

/// The most words that an unfinished one may be: the shortest ones.
const MEETING: usize = 64;
/// How many are looked at for that, where it is longer than what is kept of beginnings.
const LOOKED_AT: i64 = 512;
/// The most things with all words that are ranked: those of the highest standing.
const RANKED: i64 = 1_000;

/// Has something be found by these words only.
pub(crate) fn replace(
    sql: &mut dyn Sql,
    document: &str,
    now: &BTreeMap<String, Place>,
) -> Result<(), DbError> {
    let rows =
        sql.query("SELECT term, weight FROM search_terms WHERE document = $1", &params![document])?;
    let read = |row: &Row| Ok((row.text("term")?.to_owned(), row.int("weight")?));
    let before: BTreeMap<String, i64> = rows.iter().map(read).collect::<Result<_, DbError>>()?;
    let kept = |term: &str, weight: i64| now.get(term).is_some_and(|now| now.weight() == weight);
    let gone = before.iter().filter(|(term, weight)| !kept(term, **weight));
    let gone: Vec<Value> = gone.map(|(term, _)| Value::from(term)).collect();
    for (list, mut values) in any_of(gone.clone()) {
        let at = values.len() + 1;
        values.push(Value::from(document));
        let delete = format!("DELETE FROM search_terms WHERE term IN {list} AND document = ${at}");
        sql.execute(&delete, &values)?;
    }
    let new = now.iter().filter(|(term, place)| before.get(*term) != Some(&place.weight()));
    let new: Vec<(&String, &Place)> = new.collect();
    sql.insert(
        "INSERT INTO search_terms (document, term, weight)",
        &mut new.iter().map(|(term, place)| params![document, *term, place.weight()].to_vec()),
    )?;
    begin(sql, new.iter().map(|(term, _)| term.as_str()))?;
    forget(sql, gone)
}

/// Keeps the beginnings of words that have none yet.
fn begin<'a>(
    sql: &mut dyn Sql,
    terms: impl Iterator<Item = &'a str> + Clone,
) -> Result<(), DbError> {
    let long = terms.filter(|term| beginnings(term).next().is_some());
    let mut known = BTreeSet::new();
    for (list, values) in any_of(long.clone().map(Value::from).collect()) {
        let query = format!("SELECT DISTINCT term FROM search_beginnings WHERE term IN {list}");
        for row in sql.query(&query, &values)? {
            known.insert(row.text("term")?.to_owned());
        }
    }
    let new = long.filter(|term| !known.contains(*term));
    let mut rows = new.flat_map(|term| beginnings(term).map(move |b| params![b, term].to_vec()));
    sql.insert_new("INSERT INTO search_beginnings (beginning, term)", &mut rows)
}

/// Forgets the beginnings of words that nothing has any more.
fn forget(sql: &mut dyn Sql, terms: Vec<Value>) -> Result<(), DbError> {
    for (list, values) in any_of(terms) {
        let delete = format!(
            "DELETE FROM search_beginnings WHERE term IN {list} AND NOT EXISTS
                 (SELECT 1 FROM search_terms t WHERE t.term = search_beginnings.term)"
        );
        sql.execute(&delete, &values)?;
    }
    Ok(())
}

/// The words that meet what is wanted: itself, and where it is unfinished those that begin so.
pub(crate) fn meeting(sql: &mut dyn Sql, wanted: &Wanted) -> Result<Vec<String>, DbError> {
    let mut terms = vec![wanted.term.clone()];
    if !wanted.begins {
        return Ok(terms);
    }
    let beginning: String = wanted.term.chars().take(BEGINNING).collect();
    let rows = sql.query(
        "SELECT term FROM search_beginnings WHERE beginning = $1
         ORDER BY LENGTH(term), term LIMIT $2",
        &params![beginning, LOOKED_AT],
    )?;
    for row in &rows {
        let term = row.text("term")?;
        if terms.len() < MEETING && term != wanted.term && wanted.is_met_by(term) {
            terms.push(term.to_owned());
        }
    }
    Ok(terms)
}

/// How many things have one of these words; it is not counted beyond [`COUNTED`].
pub(crate) fn count(sql: &mut dyn Sql, terms: &[String]) -> Result<i64, DbError> {
    let mut things = 0;
    for (list, mut values) in any_of(terms.iter().map(Value::from).collect()) {
        values.push(COUNTED.into());
        let query = format!(
            "SELECT COUNT(*) AS things FROM
                 (SELECT 1 AS one FROM search_terms WHERE term IN {list} LIMIT ${}) f",
            values.len()
        );
        things += sql.query_one(&query, &values)?.int("things")?;
    }
    Ok(things)
}

/// A word that is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// As it was typed.
    pub(crate) whole: String,
    /// The words that meet it; [`MEETING`] at most.
    pub(crate) terms: Vec<String>,
}

/// Something that has all words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Met {
    /// Kind and identifier.
    pub(crate) document: String,
    /// What decides among equals.
    pub(crate) standing: i64,
    /// What each word weighs in it.
    pub(crate) weights: Vec<i64>,
}

/// What has all of these words; looked for by the first one.
pub(crate) fn with_all(
    sql: &mut dyn Sql,
    words: &[Word],
    kinds: &[Kind],
) -> Result<Vec<Met>, DbError> {
    let Some((first, others)) = words.split_first() else { return Ok(Vec::new()) };
    let mut values = Vec::new();
    let weight = best(first, &mut values);
    let mut columns = format!("d.id AS id, d.standing AS standing, {weight} AS w0");
    let mut has_all = String::from("f.w0 IS NOT NULL");
    for (at, word) in (1..).zip(others) {
        let weight = best(word, &mut values);
        let list = list(word.terms.iter().map(Value::from), &mut values);
        let _ = write!(
            columns,
            ", (SELECT {weight} FROM search_terms t WHERE t.document = d.id AND t.term IN {list})
             AS w{at}"
        );
        let _ = write!(has_all, " AND f.w{at} IS NOT NULL");
    }
    let terms = list(first.terms.iter().map(Value::from), &mut values);
    let kinds = list(kinds.iter().map(|kind| Value::from(kind.word())), &mut values);
    values.push(RANKED.into());
    let limit = values.len();
    let query = format!(
        "SELECT * FROM
             (SELECT {columns} FROM search_terms t JOIN search_documents d ON d.id = t.document
              WHERE t.term IN {terms} AND d.kind IN {kinds} GROUP BY d.id, d.standing) f
         WHERE {has_all} ORDER BY f.standing DESC, f.id DESC LIMIT ${limit}"
    );
    let read = |row: &Row| {
        let weights = (0..words.len()).map(|at| row.int(&format!("w{at}")));
        Ok(Met {
            document: row.text("id")?.to_owned(),
            standing: row.int("standing")?,
            weights: weights.collect::<Result<_, DbError>>()?,
        })
    };
    sql.query(&query, &values)?.iter().map(read).collect()
}

/// What the best of the words weighs that meet this one.
fn best(word: &Word, values: &mut Vec<Value>) -> String {
    values.push(Value::from(&word.whole));
    format!("MAX(t.weight + CASE WHEN t.term = ${} THEN {WHOLE} ELSE 0 END)", values.len())
}

/// `($4, $5)` for values behind those that are there; filled up, so that there are few statements.
fn list(new: impl Iterator<Item = Value>, values: &mut Vec<Value>) -> String {
    let from = values.len();
    values.extend(new);
    if let Some(last) = values.last().cloned() {
        values.resize(from + (values.len() - from).next_power_of_two(), last);
    }
    let numbers: Vec<String> = (from + 1..=values.len()).map(|n| format!("${n}")).collect();
    format!("({})", numbers.join(", "))
}
