//! Replays a journal and says whether it is whole: chain, balances, sums, nothing missing.

use super::account::Balance;
use super::journal::{Event, Head, Line, Made, OpenAccount};
use super::rule;
use super::transfer::{Change, Step, TransferId};
use sampan_protocol::Currency;
use sampan_protocol::auth::sha256_hex;
use sampan_protocol::ids::AccountId;
use serde::Serialize;
use std::collections::BTreeMap;

/// What a replay found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Audit {
    /// How many lines there are.
    pub entries: u64,
    /// What is posted on all accounts together, by currency: always zero.
    pub totals: BTreeMap<String, i64>,
    /// SHA-256 over the heads of all streams: two ledgers with the same root are the same.
    pub root: String,
    /// The first thing that is wrong, if anything is.
    pub first_bad: Option<Bad>,
}

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bad {
    /// What.
    pub fault: Fault,
    /// The stream in which it was found.
    pub stream: Option<i64>,
    /// The line at which it was found.
    pub seq: Option<i64>,
    /// The account that it is about.
    pub account: Option<AccountId>,
    /// The transfer that it is about.
    pub transfer: Option<TransferId>,
}

/// What can be wrong with a ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// A line is missing, or too many.
    Missing,
    /// A line is not what was written.
    Hash,
    /// An account or a transfer is not what was written, or not there.
    Subject,
    /// A line does not do what its transfer says.
    Entry,
    /// A balance is not the sum of its lines.
    Balance,
    /// An account is below its floor.
    Overdraft,
    /// The accounts of a currency do not add up to zero.
    Total,
    /// A row cannot be read.
    Unreadable,
}

struct Seen {
    declared: OpenAccount,
    running: Balance,
    met: bool,
}

/// A replay that goes on line by line.
pub struct Replay {
    accounts: BTreeMap<AccountId, Seen>,
    heads: BTreeMap<i64, (Head, Head)>,
    half: BTreeMap<i64, TransferId>,
    pending: BTreeMap<TransferId, i64>,
    totals: BTreeMap<Currency, i64>,
    entries: u64,
    first_bad: Option<Bad>,
}

impl Replay {
    /// Begins with the accounts and the ends of the streams as they are declared.
    #[must_use]
    pub fn new(accounts: Vec<OpenAccount>, heads: Vec<Head>) -> Self {
        let seen = |declared: OpenAccount| {
            let running = Balance::default();
            let met = false;
            (declared.account.id, Seen { declared, running, met })
        };
        Self {
            accounts: accounts.into_iter().map(seen).collect(),
            heads: heads
                .into_iter()
                .map(|head| (head.stream, (head.clone(), Head::empty(head.stream))))
                .collect(),
            half: BTreeMap::new(),
            pending: BTreeMap::new(),
            totals: BTreeMap::new(),
            entries: 0,
            first_bad: None,
        }
    }

    /// Takes the next line of a stream, with the transfer that it names if there is one.
    pub fn line(&mut self, line: &Line, made: Option<&Made>) {
        self.entries += 1;
        let fault = self
            .chain(line)
            .and_then(|()| self.subject(line, made))
            .and_then(|()| self.balance(line));
        if let Err(fault) = fault {
            self.bad(fault, Some(line), None, None);
        }
    }

    /// Notes a line that cannot be read.
    pub fn unreadable(&mut self, stream: i64, seq: i64) {
        self.entries += 1;
        self.first_bad.get_or_insert(Bad {
            fault: Fault::Unreadable,
            stream: Some(stream),
            seq: Some(seq),
            account: None,
            transfer: None,
        });
    }

    /// Notes something that was found outside of the lines.
    pub fn bad(
        &mut self,
        fault: Fault,
        line: Option<&Line>,
        account: Option<AccountId>,
        transfer: Option<TransferId>,
    ) {
        let moves = |line: &&Line| line.event == Event::Move;
        self.first_bad.get_or_insert(Bad {
            fault,
            stream: line.map(|l| l.stream),
            seq: line.map(|l| l.seq),
            account: account.or(line.map(|l| l.account)),
            transfer: transfer.or(line.filter(moves).map(|l| l.subject)),
        });
    }

    /// Ends, and says what was found.
    #[must_use]
    pub fn finish(mut self) -> Audit {
        let short = self.heads.values().find(|(end, at)| end != at);
        if short.is_some() || !self.half.is_empty() {
            let stream = short.map(|(end, _)| (end.stream, end.seq));
            self.first_bad.get_or_insert(Bad {
                fault: Fault::Missing,
                stream: stream.map(|(stream, _)| stream),
                seq: stream.map(|(_, seq)| seq),
                account: None,
                transfer: None,
            });
        }
        let unmet = self.accounts.iter().find(|(_, seen)| !seen.met);
        if let Some(id) = unmet.map(|(id, _)| *id) {
            self.bad(Fault::Balance, None, Some(id), None);
        }
        if self.totals.values().any(|sum| *sum != 0) {
            self.bad(Fault::Total, None, None, None);
        }
        let root = self.heads.values().fold("sampan-root-v1".to_owned(), |text, (_, at)| {
            format!("{text}\n{} {} {}", at.stream, at.seq, at.hash)
        });
        Audit {
            entries: self.entries,
            totals: self
                .totals
                .iter()
                .map(|(currency, sum)| (currency.code().to_owned(), *sum))
                .collect(),
            root: sha256_hex(root.as_bytes()),
            first_bad: self.first_bad,
        }
    }

    fn chain(&mut self, line: &Line) -> Result<(), Fault> {
        let (_, at) = self.heads.get_mut(&line.stream).ok_or(Fault::Missing)?;
        let (expected, hash) = (at.seq + 1, line.hash_after(&at.hash));
        at.seq = line.seq;
        at.hash.clone_from(&line.hash);
        if line.seq != expected {
            return Err(Fault::Missing);
        }
        if line.hash != hash {
            return Err(Fault::Hash);
        }
        Ok(())
    }

    fn subject(&mut self, line: &Line, made: Option<&Made>) -> Result<(), Fault> {
        let half = self.half.remove(&line.stream);
        let currency = match line.event {
            Event::Open if half.is_some() => return Err(Fault::Missing),
            Event::Open => self.opened(line)?,
            Event::Move => {
                let made = made.ok_or(Fault::Subject)?;
                self.moved(line, made, half)?;
                made.transfer.amount.currency
            }
        };
        let total = self.totals.entry(currency).or_default();
        *total = total.checked_add(line.change.posted).ok_or(Fault::Total)?;
        Ok(())
    }

    fn opened(&self, line: &Line) -> Result<Currency, Fault> {
        let seen = self.accounts.get(&line.account).ok_or(Fault::Subject)?;
        let same = seen.declared.digest() == line.digest && line.subject == line.account.0;
        if !same || line.after.version != 1 || line.change != Change::default() {
            return Err(Fault::Subject);
        }
        Ok(seen.declared.account.currency)
    }

    fn moved(&mut self, line: &Line, made: &Made, half: Option<TransferId>) -> Result<(), Fault> {
        let transfer = &made.transfer;
        if transfer.id != line.subject || made.digest() != line.digest {
            return Err(Fault::Subject);
        }
        let held = match transfer.step {
            Step::Post(id) | Step::Void(id) => *self.pending.get(&id).ok_or(Fault::Entry)?,
            Step::Posted | Step::Pending => 0,
        };
        let [out, into] = rule::changes(transfer, held);
        let (account, change) = match half {
            None => (transfer.debit, out),
            Some(id) if id == transfer.id => (transfer.credit, into),
            Some(_) => return Err(Fault::Missing),
        };
        if (line.account, line.change) != (account, change) {
            return Err(Fault::Entry);
        }
        if half.is_none() {
            self.half.insert(line.stream, transfer.id);
            return Ok(());
        }
        match transfer.step {
            Step::Pending => {
                self.pending.insert(transfer.id, transfer.amount.minor);
            }
            Step::Post(id) | Step::Void(id) => {
                self.pending.remove(&id);
            }
            Step::Posted => {}
        }
        Ok(())
    }

    fn balance(&mut self, line: &Line) -> Result<(), Fault> {
        let seen = self.accounts.get_mut(&line.account).ok_or(Fault::Subject)?;
        let running = seen.running.with(line.change).ok_or(Fault::Balance)?;
        seen.running = running;
        if running != line.after {
            return Err(Fault::Balance);
        }
        let declared = &seen.declared.account;
        if declared.floor.is_some_and(|floor| running.available() < floor) {
            return Err(Fault::Overdraft);
        }
        if running.version == declared.balance.version {
            seen.met = running == declared.balance;
        }
        Ok(())
    }
}
