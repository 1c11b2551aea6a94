//! Reads the operators' log, and follows its chain.

use super::SCOPE;
use crate::Client;
use crate::table::row;
use sampan_protocol::Reply;
use sampan_protocol::operate::{ListLog, Log, LogLine, Sealed, first_broken, rows};

impl Client {
    /// Answers [`ListLog`]; from the cache. Each line is hashed again here, so that a service which
    /// rewrote its log is found out by every device that reads it.
    ///
    /// # Errors
    /// `Refused` before there is a person.
    pub async fn list_log(&self, _: ListLog) -> Reply<ListLog> {
        self.core
            .view(SCOPE, |db, view| {
                let sealed: Vec<Sealed> = row::all(db, &view.scope, rows::LINE)?;
                let broken = first_broken(&sealed);
                let read = |sealed: Sealed| {
                    let line = serde_json::from_str(&sealed.text).ok()?;
                    Some(LogLine { seq: sealed.seq, line, hash: sealed.hash })
                };
                let lines = sealed.into_iter().rev().filter_map(read).collect();
                Ok(Log { lines, broken })
            })
            .await
    }
}
