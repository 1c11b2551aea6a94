//! The ledger: double entry, immutable, chained by hash.
//!
//! What may move is said by the pure [`rule`]; what moved is written to the [`journal`]; [`replay`]
//! says whether a journal is whole. Here both meet the database: accounts are locked in the order
//! of their identifiers and the stream last, inside the caller's transaction.

pub mod account;
pub mod journal;
pub mod refusal;
pub mod replay;
pub mod rule;
pub mod state;
pub(crate) mod table;
pub mod transfer;

#[cfg(test)]
mod properties;

use crate::db::{DbError, Sql};
use account::{Account, Balance};
use journal::{Made, OpenAccount};
use refusal::Refusal;
use state::State;
use std::collections::BTreeSet;
use transfer::{Effects, Transfer};

/// The stream of this process. One for all, until processes lease streams of their own.
pub const STREAM: i64 = 1;

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
    if !table::account::insert(sql, &opened)? {
        return table::account::of(sql, &opened.owner, currency)?
            .ok_or_else(|| DbError::Decode("an account is there and is not".to_owned()));
    }
    let mut head = table::stream::lock(sql, STREAM)?;
    let line = head.open(&opened);
    table::entry::insert(sql, &line)?;
    table::stream::advance(sql, &head)?;
    Ok(opened)
}

/// Makes linked transfers: all, one after the other, or none. Those that were made before do
/// nothing, and say what they did then.
///
/// # Errors
/// Why not; nothing was written then.
pub fn transfer(sql: &mut dyn Sql, made: &[Made]) -> Result<Vec<Effects>, LedgerError> {
    let transfers: Vec<Transfer> = made.iter().map(|m| m.transfer.clone()).collect();
    let state = load(sql, &transfers)?;
    let all = rule::apply_linked(&state, &transfers)
        .map_err(|(at, refusal)| LedgerError::Refused { at, refusal })?;
    let new = |effects: &&Effects| state.transfer(effects.transfer.id).is_none();
    if all.iter().any(|effects| new(&effects)) {
        let mut head = table::stream::lock(sql, STREAM)?;
        for (made, effects) in made.iter().zip(&all).filter(|(_, effects)| new(effects)) {
            table::transfer::insert(sql, made)?;
            for line in head.moved(made, effects) {
                table::entry::insert(sql, &line)?;
                table::account::set_balance(sql, line.account, line.after)?;
            }
        }
        table::stream::advance(sql, &head)?;
    }
    Ok(all)
}

/// Reads, and locks, what the rule has to know about these transfers.
fn load(sql: &mut dyn Sql, transfers: &[Transfer]) -> Result<State, DbError> {
    let mut state = State::default();
    let named: BTreeSet<_> = transfers.iter().flat_map(|t| [t.debit, t.credit]).collect();
    for id in named {
        if let Some(found) = table::account::lock(sql, id)? {
            state.insert(Account { id, ..found.account });
        }
    }
    for transfer in transfers {
        let resolved = transfer.step.pending();
        for id in [Some(transfer.id), resolved].into_iter().flatten() {
            if let Some(done) = table::done(sql, id)? {
                state.remember(done);
            }
        }
        if let Some(by) =
            resolved.map(|id| table::transfer::resolver(sql, id)).transpose()?.flatten()
            && let Some(done) = table::done(sql, by)?
        {
            state.remember(done);
        }
    }
    Ok(state)
}
