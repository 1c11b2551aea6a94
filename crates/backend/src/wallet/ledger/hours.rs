//! Hours of the journal: sealed when they are over, proved for whoever has a line in them.

use super::merkle::{Tree, path};
use super::seal::{Seal, hour_of, root_of_hour};
use super::table::{entry, seal, stream};
use super::transfer::TransferId;
use crate::db::{DbError, Sql};
use sampan_protocol::Timestamp;
use sampan_protocol::ids::AccountId;
use sampan_protocol::wallet::proof::{Proof, Way};

/// Over how many streams the transactions of a process that write at once are spread: they do not
/// wait for one another then.
const STREAMS: i64 = 16;

/// The end of this transaction's stream, locked; what is written next is of `at`. Hours that are
/// over are sealed.
pub(super) fn tail(sql: &mut dyn Sql, at: Timestamp) -> Result<stream::Tail, DbError> {
    let stream = 1 + sql.lane().rem_euclid(STREAMS);
    let mut tail = stream::lock(sql, stream)?;
    seal_up(sql, &mut tail, hour_of(at))?;
    Ok(tail)
}

/// Seals what is in every stream of hours that are over at `now`.
///
/// # Errors
/// What the database says.
pub fn close_hours(sql: &mut dyn Sql, now: Timestamp) -> Result<(), DbError> {
    let hour = hour_of(now);
    for stream in stream::unsealed(sql, hour)? {
        let mut tail = stream::lock(sql, stream)?;
        seal_up(sql, &mut tail, hour)?;
        stream::advance(sql, &tail)?;
    }
    Ok(())
}

/// Seals what a locked stream has of hours before this one.
fn seal_up(sql: &mut dyn Sql, tail: &mut stream::Tail, hour: i64) -> Result<(), DbError> {
    if hour <= tail.hour {
        return Ok(());
    }
    let (stream, first, last) = (tail.head.stream, tail.sealed + 1, tail.head.seq);
    if first <= last {
        let mut tree = Tree::default();
        entry::hashes(sql, stream, first, last)?.iter().for_each(|line| tree.push(line));
        let sealed = Seal { stream, hour: tail.hour, first, last, root: tree.root() };
        seal::insert(sql, &sealed)?;
        tail.sealed = last;
    }
    tail.hour = hour;
    Ok(())
}

/// Whether a line can be proved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Proven {
    /// There is no such line.
    Unknown,
    /// Its hour is not over, or not sealed in every stream.
    NotYet,
    /// It can be, so.
    By(Proof),
}

/// Proves that the line stands in the journal that tells what a transfer did to an account.
///
/// # Errors
/// What the database says.
pub fn prove(
    sql: &mut dyn Sql,
    transfer: TransferId,
    account: AccountId,
) -> Result<Proven, DbError> {
    let lines = entry::of(sql, transfer)?;
    let Some(line) = lines.into_iter().find(|line| line.account == account) else {
        return Ok(Proven::Unknown);
    };
    let Some(own) = seal::over(sql, line.stream, line.seq)? else {
        return Ok(Proven::NotYet);
    };
    if !stream::unsealed(sql, own.hour + 1)?.is_empty() {
        return Ok(Proven::NotYet);
    }
    let seals = seal::of_hour(sql, own.hour)?;
    let roots: Vec<String> = seals.iter().map(|seal| seal.root.clone()).collect();
    let place = seals.iter().position(|seal| seal.stream == own.stream).unwrap_or_default();
    let lines = entry::hashes(sql, own.stream, own.first, own.last)?;
    let at = usize::try_from(line.seq - own.first).unwrap_or_default();
    let way = |leaves: &[String], at: usize| Way {
        at: at as u64,
        leaves: leaves.len() as u64,
        path: path(leaves, at),
    };
    Ok(Proven::By(Proof {
        hour: own.hour,
        root: root_of_hour(&seals),
        in_stream: way(&lines, at),
        in_hour: way(&roots, place),
        line: line.hash,
    }))
}
