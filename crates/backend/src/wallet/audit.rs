//! Audits the ledger: replays the whole journal and compares it with accounts and transfers.

use super::ledger::journal::{LineId, OpenAccount};
use super::ledger::replay::{Audit, Bad, Fault, Replay};
use super::ledger::table::entry::{self, Place};
use super::ledger::table::{account, mark, seal, stream, transfer};
use crate::db::{Db, DbError, Sql};
use std::collections::VecDeque;

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
        let mut replay = Replay::new(accounts, heads, seal::all(sql)?);
        lines(sql, &mut replay)?;
        if !unreadable.is_empty() {
            replay.bad(Fault::Unreadable, None, None, None);
        }
        if let Some(id) = transfer::without_entries(sql)? {
            replay.bad(Fault::Missing, None, None, id.parse().ok());
        }
        let mut found = replay.finish();
        if found.first_bad.is_none() {
            found.first_bad = misled(sql)?;
        }
        Ok(found)
    })
}

/// What leads to a line of an account and should not, in a journal that is whole.
fn misled(sql: &mut dyn Sql) -> Result<Option<Bad>, DbError> {
    let (fault, stream, seq, transfer) = (Fault::Lead, None, None, None);
    match account::misled(sql)? {
        Some(id) => Ok(Some(Bad { fault, stream, seq, account: id.parse().ok(), transfer })),
        None => Ok(mark::misled(sql)?.map(|line| Bad::at(fault, line))),
    }
}

/// A stream that is being read.
struct Reading {
    stream: i64,
    from: i64,
    page: VecDeque<Place>,
}

impl Reading {
    /// The next line; none at the stream's end.
    fn next(&mut self, sql: &mut dyn Sql) -> Result<Option<&Place>, DbError> {
        if self.page.is_empty() {
            self.page = entry::after(sql, self.stream, self.from, PAGE)?.into();
            if let Some((last, _)) = self.page.back() {
                self.from = *last;
            }
        }
        Ok(self.page.front())
    }
}

/// Hands the lines of all streams over, each when those before it of its account are done.
fn lines(sql: &mut dyn Sql, replay: &mut Replay) -> Result<(), DbError> {
    let reading = |stream| Reading { stream, from: i64::MIN, page: VecDeque::new() };
    let mut streams: Vec<Reading> = entry::streams(sql)?.into_iter().map(reading).collect();
    loop {
        let (mut went_on, mut waiting) = (false, None);
        for (at, stream) in streams.iter_mut().enumerate() {
            while let Some((_, line)) = stream.next(sql)? {
                if line.as_ref().is_ok_and(|(line, _)| !replay.is_next(line)) {
                    waiting.get_or_insert(at);
                    break;
                }
                hand_over(stream, replay);
                went_on = true;
            }
        }
        match waiting {
            None => return Ok(()),
            // What never comes next is wrong, and is told by being handed over all the same.
            Some(at) if !went_on => hand_over(&mut streams[at], replay),
            Some(_) => {}
        }
    }
}

fn hand_over(stream: &mut Reading, replay: &mut Replay) {
    match stream.page.pop_front() {
        Some((_, Ok((line, told)))) => replay.line(&line, &told),
        Some((seq, Err(_))) => {
            replay.unreadable(LineId { stream: stream.stream, seq });
        }
        None => {}
    }
}
