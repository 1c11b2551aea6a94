//! Goes over everything that is to be found, once a day, a batch in a transaction: where it stands is
//! in the database, so that it goes on wherever a process ended.

use super::WORD;
use super::document::owner;
use super::table::walk::{self, Standing};
use super::touched;
use crate::db::{DbError, Sql};
use crate::jobs::NewJob;
use crate::jobs::table::job;
use crate::module::{Context, Refusal};
use crate::people::table::person;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::OpId;
use sampan_protocol::search::Kind;
use uuid::Uuid;

/// What is done later: the next batch.
const KIND: &str = "walk";
/// With everything.
const SUBJECT: &str = "all";
/// How many things are looked at in one transaction.
const BATCH: usize = 50;
const DAY: i64 = 86_400;
/// The first batch's identifier: whoever begins at the same time begins the same.
const FIRST: OpId = OpId(Uuid::from_u128(0x7365_6172_6368_7000_8000_0000_0000_0001));

/// Begins, if nobody has, and there is somebody in whose name it can be done.
pub(super) fn begin(sql: &mut dyn Sql, now: Timestamp) -> Result<(), DbError> {
    if walk::standing(sql)?.is_some() {
        return Ok(());
    }
    let Some(person) = person::first(sql)? else { return Ok(()) };
    walk::put(sql, &Standing::default())?;
    job::put(sql, FIRST, &NewJob { module: WORD, kind: KIND, subject: SUBJECT, person, due: now })
}

/// Looks at the next batch.
pub(super) fn due(cx: &mut Context<'_>) -> Result<(), Refusal> {
    let stands = walk::standing(cx.sql)?.unwrap_or_default();
    let (kind, mut left) = match Kind::ALL.get(stands.kind) {
        Some(kind) => (*kind, Kind::ALL.len() - stands.kind),
        None => (Kind::ALL[0], 0),
    };
    let ids = match owner(cx.modules, kind) {
        Some(owner) if left > 0 => owner.after(cx.sql, kind, &stands.after, BATCH)?,
        _ => Vec::new(),
    };
    for id in &ids {
        touched(cx, kind, id)?;
    }
    let next = match ids.last() {
        Some(last) if ids.len() == BATCH => Standing { kind: stands.kind, after: last.clone() },
        _ => {
            left = left.saturating_sub(1);
            let kind = if left == 0 { 0 } else { stands.kind + 1 };
            Standing { kind, after: String::new() }
        }
    };
    walk::put(cx.sql, &next)?;
    let due = if left == 0 { cx.now.plus_seconds(DAY) } else { cx.now };
    let person = cx.me.id;
    Ok(cx.schedule(&NewJob { module: WORD, kind: KIND, subject: SUBJECT, person, due })?)
}
