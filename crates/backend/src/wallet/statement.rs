//! Tells what an account had, what moved on it, and what it has then: from the journal, in one look.

use super::ledger::journal::Owner;
use super::table::statement::{self, Moved, Subject};
use crate::db::Sql;
use crate::endpoint::{Caller, Endpoint};
use crate::module::Refusal;
use crate::ports::People;
use sampan_protocol::people::Person;
use sampan_protocol::sync::Operation;
use sampan_protocol::wallet::ops::{EXCHANGE, Exchange};
use sampan_protocol::wallet::statement::{AskStatement, StatementLine, StatementPage};
use sampan_protocol::{Error, Timestamp};
use std::collections::BTreeMap;

/// The most lines of a page.
const PAGE: u32 = 1_000;

/// The request.
pub(super) fn endpoint() -> Endpoint {
    Endpoint::new("Tells what moved on an account of one's own, as the ledger has it.", answer)
}

fn answer(caller: &Caller, request: &AskStatement) -> Result<StatementPage, Error> {
    let backend = &caller.backend;
    let (now, people) = (backend.now(), backend.ports().people.clone());
    let owner = Owner::Person(caller.me);
    Ok(backend.db().read(|sql| page(sql, people.as_ref(), &owner, now, request))?)
}

/// A page of a statement for the account's owner.
///
/// # Errors
/// `NotFound` for an account that is not theirs, `Refused` for a time before it was there.
pub fn page(
    sql: &mut dyn Sql,
    people: &dyn People,
    asker: &Owner,
    now: Timestamp,
    request: &AskStatement,
) -> Result<StatementPage, Refusal> {
    let account = request.account;
    let unknown = || Error::not_found("error.wallet.no_such_account");
    let Subject { owner, currency, opened } =
        statement::subject(sql, account)?.ok_or_else(unknown)?;
    if owner != *asker {
        return Err(unknown().into());
    }
    if request.from >= request.to || request.from >= now {
        return Err(Error::invalid("error.wallet.statement_period").into());
    }
    if request.to <= opened {
        return Err(Error::refused("error.wallet.statement_before").with("at", opened).into());
    }
    let period = (request.from.max(opened), request.to.min(now));
    let opening = statement::before(sql, account, period.0)?;
    let limit = i64::from(request.limit.clamp(1, PAGE));
    let mut found = statement::lines(sql, account, period, request.after, limit + 1)?;
    let more = i64::try_from(found.len()).is_ok_and(|length| length > limit);
    found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let is_all = request.after == 0 && !more;
    let (count, moved) =
        if is_all { all_of(&found) } else { statement::sums(sql, account, period)? };
    let mut known = BTreeMap::new();
    let mut lines = Vec::with_capacity(found.len());
    for moved in found {
        lines.push(line(sql, people, &mut known, moved)?);
    }
    Ok(StatementPage {
        currency,
        opened,
        from: period.0,
        to: period.1,
        opening,
        closing: opening.saturating_add(moved),
        count,
        lines,
        more,
    })
}

/// How many lines there are, and how much they moved in all.
fn all_of(lines: &[Moved]) -> (i64, i64) {
    let moved = lines.iter().fold(0i64, |sum, line| sum.saturating_add(line.minor));
    (i64::try_from(lines.len()).unwrap_or(i64::MAX), moved)
}

fn line(
    sql: &mut dyn Sql,
    people: &dyn People,
    known: &mut BTreeMap<String, Option<Person>>,
    moved: Moved,
) -> Result<StatementLine, Refusal> {
    let (other, rail) = match &moved.other {
        Owner::System(purpose) => (None, purpose.strip_prefix("rail/").map(str::to_owned)),
        Owner::Person(id) => {
            let key = id.to_string();
            if !known.contains_key(&key) {
                known.insert(key.clone(), people.person(sql, *id)?);
            }
            (known.get(&key).cloned().flatten(), None)
        }
    };
    let Moved { place, id, at, minor, purpose, order, .. } = moved;
    let note = order.map(|body| note(&purpose, &body)).unwrap_or_default();
    Ok(StatementLine { place, id, at, minor, purpose, other, rail, note })
}

/// What the payer wrote, out of the operation that they signed; of an exchange, what it was.
fn note(purpose: &str, body: &str) -> String {
    let operation: Option<Operation> = serde_json::from_str(body).ok();
    if purpose == EXCHANGE {
        let swap = operation.and_then(|op| serde_json::from_value::<Exchange>(op.args).ok());
        return swap.map(|swap| format!("{} → {}", swap.sell, swap.buy)).unwrap_or_default();
    }
    let note = operation.and_then(|op| op.args.get("note")?.as_str().map(str::to_owned));
    note.unwrap_or_default()
}
