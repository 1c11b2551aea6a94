//! Replays a journal and says whether it is whole: chain, balances, sums, nothing missing.
//!
//! Long because: what can be wrong with a ledger, and how it is found, is read in one place.

use super::account::{Account, Balance, Today};
use super::journal::{Declaration, Event, Head, Line, LineId, Made, OpenAccount};
use super::merkle::Tree;
use super::rule;
use super::seal::Seal;
use super::state::State;
use super::transfer::{Change, Effects, Entry, TransferId};
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

/// What the journal and its tables say of one line.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// The transfer that it names.
    pub made: Option<Made>,
    /// The transfer that that one names.
    pub named: Option<Made>,
    /// What may be done with the account from then on.
    pub declared: Option<Declaration>,
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

impl Bad {
    /// What is wrong with the place of a line.
    #[must_use]
    pub const fn at(fault: Fault, LineId { stream, seq }: LineId) -> Self {
        Self { fault, stream: Some(stream), seq: Some(seq), account: None, transfer: None }
    }
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
    /// A transfer was made that the rule forbids.
    Rule,
    /// What leads to a line of an account leads elsewhere.
    Lead,
    /// The root of an hour is not that of its lines.
    Seal,
    /// The accounts of a currency do not add up to zero.
    Total,
    /// A row cannot be read.
    Unreadable,
}

struct Seen {
    declared: OpenAccount,
    lines: i64,
    last: Option<LineId>,
}

/// A replay that goes on line by line.
pub struct Replay {
    accounts: BTreeMap<AccountId, Seen>,
    state: State,
    heads: BTreeMap<i64, (Head, Head)>,
    seals: BTreeMap<i64, Vec<Seal>>,
    trees: BTreeMap<i64, Tree>,
    half: BTreeMap<i64, Line>,
    totals: BTreeMap<Currency, i64>,
    entries: u64,
    first_bad: Option<Bad>,
}

impl Replay {
    /// Begins with the accounts, the ends of the streams and their seals as they are declared.
    #[must_use]
    pub fn new(accounts: Vec<OpenAccount>, heads: Vec<Head>, seals: Vec<Seal>) -> Self {
        let mut by_stream: BTreeMap<i64, Vec<Seal>> = BTreeMap::new();
        for seal in seals.into_iter().rev() {
            by_stream.entry(seal.stream).or_default().push(seal);
        }
        let seen =
            |declared: OpenAccount| (declared.account.id, Seen { declared, lines: 0, last: None });
        Self {
            accounts: accounts.into_iter().map(seen).collect(),
            state: State::default(),
            heads: heads
                .into_iter()
                .map(|head| (head.stream, (head.clone(), Head::empty(head.stream))))
                .collect(),
            seals: by_stream,
            trees: BTreeMap::new(),
            half: BTreeMap::new(),
            totals: BTreeMap::new(),
            entries: 0,
            first_bad: None,
        }
    }

    /// Whether a line comes next for its account: those of other streams may have to come before.
    #[must_use]
    pub fn is_next(&self, line: &Line) -> bool {
        let lines = self.accounts.get(&line.account).map_or(0, |seen| seen.lines);
        line.after.version <= lines + 1
    }

    /// Takes the next line of a stream, with what is told of it.
    pub fn line(&mut self, line: &Line, told: &Told) {
        self.entries += 1;
        let first = self.half.get(&line.stream).map(|first| first.account);
        let fault = self.chain(line).and_then(|()| self.subject(line, told));
        let fault = fault.and_then(|()| self.lead(line));
        // Of a transfer both lines are done with the second: what other streams have of its accounts
        // may not come in between.
        if !self.half.contains_key(&line.stream) {
            for account in [Some(line.account), first].into_iter().flatten() {
                if let Some(seen) = self.accounts.get_mut(&account) {
                    seen.lines += 1;
                }
            }
        }
        if let Err(fault) = fault {
            self.bad(fault, Some(line), None, None);
        }
        self.sealed(line);
    }

    /// Notes a line that cannot be read.
    pub fn unreadable(&mut self, line: LineId) {
        self.entries += 1;
        self.first_bad.get_or_insert(Bad::at(Fault::Unreadable, line));
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
        let same = |seen: &&Seen| {
            self.state.find(seen.declared.account.id) == Some(&seen.declared.account)
        };
        let other = self.accounts.values().find(|seen| !same(seen));
        if let Some((id, fault)) = other.map(|seen| (seen.declared.account.id, self.differs(seen)))
        {
            self.bad(fault, None, Some(id), None);
        }
        if self.seals.values().any(|left| !left.is_empty()) {
            self.bad(Fault::Seal, None, None, None);
        }
        if self.totals.values().any(|sum| *sum != 0) {
            self.bad(Fault::Total, None, None, None);
        }
        let root = root_of(self.heads.values().map(|(_, at)| at));
        Audit {
            entries: self.entries,
            totals: self
                .totals
                .iter()
                .map(|(currency, sum)| (currency.code().to_owned(), *sum))
                .collect(),
            root,
            first_bad: self.first_bad,
        }
    }

    /// What an account is called wrong for that does not stand as its lines say.
    fn differs(&self, seen: &Seen) -> Fault {
        match self.state.find(seen.declared.account.id) {
            Some(account) if account.limits != seen.declared.account.limits => Fault::Subject,
            _ => Fault::Balance,
        }
    }

    fn chain(&mut self, line: &Line) -> Result<(), Fault> {
        let (_, at) = self.heads.get_mut(&line.stream).ok_or(Fault::Missing)?;
        let (expected, hash) = (at.seq + 1, line.hash_after(&at.hash));
        at.seq = line.seq;
        at.hash.clone_from(&line.hash);
        match (line.seq == expected, line.hash == hash) {
            (false, _) => Err(Fault::Missing),
            (_, false) => Err(Fault::Hash),
            _ => Ok(()),
        }
    }

    /// Takes a line into the tree of its hour, and compares the tree with the seal at its end.
    fn sealed(&mut self, line: &Line) {
        let Some(due) = self.seals.get_mut(&line.stream) else {
            return;
        };
        let Some(next) = due.last() else {
            return;
        };
        let tree = self.trees.entry(line.stream).or_default();
        tree.push(&line.hash);
        if line.seq < next.last {
            return;
        }
        let is = std::mem::take(tree).root();
        let right = is == next.root && line.seq == next.last;
        due.pop();
        if !right {
            self.bad(Fault::Seal, Some(line), None, None);
        }
    }

    fn lead(&mut self, line: &Line) -> Result<(), Fault> {
        let seen = self.accounts.get_mut(&line.account).ok_or(Fault::Subject)?;
        let last = seen.last.replace(line.id());
        if line.before == last { Ok(()) } else { Err(Fault::Lead) }
    }

    fn subject(&mut self, line: &Line, told: &Told) -> Result<(), Fault> {
        let half = self.half.remove(&line.stream);
        if half.is_some() && line.event != Event::Move {
            return Err(Fault::Missing);
        }
        match line.event {
            Event::Open => self.opened(line, told),
            Event::Limit => self.limited(line, told),
            Event::Move => self.moved(line, told, half),
        }
    }

    fn opened(&mut self, line: &Line, told: &Told) -> Result<(), Fault> {
        let seen = self.accounts.get(&line.account).ok_or(Fault::Subject)?;
        let first = told.declared.as_ref().ok_or(Fault::Subject)?;
        let declared = &seen.declared;
        let same = declared.digest(&first.limits) == line.digest
            && line.subject == line.account.0
            && (first.at, line.at) == (declared.opened, declared.opened);
        if !same || line.after != (Balance { version: 1, ..Balance::default() }) {
            return Err(Fault::Subject);
        }
        if line.change != Change::default() || self.state.find(line.account).is_some() {
            return Err(Fault::Subject);
        }
        let Account { id, currency, side, .. } = declared.account;
        let mut account = Account::new(id, currency, side, first.limits);
        account.balance = line.after;
        account.changed = declared.opened;
        self.totals.entry(currency).or_default();
        self.state.insert(account);
        Ok(())
    }

    fn limited(&mut self, line: &Line, told: &Told) -> Result<(), Fault> {
        let declared = told.declared.as_ref().ok_or(Fault::Subject)?;
        let account = self.state.account_mut(line.account).ok_or(Fault::Subject)?;
        let next = account.balance.with(Change::default()).ok_or(Fault::Balance)?;
        let same = declared.digest() == line.digest
            && (declared.account, declared.version) == (line.account, line.after.version)
            && (line.subject, line.at) == (line.account.0, declared.at)
            && line.change == Change::default();
        if !same {
            return Err(Fault::Subject);
        }
        if line.after != next {
            return Err(Fault::Balance);
        }
        account.balance = next;
        account.limits = declared.limits;
        account.changed = declared.at;
        Ok(())
    }

    /// A transfer is two lines; with the second one the rule says what they have to be.
    fn moved(&mut self, line: &Line, told: &Told, half: Option<Line>) -> Result<(), Fault> {
        let made = told.made.as_ref().ok_or(Fault::Subject)?;
        let transfer = &made.transfer;
        let same = transfer.id == line.subject && made.digest() == line.digest;
        if !same || line.at != made.at {
            return Err(Fault::Subject);
        }
        let Some(first) = half else {
            self.half.insert(line.stream, line.clone());
            return Ok(());
        };
        if first.subject != line.subject {
            return Err(Fault::Missing);
        }
        if let Some(named) = &told.named
            && self.state.transfer(named.transfer.id).is_none()
        {
            self.state.remember(settled(named));
        }
        let effects = rule::apply(&self.state, transfer, made.at).map_err(|_| Fault::Rule)?;
        if effects.at != made.at {
            return Err(Fault::Rule);
        }
        let written = [&first, line].map(|line| (line.account, line.change, line.after));
        let ruled = effects.entries.map(|entry| (entry.account, entry.change, entry.after));
        if ruled.iter().zip(&written).any(|(r, w)| (r.0, r.1) != (w.0, w.1)) {
            return Err(Fault::Entry);
        }
        if ruled != written {
            return Err(Fault::Balance);
        }
        let total = self.totals.entry(transfer.amount.currency).or_default();
        let moved: i64 = effects.entries.iter().map(|entry| entry.change.posted).sum();
        *total = total.checked_add(moved).ok_or(Fault::Total)?;
        self.state.absorb(&effects);
        self.prune(&effects);
        Ok(())
    }

    /// Forgets what nothing can name any more without its row being told anew.
    fn prune(&mut self, effects: &Effects) {
        let transfer = &effects.transfer;
        if !transfer.step.is_pending() {
            self.state.forget(transfer.id);
        }
        if let Some(named) = transfer.step.names() {
            self.state.forget(named);
        }
    }
}

/// A transfer that was made, as far as the rule asks for one that is named.
fn settled(made: &Made) -> Effects {
    let none = |account| Entry {
        account,
        change: Change::default(),
        after: Balance::default(),
        today: Today::default(),
    };
    let transfer = made.transfer;
    Effects { transfer, at: made.at, entries: [none(transfer.debit), none(transfer.credit)] }
}

/// The root over the ends of all streams, in their order.
#[must_use]
pub fn root_of<'a>(heads: impl Iterator<Item = &'a Head>) -> String {
    let text = heads.fold("sampan-root-v1".to_owned(), |text, at| {
        format!("{text}\n{} {} {}", at.stream, at.seq, at.hash)
    });
    sha256_hex(text.as_bytes())
}
