//! Audits the operators' log: every line follows the one before, and acts stand as it says.

use super::table::{act, log};
use crate::db::{Db, DbError, Sql};
use sampan_protocol::ids::OpId;
use sampan_protocol::operate::{Line, Step};
use serde::Serialize;
use std::collections::BTreeMap;

/// How many lines are read at a time.
const PAGE: i64 = 500;

/// What the operators' log says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LogAudit {
    /// How many lines it has.
    pub lines: u64,
    /// The hash of the last line.
    pub head: String,
    /// The number of the first line that does not fit; one more than there are where lines are
    /// missing at the end, 0 where an act does not stand as the log says.
    pub first_bad: Option<u64>,
}

/// What the log last said of an act.
type Last = BTreeMap<OpId, (Step, String, String)>;

/// Reads the whole log, as it is at one moment.
///
/// # Errors
/// What the database says; what is wrong with the log is in the answer.
pub fn audit(db: &Db) -> Result<LogAudit, DbError> {
    db.read(|sql| {
        let mut said = Last::new();
        let (lines, head, broken) = follow(sql, &mut said)?;
        let (known, hash) = log::head(sql)?;
        let missing = (known, &hash) != (lines, &head);
        let first_bad = match broken {
            Some(bad) => Some(bad),
            None if missing => Some(lines + 1),
            None => (!stand(sql, said)?).then_some(0),
        };
        Ok(LogAudit { lines, head, first_bad })
    })
}

/// Follows the chain; says how many lines there are, the last hash, and the first line that is bad.
fn follow(sql: &mut dyn Sql, said: &mut Last) -> Result<(u64, String, Option<u64>), DbError> {
    let (mut seq, mut hash, mut bad) = (0, String::new(), None);
    loop {
        let page = log::after(sql, seq, PAGE)?;
        if page.is_empty() {
            return Ok((seq, hash, bad));
        }
        for line in page {
            let read = serde_json::from_str::<Line>(&line.text);
            if bad.is_none() && (!line.follows((seq, &hash)) || read.is_err()) {
                bad = Some(seq + 1);
            }
            if let Ok(Line { act, step, kind, args, .. }) = read {
                said.insert(act, (step, kind, args));
            }
            (seq, hash) = (line.seq, line.hash);
        }
    }
}

/// Whether every act stands as the log last said, and none is missing.
fn stand(sql: &mut dyn Sql, mut said: Last) -> Result<bool, DbError> {
    for found in act::all(sql)? {
        let Some(act) = found else { return Ok(false) };
        if said.remove(&act.id) != Some((act.state.step(), act.kind, act.args)) {
            return Ok(false);
        }
    }
    Ok(said.is_empty())
}
