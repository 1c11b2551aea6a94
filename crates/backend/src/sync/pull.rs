//! Reads what changed in scopes since a cursor: of one moment, whole or by parts.

use super::table::{queue, row, scope};
use crate::db::{DbError, Sql};
use crate::endpoint::Caller;
use sampan_protocol::Error;
use sampan_protocol::ids::DeviceId;
use sampan_protocol::sync::{Cursor, Pull, Pulled, ScopeChanges};

/// The most changes of one answer.
const MOST_CHANGES: usize = 1_000;
/// The most scopes of one question.
const MOST_SCOPES: usize = 500;

pub(super) fn answer(caller: &Caller, request: &Pull) -> Result<Pulled, Error> {
    if request.cursors.len() > MOST_SCOPES {
        return Err(Error::invalid("error.request.too_large"));
    }
    let limit = usize::try_from(request.limit).unwrap_or(MOST_CHANGES).clamp(1, MOST_CHANGES);
    let pulled = caller.backend.db().read(|sql| {
        let (mut left, mut scopes, mut lost) = (limit, Vec::new(), Vec::new());
        for cursor in &request.cursors {
            if !caller.backend.may_read(sql, caller.me, &cursor.scope)? {
                lost.push(cursor.scope.clone());
                continue;
            }
            let changes = since(sql, caller.device, cursor, left)?;
            left -= changes.changes.len();
            scopes.push(changes);
        }
        Ok::<_, DbError>(Pulled { scopes, lost })
    })?;
    Ok(pulled)
}

fn since(
    sql: &mut dyn Sql,
    device: DeviceId,
    cursor: &Cursor,
    limit: usize,
) -> Result<ScopeChanges, DbError> {
    let state = scope::read(sql, &cursor.scope)?;
    let (epoch, last, checksum) = state.map_or((0, 0, 0), |s| (s.epoch, s.seq, s.checksum));
    let another_life = cursor.epoch != epoch;
    let reset = cursor.seq > last || (another_life && (cursor.epoch, cursor.seq) != (0, 0));
    let from = if reset || another_life { 0 } else { cursor.seq };
    let mut changes = row::after(sql, &cursor.scope, from, limit + 1)?;
    let more = changes.len() > limit;
    changes.truncate(limit);
    let seq = match changes.last() {
        Some(change) if more => change.seq,
        None if more => from,
        _ => last,
    };
    Ok(ScopeChanges {
        scope: cursor.scope.clone(),
        epoch,
        reset,
        changes,
        seq,
        more,
        last_applied: queue::last(sql, device, &cursor.scope)?,
        checksum: (!more).then_some(checksum),
    })
}
