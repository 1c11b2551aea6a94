//! What has no place in the queue yet: an operation whose files are to be handed in first, and what
//! waits behind one, so that what goes one after the other does so.

use super::{Op, SELECT, State, enqueue, get, read, record};
use crate::db::{Connection, Fault, Transaction, params};
use crate::identity::Identity;
use sampan_protocol::Error;
use sampan_protocol::ids::OpId;
use sampan_protocol::sync::{Outcome, Scope};
use std::collections::BTreeSet;

/// What an operation goes behind, and which files it names.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lane {
    /// What goes one after the other within its scope; none where nothing does.
    pub(crate) name: Option<String>,
    /// Its files that are not handed in yet.
    pub(crate) files: Vec<File>,
}

/// A file that an operation names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct File {
    /// Its place among those that the operation names.
    pub(crate) place: usize,
    /// By which it is named on this device.
    pub(crate) sha256: String,
    /// What the service calls it, once it is handed in.
    pub(crate) kept: Option<String>,
}

/// Writes what an operation goes behind, and its files.
pub(crate) fn set(tx: &Transaction<'_>, op_id: OpId, lane: &Lane) -> Result<(), Fault> {
    let id = op_id.to_string();
    if let Some(name) = &lane.name {
        tx.execute("UPDATE op SET lane = ?2 WHERE op_id = ?1", [&id, name])?;
    }
    for file in &lane.files {
        let place = i64::try_from(file.place).unwrap_or(i64::MAX);
        tx.execute(
            "INSERT INTO op_file (op_id, place, sha256, kept) VALUES (?1, ?2, ?3, ?4)",
            params![id, place, file.sha256, file.kept],
        )?;
    }
    Ok(())
}

/// What an operation goes behind, with its files.
pub(crate) fn lane_of(db: &Connection, op: &Op) -> Result<Lane, Fault> {
    Ok(Lane { name: op.lane.clone(), files: files(db, op.op_id)? })
}

/// Gives an operation its place in the queue, or holds it back.
pub(crate) fn queue_up(tx: &Transaction<'_>, op: &Op, identity: &Identity) -> Result<(), Fault> {
    if files(tx, op.op_id)?.is_empty() && !is_behind(tx, op)? {
        return enqueue(tx, op, identity).map(drop);
    }
    let sql = "UPDATE op SET state = 'queued', held = 1, halted = 0, error = NULL WHERE op_id = ?1";
    tx.execute(sql, [op.op_id.to_string()])?;
    Ok(())
}

/// Lets go of what is held in a scope and waits for nothing any more.
pub(crate) fn go_on(tx: &Transaction<'_>, scope: &Scope, identity: &Identity) -> Result<(), Fault> {
    for op in all(tx)?.iter().filter(|op| op.scope == *scope) {
        if files(tx, op.op_id)?.is_empty() && !is_behind(tx, op)? {
            enqueue(tx, op, identity)?;
        }
    }
    Ok(())
}

/// The first operation with files that are to be handed in, but for some.
pub(crate) fn next(
    db: &Connection,
    but: &BTreeSet<OpId>,
) -> Result<Option<(Op, Vec<File>)>, Fault> {
    for op in all(db)?.into_iter().filter(|op| !but.contains(&op.op_id)) {
        let files = files(db, op.op_id)?;
        if !files.is_empty() {
            return Ok(Some((op, files)));
        }
    }
    Ok(None)
}

/// Notes what the service calls a file.
pub(crate) fn note(
    tx: &Transaction<'_>,
    op_id: OpId,
    file: &File,
    kept: &str,
) -> Result<(), Fault> {
    let place = i64::try_from(file.place).unwrap_or(i64::MAX);
    let sql = "UPDATE op_file SET kept = ?3 WHERE op_id = ?1 AND place = ?2";
    tx.execute(sql, params![op_id.to_string(), place, kept])?;
    Ok(())
}

/// All files of an operation are handed in: it does this now, in its turn. Says whether it was still
/// there to be done.
pub(crate) fn handed_in(
    tx: &Transaction<'_>,
    op_id: OpId,
    args: &serde_json::Value,
    identity: &Identity,
) -> Result<bool, Fault> {
    let Some(op) = held(tx, op_id)? else { return Ok(false) };
    forget_files(tx, op_id)?;
    let sql = "UPDATE op SET args = ?2 WHERE op_id = ?1";
    tx.execute(sql, [op_id.to_string(), args.to_string()])?;
    go_on(tx, &op.scope, identity)?;
    Ok(true)
}

/// A file of an operation was refused: the person decides about it, with its files, and what waited
/// behind it goes on.
pub(crate) fn refuse(
    tx: &Transaction<'_>,
    op_id: OpId,
    error: Error,
    identity: &Identity,
) -> Result<(), Fault> {
    let Some(op) = held(tx, op_id)? else { return Ok(()) };
    record(tx, op_id, &Outcome::Rejected(error))?;
    go_on(tx, &op.scope, identity)
}

/// Forgets which files an operation named.
pub(super) fn forget_files(tx: &Transaction<'_>, op_id: OpId) -> Result<(), Fault> {
    tx.execute("DELETE FROM op_file WHERE op_id = ?1", [op_id.to_string()])?;
    Ok(())
}

/// Every file that an operation names, by which it is named on this device.
pub(crate) fn named(db: &Connection) -> Result<BTreeSet<String>, Fault> {
    let mut query = db.prepare_cached("SELECT DISTINCT sha256 FROM op_file")?;
    let names = query.query_map([], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

fn held(db: &Connection, op_id: OpId) -> Result<Option<Op>, Fault> {
    Ok(get(db, op_id)?.filter(|op| op.held && op.state == State::Queued))
}

fn all(db: &Connection) -> Result<Vec<Op>, Fault> {
    let sql = format!("{SELECT} WHERE held = 1 ORDER BY place");
    let mut query = db.prepare_cached(&sql)?;
    query.query_map([], read)?.map(|op| op?).collect()
}

/// The files of an operation, in order.
fn files(db: &Connection, op_id: OpId) -> Result<Vec<File>, Fault> {
    let sql = "SELECT place, sha256, kept FROM op_file WHERE op_id = ?1 ORDER BY place";
    let mut query = db.prepare_cached(sql)?;
    let files = query.query_map([op_id.to_string()], |row| {
        let place: i64 = row.get(0)?;
        let place = usize::try_from(place).unwrap_or(usize::MAX);
        Ok(File { place, sha256: row.get(1)?, kept: row.get(2)? })
    })?;
    Ok(files.collect::<Result<_, _>>()?)
}

/// Whether an operation that is held comes before this one in its lane.
fn is_behind(db: &Connection, op: &Op) -> Result<bool, Fault> {
    let sql = "SELECT EXISTS (SELECT 1 FROM op this JOIN op before ON before.held = 1
        AND before.place < this.place AND before.scope = this.scope AND before.lane = this.lane
        WHERE this.op_id = ?1)";
    Ok(db.prepare_cached(sql)?.query_row([op.op_id.to_string()], |row| row.get(0))?)
}

#[cfg(test)]
mod tests;
