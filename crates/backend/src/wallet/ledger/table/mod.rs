//! The ledger's tables.

pub(crate) mod account;
pub(crate) mod entry;
pub(crate) mod limits;
pub(crate) mod mark;
pub(crate) mod seal;
pub(crate) mod stream;
pub(crate) mod transfer;

use super::account::Today;
use super::journal::Line;
use super::transfer::{Effects, Entry, TransferId};
use crate::db::{DbError, Sql};

/// The tables' second form.
pub(crate) const SECOND: &str = include_str!("second.sql");

/// The tables' third form.
pub(crate) const THIRD: &str = include_str!("third.sql");

/// A transfer that was made, with what it did.
pub(crate) fn done(sql: &mut dyn Sql, id: TransferId) -> Result<Option<Effects>, DbError> {
    let Some(made) = transfer::find(sql, id)? else {
        return Ok(None);
    };
    let entries: Vec<Entry> = entry::of(sql, id)?
        .into_iter()
        .map(|line| {
            let Line { account, change, after, .. } = line;
            Entry { account, change, after, today: Today::default() }
        })
        .collect();
    let entries = entries
        .try_into()
        .map_err(|_| DbError::Decode(format!("transfer {id} has not two entries")))?;
    Ok(Some(Effects { transfer: made.transfer, at: made.at, entries }))
}
