//! The outbox: what the person did and the backend has not confirmed; migrated, never dropped.

pub(crate) mod held;

use crate::db::{Connection, Fault, OptionalExtension, Row, Schema, Transaction, params};
use crate::features;
use crate::identity::Identity;
pub(crate) use crate::op::{NewOp, Op, State};
use sampan_protocol::ids::OpId;
use sampan_protocol::sync::{Operation, Outcome, Scope, SignedOperation};
use sampan_protocol::{Code, Error, Timestamp};

/// The life of `outbox.db`.
pub(crate) struct Outbox;

/// What lays each version on top of the one before; further ones are added, none is edited.
const MIGRATIONS: &[&str] =
    &[include_str!("outbox.sql"), features::POSTINGS, include_str!("outbox/held.sql")];

/// The version of operations' arguments.
const ARGS_SCHEMA: u16 = 1;

impl Schema for Outbox {
    const FILE: &'static str = "outbox.db";
    // What the person was shown as done is on disk.
    const SYNCHRONOUS: &'static str = "FULL";

    fn version() -> i32 {
        i32::try_from(MIGRATIONS.len()).unwrap_or(i32::MAX)
    }

    fn inspect(file: &Connection) -> Result<(), Fault> {
        let verdict: String = file.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        if verdict == "ok" {
            return Ok(());
        }
        tracing::error!(verdict, "the outbox is broken");
        Err(Error::new(Code::Storage, "error.storage.outbox_corrupt").into())
    }

    fn init(tx: &Transaction<'_>) -> Result<(), Fault> {
        Self::upgrade(tx, 0)
    }

    fn upgrade(tx: &Transaction<'_>, from: i32) -> Result<(), Fault> {
        if from > Self::version() || from < 0 {
            return Err(Error::new(Code::Storage, "error.storage.from_future").into());
        }
        let done = usize::try_from(from).unwrap_or(usize::MAX);
        for sql in MIGRATIONS.iter().skip(done) {
            tx.execute_batch(sql)?;
        }
        Ok(())
    }
}

/// Puts an operation in, outside the queue.
pub(crate) fn insert(tx: &Transaction<'_>, op: &NewOp) -> Result<(), Fault> {
    let other = op.other.as_ref().map(serde_json::to_string).transpose()?;
    tx.execute(
        "INSERT INTO op (op_id, scope, name, args, other, at, state)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'needs_pin')",
        params![
            op.op_id.to_string(),
            op.scope.0,
            op.name,
            op.args.to_string(),
            other,
            op.at.micros(),
        ],
    )?;
    Ok(())
}

/// Gives an operation the next place in its scope's queue, signed by this device.
pub(crate) fn enqueue(
    tx: &Transaction<'_>,
    op: &Op,
    identity: &Identity,
) -> Result<SignedOperation, Fault> {
    let (client_seq, signed) = sign_next(tx, op, identity)?;
    enqueue_signed(tx, op.op_id, client_seq, &signed)?;
    Ok(signed)
}

/// Takes the next place in the scope's queue and signs the operation for it, without noting either
/// with the operation: the place is lost if it is not enqueued.
pub(crate) fn sign_next(
    tx: &Transaction<'_>,
    op: &Op,
    identity: &Identity,
) -> Result<(i64, SignedOperation), Fault> {
    let client_seq: i64 = tx.query_row(
        "INSERT INTO queue (scope, last_seq) VALUES (?1, 1)
         ON CONFLICT (scope) DO UPDATE SET last_seq = last_seq + 1 RETURNING last_seq",
        [&op.scope.0],
        |row| row.get(0),
    )?;
    let body = serde_json::to_string(&Operation {
        op_id: op.op_id,
        device: identity.device(),
        scope: op.scope.clone(),
        client_seq: client_seq.cast_unsigned(),
        name: op.name.clone(),
        args: op.args.clone(),
        schema: ARGS_SCHEMA,
    })?;
    let signature = identity.sign_operation(&body)?;
    Ok((client_seq, SignedOperation { body, signature }))
}

/// Goes on with places from `next` on: the backend knows of higher ones than this device does.
pub(crate) fn go_on_from(tx: &Transaction<'_>, scope: &Scope, next: u64) -> Result<(), Fault> {
    let sql = "INSERT INTO queue (scope, last_seq) VALUES (?1, ?2)
        ON CONFLICT (scope) DO UPDATE SET last_seq = max(last_seq, excluded.last_seq)";
    tx.execute(sql, params![scope.0, next.saturating_sub(1).cast_signed()])?;
    Ok(())
}

/// Puts an operation into the queue that was signed for this place before.
pub(crate) fn enqueue_signed(
    tx: &Transaction<'_>,
    op_id: OpId,
    client_seq: i64,
    signed: &SignedOperation,
) -> Result<(), Fault> {
    tx.execute(
        "UPDATE op SET state = 'queued', held = 0, halted = 0, error = NULL, client_seq = ?2,
            body = ?3, signature = ?4 WHERE op_id = ?1",
        params![op_id.to_string(), client_seq, signed.body, signed.signature],
    )?;
    Ok(())
}

/// Takes an operation out of the queue: it needs the PIN.
pub(crate) fn set_needs_pin(tx: &Transaction<'_>, op_id: OpId) -> Result<(), Fault> {
    tx.execute(
        "UPDATE op SET state = 'needs_pin', halted = 0, client_seq = NULL, body = NULL,
            signature = NULL WHERE op_id = ?1",
        [op_id.to_string()],
    )?;
    Ok(())
}

/// Notes that operations are about to leave this device.
pub(crate) fn mark_tried(tx: &Transaction<'_>, ops: &[OpId], at: Timestamp) -> Result<(), Fault> {
    let mut update = tx.prepare_cached("UPDATE op SET tried = ?2 WHERE op_id = ?1")?;
    for op in ops {
        update.execute(params![op.to_string(), at.micros()])?;
    }
    Ok(())
}

/// Notes what became of an operation.
pub(crate) fn record(tx: &Transaction<'_>, op_id: OpId, outcome: &Outcome) -> Result<(), Fault> {
    let id = op_id.to_string();
    match outcome {
        Outcome::Applied { change_seq } => {
            let sql = "UPDATE op SET state = 'sent', halted = 0, change_seq = ?2 WHERE op_id = ?1";
            tx.execute(sql, params![id, change_seq.cast_signed()])?;
        }
        Outcome::Rejected(error) => {
            let sql = "UPDATE op SET state = 'rejected', held = 0, halted = 0, error = ?2
                WHERE op_id = ?1";
            tx.execute(sql, params![id, serde_json::to_string(error)?])?;
        }
        Outcome::NeedsApproval => set_needs_pin(tx, op_id)?,
        Outcome::Halted => {
            // It waits only if what it waits for still waits for the person.
            let sql = "UPDATE op SET halted = 1 WHERE op_id = ?1 AND EXISTS (
                SELECT 1 FROM op before WHERE before.scope = op.scope AND before.state = 'rejected')";
            tx.execute(sql, [id])?;
        }
    }
    Ok(())
}

/// Notes that the person was told of a refusal.
pub(crate) fn set_told(tx: &Transaction<'_>, op_id: OpId) -> Result<(), Fault> {
    tx.execute("UPDATE op SET state = 'told' WHERE op_id = ?1", [op_id.to_string()])?;
    Ok(())
}

/// Drops refusals that the person was told of before `then`.
pub(crate) fn forget_told(tx: &Transaction<'_>, then: Timestamp) -> Result<(), Fault> {
    tx.execute("DELETE FROM op WHERE state = 'told' AND at < ?1", [then.micros()])?;
    tx.execute("DELETE FROM op_file WHERE op_id NOT IN (SELECT op_id FROM op)", [])?;
    Ok(())
}

/// Changes what an operation does, before it ever left this device.
pub(crate) fn rewrite(tx: &Transaction<'_>, op: &NewOp) -> Result<(), Fault> {
    let other = op.other.as_ref().map(serde_json::to_string).transpose()?;
    tx.execute(
        "UPDATE op SET args = ?2, other = ?3, at = ?4 WHERE op_id = ?1",
        params![op.op_id.to_string(), op.args.to_string(), other, op.at.micros()],
    )?;
    Ok(())
}

/// Drops an operation.
pub(crate) fn remove(tx: &Transaction<'_>, op_id: OpId) -> Result<(), Fault> {
    tx.execute("DELETE FROM op WHERE op_id = ?1", [op_id.to_string()])?;
    held::forget_files(tx, op_id)
}

/// Drops what the rows of the scope contain up to `seq`; answers the names. To do it twice is to do
/// it once, so a crash between the cache's commit and this one does no harm.
pub(crate) fn remove_contained(
    tx: &Transaction<'_>,
    scope: &Scope,
    seq: u64,
) -> Result<Vec<String>, Fault> {
    let sql = "DELETE FROM op WHERE scope = ?1 AND state = 'sent' AND change_seq <= ?2
        RETURNING name";
    let mut delete = tx.prepare_cached(sql)?;
    let names = delete.query_map(params![scope.0, seq.cast_signed()], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

/// Puts what was sent back into the queue: the scope has another life, which may not have it.
pub(crate) fn send_again(tx: &Transaction<'_>, scope: &Scope) -> Result<(), Fault> {
    let sql = "UPDATE op SET state = 'queued' WHERE scope = ?1 AND state = 'sent'";
    tx.execute(sql, [&scope.0])?;
    Ok(())
}

/// One operation.
pub(crate) fn get(db: &Connection, op_id: OpId) -> Result<Option<Op>, Fault> {
    let sql = format!("{SELECT} WHERE op_id = ?1");
    let found = db.prepare_cached(&sql)?.query_row([op_id.to_string()], read).optional()?;
    found.transpose()
}

/// All operations, in the order in which they were made.
pub(crate) fn all(db: &Connection) -> Result<Vec<Op>, Fault> {
    let sql = format!("{SELECT} ORDER BY place");
    let mut query = db.prepare_cached(&sql)?;
    query.query_map([], read)?.map(|op| op?).collect()
}

/// What is to be sent next: of each scope in its order, at most `limit`.
pub(crate) fn sendable(db: &Connection, limit: u32) -> Result<Vec<Op>, Fault> {
    let sql = format!(
        "{SELECT} WHERE state = 'queued' AND halted = 0 AND held = 0
         ORDER BY scope, client_seq LIMIT ?1"
    );
    let mut query = db.prepare_cached(&sql)?;
    query.query_map([limit], read)?.map(|op| op?).collect()
}

/// Operations of a scope that wait behind a rejected one, in the order in which they were made.
pub(crate) fn halted(db: &Connection, scope: &Scope) -> Result<Vec<Op>, Fault> {
    let sql = format!("{SELECT} WHERE scope = ?1 AND halted = 1 ORDER BY place");
    let mut query = db.prepare_cached(&sql)?;
    query.query_map([&scope.0], read)?.map(|op| op?).collect()
}

/// Says whether a scope has a refusal that the person has not decided about.
pub(crate) fn is_blocked(db: &Connection, scope: &Scope) -> Result<bool, Fault> {
    let sql = "SELECT EXISTS (SELECT 1 FROM op WHERE scope = ?1 AND state = 'rejected')";
    Ok(db.prepare_cached(sql)?.query_row([&scope.0], |row| row.get(0))?)
}

/// Says whether anything was applied that the cache may not have yet.
pub(crate) fn has_sent(db: &Connection) -> Result<bool, Fault> {
    let sql = "SELECT EXISTS (SELECT 1 FROM op WHERE state = 'sent')";
    Ok(db.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

/// How many operations wait to be sent or confirmed, and how many need the person.
pub(crate) fn counts(db: &Connection) -> Result<(u32, u32), Fault> {
    let sql = "SELECT count(*) FILTER (WHERE state IN ('queued', 'sent')),
        count(*) FILTER (WHERE state IN ('needs_pin', 'rejected')) FROM op";
    Ok(db.prepare_cached(sql)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// Notes that what was asked for as `asked` is now tried as `op_id`.
pub(crate) fn rename(tx: &Transaction<'_>, asked: OpId, op_id: OpId) -> Result<(), Fault> {
    let sql = "INSERT INTO renamed (asked, op_id) VALUES (?1, ?2)
        ON CONFLICT (asked) DO UPDATE SET op_id = excluded.op_id";
    tx.execute(sql, [asked.to_string(), op_id.to_string()])?;
    Ok(())
}

/// The identifier under which `asked` is tried now.
pub(crate) fn current(db: &Connection, asked: OpId) -> Result<OpId, Fault> {
    let sql = "SELECT op_id FROM renamed WHERE asked = ?1";
    let found: Option<String> =
        db.prepare_cached(sql)?.query_row([asked.to_string()], |row| row.get(0)).optional()?;
    Ok(found.and_then(|text| text.parse().ok()).unwrap_or(asked))
}

const SELECT: &str = "SELECT op_id, scope, name, args, other, at, state, halted, client_seq, body,
    signature, tried, change_seq, error, lane, held FROM op";

fn read(row: &Row<'_>) -> Result<Result<Op, Fault>, rusqlite::Error> {
    let text = |column: &str| row.get::<_, Option<String>>(column);
    let number = |column: &str| row.get::<_, Option<i64>>(column);
    let (other, error, state) = (text("other")?, text("error")?, row.get::<_, String>("state")?);
    let signed = text("body")?.zip(text("signature")?);
    let id: String = row.get("op_id")?;
    let args: String = row.get("args")?;
    let scope = Scope(row.get("scope")?);
    let name = row.get("name")?;
    let at = Timestamp::from_micros(row.get("at")?);
    let (halted, held) = (row.get("halted")?, row.get("held")?);
    let lane = text("lane")?;
    let client_seq = number("client_seq")?.map(i64::cast_unsigned);
    let tried = number("tried")?.map(Timestamp::from_micros);
    let change_seq = number("change_seq")?.map(i64::cast_unsigned);
    Ok((|| {
        Ok(Op {
            op_id: id.parse().map_err(|_| Error::internal())?,
            scope,
            name,
            args: serde_json::from_str(&args)?,
            other: other.map(|text| serde_json::from_str(&text)).transpose()?,
            at,
            state: State::ALL
                .into_iter()
                .find(|s| s.word() == state)
                .ok_or_else(Error::internal)?,
            halted,
            lane,
            held,
            client_seq,
            signed: signed.map(|(body, signature)| SignedOperation { body, signature }),
            tried,
            change_seq,
            error: error.map(|text| serde_json::from_str(&text)).transpose()?,
        })
    })())
}

#[cfg(test)]
mod tests;
