//! Audits the public log: every line follows the one before, and decisions stand as it says.

use super::table::{decision, log};
use crate::db::{Db, DbError};
use sampan_protocol::moderation::{Line, Step};
use serde::Serialize;
use std::collections::BTreeMap;

/// How many lines are read at a time.
const PAGE: i64 = 500;

/// What the public log says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ModerationAudit {
    /// How many lines it has.
    pub lines: u64,
    /// The hash of the last line.
    pub head: String,
    /// The number of the first line that does not fit; one more than there are where lines are
    /// missing at the end, 0 where a decision does not stand as the log says.
    pub first_bad: Option<u64>,
}

/// Reads the whole log, as it is at one moment.
///
/// # Errors
/// What the database says; what is wrong with the log is in the answer.
pub fn audit(db: &Db) -> Result<ModerationAudit, DbError> {
    db.read(|sql| {
        let (mut seq, mut hash, mut bad) = (0, String::new(), None);
        let mut said: BTreeMap<String, Step> = BTreeMap::new();
        loop {
            let page = log::after(sql, seq, PAGE)?;
            if page.is_empty() {
                break;
            }
            for line in page {
                let read = serde_json::from_str::<Line>(&line.text);
                if bad.is_none() && (!line.follows((seq, &hash)) || read.is_err()) {
                    bad = Some(seq + 1);
                }
                if let Ok(read) = read {
                    said.insert(read.decision.to_string(), read.step);
                }
                (seq, hash) = (line.seq, line.hash);
            }
        }
        let (known, head) = log::head(sql)?;
        let missing = (known, &head) != (seq, &hash);
        let first_bad = match bad {
            Some(bad) => Some(bad),
            None if missing => Some(seq + 1),
            None => {
                for (id, state) in decision::states(sql)? {
                    let stands = said.remove(&id).is_some_and(|step| match step {
                        Step::Decided => state == "stands",
                        other => state == other.word(),
                    });
                    if !stands {
                        return Ok(ModerationAudit { lines: seq, head: hash, first_bad: Some(0) });
                    }
                }
                (!said.is_empty()).then_some(0)
            }
        };
        Ok(ModerationAudit { lines: seq, head: hash, first_bad })
    })
}
