//! The ledger: double entry, immutable, chained by hash.
//!
//! What may move is said by the pure [`rule`]; what moved is written to the [`journal`]; [`replay`]
//! says whether a journal is whole; [`seal`] puts a root over each of its hours. Here they meet the
//! database: accounts are locked in the order of their identifiers and the stream last, inside the
//! caller's transaction.

pub mod account;
pub mod exchange;
pub mod fee;
pub mod journal;
pub mod merkle;
pub mod refusal;
pub mod replay;
pub mod rule;
pub mod seal;
pub mod state;
pub(crate) mod table;
pub mod transfer;

mod hours;
mod limit;
#[cfg(test)]
mod properties;

pub use hours::{Proven, close_hours, prove};
pub use limit::limit;

use crate::db::{DbError, Sql};
use account::Balance;
use journal::{Line, LineId, Made, OpenAccount};
use refusal::Refusal;
use sampan_protocol::Timestamp;
use sampan_protocol::ids::AccountId;
use state::State;
use std::collections::{BTreeMap, BTreeSet};
use transfer::{Effects, Step, Transfer, TransferId};

/// Why the ledger did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// The rule forbids one of the transfers.
    #[error("transfer {at} is refused: {refusal}")]
    Refused {
        /// Which, by its place.
        at: usize,
        /// Why.
        refusal: Refusal,
    },
    /// The database does not answer as it should.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// What became of linked transfers: what each did, or which one is refused and why.
pub type Outcome = Result<Vec<Effects>, (usize, Refusal)>;

/// The last line of each account that transfers name.
type Lasts = BTreeMap<AccountId, LineId>;

/// Opens an account; where the owner has one in this currency, that one is found instead.
///
/// # Errors
/// What the database says.
pub fn open(sql: &mut dyn Sql, wanted: OpenAccount) -> Result<OpenAccount, DbError> {
    let currency = wanted.account.currency;
    if let Some(found) = table::account::of(sql, &wanted.owner, currency)? {
        return Ok(found);
    }
    let mut opened = wanted;
    opened.account.balance = Balance { version: 1, ..Balance::default() };
    opened.account.changed = opened.opened;
    if !table::account::insert(sql, &opened)? {
        return table::account::of(sql, &opened.owner, currency)?
            .ok_or_else(|| DbError::Decode("an account is there and is not".to_owned()));
    }
    table::limits::insert(sql, &opened.declaration())?;
    let mut tail = hours::tail(sql, opened.opened)?;
    let line = tail.head.open(&opened);
    table::entry::insert(sql, std::iter::once(&line))?;
    table::account::set_balances(sql, std::iter::once((&opened.account, line.id())))?;
    table::stream::advance(sql, &tail)?;
    Ok(opened)
}

/// Makes linked transfers: all, one after the other, or none. Those that were made before do
/// nothing, and say what they did then.
///
/// # Errors
/// Why not; nothing was written then.
pub fn transfer(sql: &mut dyn Sql, made: &[Made]) -> Result<Vec<Effects>, LedgerError> {
    let mut outcomes = batch(sql, &[made])?;
    let only = outcomes.pop().unwrap_or_else(|| Ok(Vec::new()));
    only.map_err(|(at, refusal)| LedgerError::Refused { at, refusal })
}

/// Makes many groups of linked transfers, one group after the other; each group happens whole or
/// not at all, whatever becomes of the others.
///
/// # Errors
/// What the database says; what the rule says is in the answer, group by group.
pub fn batch(sql: &mut dyn Sql, groups: &[&[Made]]) -> Result<Vec<Outcome>, DbError> {
    let (mut state, lasts) =
        load(sql, groups.iter().flat_map(|group| group.iter().map(|m| &m.transfer)))?;
    let mut outcomes = Vec::with_capacity(groups.len());
    let mut written: Vec<(Made, Effects)> = Vec::new();
    for group in groups {
        let transfers: Vec<Transfer> = group.iter().map(|m| m.transfer).collect();
        let is_new: Vec<bool> = transfers.iter().map(|t| state.transfer(t.id).is_none()).collect();
        let now = group.iter().map(|made| made.at).max().unwrap_or_default();
        let outcome = rule::apply_linked(&mut state, &transfers, now);
        if let Ok(all) = &outcome {
            let mut seen = BTreeSet::new();
            for ((made, effects), new) in group.iter().zip(all).zip(is_new) {
                if new && seen.insert(effects.transfer.id) {
                    written.push((Made { at: effects.at, ..made.clone() }, *effects));
                }
            }
        }
        outcomes.push(outcome);
    }
    write(sql, &state, lasts, &written)?;
    Ok(outcomes)
}

/// Gives back what pending transfers hold whose time is over, at most `limit` of them. Says what
/// that did.
///
/// # Errors
/// What the database says.
pub fn expire(
    sql: &mut dyn Sql,
    now: Timestamp,
    limit: i64,
    mut new_id: impl FnMut() -> TransferId,
) -> Result<Vec<Effects>, DbError> {
    let overdue = table::transfer::overdue(sql, now, limit)?;
    let expire = |held: Made| Made {
        transfer: Transfer { id: new_id(), step: Step::Expire(held.transfer.id), ..held.transfer },
        purpose: held.purpose,
        order: None,
        at: now,
    };
    let all: Vec<[Made; 1]> = overdue.into_iter().map(expire).map(|made| [made]).collect();
    let groups: Vec<&[Made]> = all.iter().map(<[Made; 1]>::as_slice).collect();
    // What somebody else has resolved in between is refused, and that is all right.
    Ok(batch(sql, &groups)?.into_iter().flatten().flatten().collect())
}

/// How an account stood at a point in time; none before it was opened.
///
/// # Errors
/// What the database says.
pub fn balance_at(
    sql: &mut dyn Sql,
    account: AccountId,
    at: Timestamp,
) -> Result<Option<Balance>, DbError> {
    table::entry::balance_at(sql, account, at)
}

/// A transfer that was made, if it was.
///
/// # Errors
/// What the database says.
pub fn find(sql: &mut dyn Sql, id: TransferId) -> Result<Option<Made>, DbError> {
    table::transfer::find(sql, id)
}

/// The transfer by which money moved that was asked for under this identifier: that one, or the one
/// that posted it; none where no money moved.
///
/// # Errors
/// What the database says.
pub fn moved(sql: &mut dyn Sql, id: TransferId) -> Result<Option<Made>, DbError> {
    let Some(found) = table::transfer::find(sql, id)? else {
        return Ok(None);
    };
    let by = match found.transfer.step {
        Step::Posted | Step::Post(_) => return Ok(Some(found)),
        Step::Pending | Step::PendingUntil(_) => table::transfer::resolver(sql, id)?,
        Step::Void(_) | Step::Expire(_) | Step::Reverse(_) => None,
    };
    let resolved = by.map(|by| table::transfer::find(sql, by)).transpose()?.flatten();
    Ok(resolved.filter(|made| matches!(made.transfer.step, Step::Post(_))))
}

/// How much of a transfer went back, minor units.
///
/// # Errors
/// What the database says.
pub fn reversed(sql: &mut dyn Sql, id: TransferId) -> Result<i64, DbError> {
    table::transfer::reversed(sql, id)
}

/// An account as it stands now, locked until the end of the transaction.
///
/// # Errors
/// What the database says.
pub fn account(sql: &mut dyn Sql, id: AccountId) -> Result<Option<OpenAccount>, DbError> {
    Ok(table::account::lock(sql, id)?.map(|locked| locked.opened))
}

/// Writes what transfers did, and how their accounts stand after all of them.
fn write(
    sql: &mut dyn Sql,
    state: &State,
    mut lasts: Lasts,
    written: &[(Made, Effects)],
) -> Result<(), DbError> {
    let Some(latest) = written.iter().map(|(made, _)| made.at).max() else {
        return Ok(());
    };
    let mut tail = hours::tail(sql, latest)?;
    let mut lines: Vec<Line> =
        written.iter().flat_map(|(made, effects)| tail.head.moved(made, effects)).collect();
    for line in &mut lines {
        line.before = lasts.insert(line.account, line.id());
    }
    let firsts = lines.iter().step_by(2);
    table::transfer::insert(sql, written.iter().map(|(made, _)| made).zip(firsts))?;
    table::entry::insert(sql, lines.iter())?;
    table::mark::insert(sql, lines.iter())?;
    let changed: BTreeSet<AccountId> = lines.iter().map(|line| line.account).collect();
    let stand = |id| Some((state.find(id)?, *lasts.get(&id)?));
    table::account::set_balances(sql, changed.into_iter().filter_map(stand))?;
    table::stream::advance(sql, &tail)
}

/// Reads, and locks, what the rule has to know about these transfers.
fn load<'a>(
    sql: &mut dyn Sql,
    transfers: impl Iterator<Item = &'a Transfer> + Clone,
) -> Result<(State, Lasts), DbError> {
    let (mut state, mut lasts) = (State::default(), Lasts::new());
    let named: BTreeSet<_> = transfers.clone().flat_map(|t| [t.debit, t.credit]).collect();
    for table::account::Locked { opened, last } in table::account::lock_all(sql, &named)? {
        lasts.extend(last.map(|last| (opened.account.id, last)));
        state.insert(opened.account);
    }
    let ids = |t: &Transfer| [Some(t.id), t.step.names()].into_iter().flatten();
    let asked: BTreeSet<_> = transfers.clone().flat_map(ids).collect();
    for id in table::transfer::known(sql, asked.into_iter())? {
        if let Some(done) = table::done(sql, id)? {
            state.remember(done);
        }
    }
    for transfer in transfers.clone() {
        if let Some(pending) = transfer.step.pending()
            && let Some(by) = table::transfer::resolver(sql, pending)?
        {
            state.resolve(pending, by);
        }
    }
    for id in transfers.filter_map(|t| t.step.reverses()) {
        state.set_reversed(id, table::transfer::reversed(sql, id)?);
    }
    Ok((state, lasts))
}
