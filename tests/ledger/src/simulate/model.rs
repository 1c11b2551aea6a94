//! What the ledger should do, said a second time and another way: plain sums, no storage.

use sampan_backend::wallet::ledger::account::{Account, Limits};
use sampan_backend::wallet::ledger::refusal::Refusal;
use sampan_backend::wallet::ledger::transfer::{Step, Transfer};
use sampan_protocol::ids::AccountId;
use sampan_protocol::{Currency, Timestamp};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// An account, as plain sums.
#[derive(Debug, Clone)]
pub(super) struct Purse {
    pub(super) currency: Currency,
    pub(super) limits: Limits,
    pub(super) posted: i64,
    pub(super) held: i64,
    pub(super) expected: i64,
    /// The day, what left on it and what came.
    day: (i64, i64, i64),
    changed: Timestamp,
    /// What was posted after each change.
    pub(super) past: Vec<(Timestamp, i64)>,
}

/// What is known of a transfer that was made.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fact {
    pub(super) transfer: Transfer,
    at: Timestamp,
    over: bool,
    back: i64,
}

/// All that should be in the ledger.
#[derive(Debug, Clone, Default)]
pub(super) struct Model {
    pub(super) purses: BTreeMap<AccountId, Purse>,
    pub(super) facts: BTreeMap<Uuid, Fact>,
}

impl Model {
    /// Opens an account.
    pub(super) fn open(&mut self, account: &Account, at: Timestamp) {
        let purse = Purse {
            currency: account.currency,
            limits: account.limits,
            posted: 0,
            held: 0,
            expected: 0,
            day: (0, 0, 0),
            changed: at,
            past: vec![(at, 0)],
        };
        self.purses.insert(account.id, purse);
    }

    /// Says something else may be done with an account.
    pub(super) fn limit(&mut self, id: AccountId, limits: Limits, now: Timestamp) {
        if let Some(purse) = self.purses.get_mut(&id) {
            purse.limits = limits;
            purse.changed = purse.changed.max(now);
            purse.past.push((purse.changed, purse.posted));
        }
    }

    /// Makes linked transfers, or says which one is refused and why, by a word.
    pub(super) fn make(
        &mut self,
        group: &[Transfer],
        now: Timestamp,
    ) -> Result<(), (usize, &'static str)> {
        let touched: BTreeSet<AccountId> = group.iter().flat_map(|t| [t.debit, t.credit]).collect();
        let before: Vec<(AccountId, Purse)> = touched
            .into_iter()
            .filter_map(|id| self.purses.get(&id).map(|purse| (id, purse.clone())))
            .collect();
        let named = group.iter().flat_map(|t| [Some(t.id), t.step.names()]).flatten();
        let facts: Vec<(Uuid, Option<Fact>)> =
            named.map(|id| (id, self.facts.get(&id).copied())).collect();
        for (at, transfer) in group.iter().enumerate() {
            if let Err(word) = self.one(transfer, now) {
                self.purses.extend(before);
                for (id, fact) in facts.into_iter().rev() {
                    match fact {
                        Some(fact) => drop(self.facts.insert(id, fact)),
                        None => drop(self.facts.remove(&id)),
                    }
                }
                return Err((at, word));
            }
        }
        Ok(())
    }

    /// Pending transfers whose time is over, the oldest first.
    pub(super) fn overdue(&self, now: Timestamp) -> Vec<Transfer> {
        let due = |fact: &&Fact| {
            !fact.over && fact.transfer.step.expires().is_some_and(|until| until <= now)
        };
        self.facts.values().filter(due).map(|fact| fact.transfer).collect()
    }

    fn one(&mut self, t: &Transfer, now: Timestamp) -> Result<(), &'static str> {
        if let Some(fact) = self.facts.get(&t.id) {
            return if fact.transfer == *t { Ok(()) } else { Err("id_taken") };
        }
        if t.amount.minor <= 0 {
            return Err("not_positive");
        }
        if t.debit == t.credit {
            return Err("same_account");
        }
        let from = self.purse(t.debit, t.amount.currency)?.clone();
        let to = self.purse(t.credit, t.amount.currency)?.clone();
        let at = now.max(from.changed).max(to.changed);
        let (hold, since) = self.hold(t, at)?;
        self.room_to_reverse(t)?;
        let gives_back = matches!(t.step, Step::Void(_) | Step::Expire(_));
        if from.limits.frozen && !gives_back {
            return Err("frozen");
        }
        let moved = match t.step {
            Step::Posted | Step::Reverse(_) | Step::Post(_) => t.amount.minor,
            _ => 0,
        };
        let newly_held = if t.step.is_pending() { t.amount.minor } else { 0 };
        let from = leave(from, moved, newly_held, hold, at, since)?;
        let to = arrive(to, moved, newly_held, hold, at)?;
        for (id, mut purse) in [(t.debit, from), (t.credit, to)] {
            purse.changed = at;
            purse.past.push((at, purse.posted));
            self.purses.insert(id, purse);
        }
        if let Some(fact) = t.step.pending().and_then(|id| self.facts.get_mut(&id)) {
            fact.over = true;
        }
        if let Some(fact) = t.step.reverses().and_then(|id| self.facts.get_mut(&id)) {
            fact.back += t.amount.minor;
        }
        self.facts.insert(t.id, Fact { transfer: *t, at, over: false, back: 0 });
        Ok(())
    }

    fn purse(&self, id: AccountId, currency: Currency) -> Result<&Purse, &'static str> {
        let purse = self.purses.get(&id).ok_or("unknown_account")?;
        if purse.currency == currency { Ok(purse) } else { Err("other_currency") }
    }

    /// What the hold that it resolves holds, and since when.
    fn hold(&self, t: &Transfer, at: Timestamp) -> Result<(i64, Timestamp), &'static str> {
        let Some(id) = t.step.pending() else {
            return Ok((0, at));
        };
        let fact = self.facts.get(&id).filter(|f| f.transfer.step.is_pending());
        let fact = fact.ok_or("unknown_pending")?;
        let p = &fact.transfer;
        if (p.debit, p.credit, p.amount.currency) != (t.debit, t.credit, t.amount.currency) {
            return Err("unknown_pending");
        }
        if fact.over {
            return Err("resolved");
        }
        if t.amount.minor > p.amount.minor {
            return Err("over_pending");
        }
        let ended = p.step.expires().is_some_and(|until| at >= until);
        match t.step {
            Step::Post(_) if ended => Err("expired"),
            Step::Expire(_) if !ended => Err("not_expired"),
            _ => Ok((p.amount.minor, fact.at)),
        }
    }

    fn room_to_reverse(&self, t: &Transfer) -> Result<(), &'static str> {
        let Some(id) = t.step.reverses() else {
            return Ok(());
        };
        let fact = self.facts.get(&id).ok_or("unknown_reversed")?;
        let of = &fact.transfer;
        let moved = matches!(of.step, Step::Posted | Step::Post(_));
        let other_way = (of.debit, of.credit) == (t.credit, t.debit);
        if !moved || !other_way || of.amount.currency != t.amount.currency {
            return Err("unknown_reversed");
        }
        if fact.back + t.amount.minor > of.amount.minor {
            return Err("over_reversed");
        }
        Ok(())
    }
}

const DAY: i64 = 86_400_000_000;

fn on_day(purse: &mut Purse, at: Timestamp) {
    let day = at.micros().div_euclid(DAY);
    if purse.day.0 != day {
        purse.day = (day, 0, 0);
    }
}

fn leave(
    mut purse: Purse,
    moved: i64,
    newly_held: i64,
    hold: i64,
    at: Timestamp,
    since: Timestamp,
) -> Result<Purse, &'static str> {
    let before = purse.posted - purse.held;
    purse.posted -= moved;
    purse.held += newly_held - hold;
    let free = purse.posted - purse.held;
    let less = free < before;
    if less && purse.limits.floor.is_some_and(|floor| free < floor) {
        return Err("too_little");
    }
    on_day(&mut purse, at);
    let counted = moved + newly_held - hold;
    if counted > 0 || since.micros().div_euclid(DAY) == purse.day.0 {
        purse.day.1 = (purse.day.1 + counted).max(0);
    }
    let (_, out, into) = purse.day;
    let gross = purse.limits.day_gross.is_some_and(|most| out > most);
    let net = purse.limits.day_net.is_some_and(|most| out - into > most);
    if less && (gross || net) {
        return Err("over_day");
    }
    Ok(purse)
}

fn arrive(
    mut purse: Purse,
    moved: i64,
    newly_held: i64,
    hold: i64,
    at: Timestamp,
) -> Result<Purse, &'static str> {
    let before = purse.posted + purse.expected;
    purse.posted += moved;
    purse.expected += newly_held - hold;
    let full = purse.posted + purse.expected;
    if full > before && purse.limits.ceiling.is_some_and(|most| full > most) {
        return Err("too_much");
    }
    on_day(&mut purse, at);
    purse.day.2 += moved;
    Ok(purse)
}

/// The word for a refusal.
pub(super) const fn word(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::UnknownAccount(_) => "unknown_account",
        Refusal::SameAccount => "same_account",
        Refusal::NotPositive => "not_positive",
        Refusal::OtherCurrency(_) => "other_currency",
        Refusal::TooLittle { .. } => "too_little",
        Refusal::TooMuch => "too_much",
        Refusal::IdTaken => "id_taken",
        Refusal::UnknownPending => "unknown_pending",
        Refusal::Resolved => "resolved",
        Refusal::Expired => "expired",
        Refusal::NotExpired => "not_expired",
        Refusal::UnknownReversed => "unknown_reversed",
        Refusal::OverReversed { .. } => "over_reversed",
        Refusal::Frozen(_) => "frozen",
        Refusal::OverDay { .. } => "over_day",
        Refusal::OverPending { .. } => "over_pending",
    }
}
