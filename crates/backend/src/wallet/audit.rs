//! Audits the ledger: replays the whole journal and compares it with accounts and transfers.

use super::ledger::journal::OpenAccount;
use super::ledger::replay::{Audit, Fault, Replay};
use super::ledger::table::{account, entry, stream, transfer};
use crate::db::{Db, DbError, Sql};

/// How many lines are read at a time.
const PAGE: i64 = 1_000;

/// Replays everything that the ledger holds, as it is at one moment.
///
/// # Errors
/// What the database says; what is wrong with the ledger is in the answer.
pub fn audit(db: &Db) -> Result<Audit, DbError> {
    db.read(|sql| {
        let heads = stream::all(sql)?;
        let (accounts, unreadable): (Vec<_>, Vec<_>) =
            account::all(sql)?.into_iter().partition(Result::is_ok);
        let accounts: Vec<OpenAccount> = accounts.into_iter().flatten().collect();
        let mut replay = Replay::new(accounts, heads);
        for stream in entry::streams(sql)? {
            lines(sql, stream, &mut replay)?;
        }
        if !unreadable.is_empty() {
            replay.bad(Fault::Unreadable, None, None, None);
        }
        if let Some(id) = transfer::without_entries(sql)? {
            replay.bad(Fault::Missing, None, None, id.parse().ok());
        }
        Ok(replay.finish())
    })
}

fn lines(sql: &mut dyn Sql, stream: i64, replay: &mut Replay) -> Result<(), DbError> {
    let mut from = i64::MIN;
    loop {
        let page = entry::after(sql, stream, from, PAGE)?;
        let Some((last, _)) = page.last() else {
            return Ok(());
        };
        from = *last;
        for (seq, line) in &page {
            match line {
                Ok((line, made)) => replay.line(line, made.as_ref()),
                Err(_) => replay.unreadable(stream, *seq),
            }
        }
    }
}
