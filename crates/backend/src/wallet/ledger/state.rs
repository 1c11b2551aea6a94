//! What the ledger's rule has to know: accounts, and transfers that were made before.

use super::account::{Account, Limits};
use super::refusal::Refusal;
use super::transfer::{Effects, Transfer, TransferId};
use sampan_protocol::Currency;
use sampan_protocol::ids::AccountId;
use std::collections::BTreeMap;

/// What the rule has to know: the accounts that a transfer names, and the transfers that were.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    accounts: BTreeMap<AccountId, Account>,
    transfers: BTreeMap<TransferId, Effects>,
    resolved: BTreeMap<TransferId, TransferId>,
    reversed: BTreeMap<TransferId, i64>,
}

/// How things were before a group of transfers.
pub(super) struct Before {
    accounts: Vec<Account>,
    made: Vec<TransferId>,
}

impl State {
    /// Adds an account.
    pub fn insert(&mut self, account: Account) {
        self.accounts.insert(account.id, account);
    }

    /// Adds a transfer that was made before, without its effects on accounts.
    pub fn remember(&mut self, done: Effects) {
        if let Some(pending) = done.transfer.step.pending() {
            self.resolved.insert(pending, done.transfer.id);
        }
        if let Some(of) = done.transfer.step.reverses() {
            *self.reversed.entry(of).or_default() += done.transfer.amount.minor;
        }
        self.transfers.insert(done.transfer.id, done);
    }

    /// Says that a pending transfer was resolved, and by which.
    pub fn resolve(&mut self, pending: TransferId, by: TransferId) {
        self.resolved.insert(pending, by);
    }

    /// Forgets what a transfer did, but not that it was resolved, or how much of it went back.
    pub fn forget(&mut self, id: TransferId) {
        self.transfers.remove(&id);
    }

    /// Says how much of a transfer went back before, all in all.
    pub fn set_reversed(&mut self, id: TransferId, minor: i64) {
        self.reversed.insert(id, minor);
    }

    /// Sets what may be done with an account.
    pub fn limit(&mut self, id: AccountId, limits: Limits) {
        if let Some(account) = self.accounts.get_mut(&id) {
            account.limits = limits;
        }
    }

    /// Takes the effects of a transfer over; those of one that is known change nothing.
    pub fn absorb(&mut self, effects: &Effects) {
        if self.transfers.contains_key(&effects.transfer.id) {
            return;
        }
        for entry in &effects.entries {
            if let Some(account) = self.accounts.get_mut(&entry.account) {
                account.balance = entry.after;
                account.today = entry.today;
                account.changed = effects.at;
            }
        }
        self.remember(*effects);
    }

    /// The accounts, by identifier.
    pub fn accounts(&self) -> impl Iterator<Item = &Account> {
        self.accounts.values()
    }

    /// Changes an account, if it is there.
    pub(super) fn account_mut(&mut self, id: AccountId) -> Option<&mut Account> {
        self.accounts.get_mut(&id)
    }

    /// The account with this identifier, if it is known.
    #[must_use]
    pub fn find(&self, id: AccountId) -> Option<&Account> {
        self.accounts.get(&id)
    }

    /// The transfer with this identifier, with what it did.
    #[must_use]
    pub fn transfer(&self, id: TransferId) -> Option<&Effects> {
        self.transfers.get(&id)
    }

    /// Says whether a pending transfer was posted, voided, or expired.
    #[must_use]
    pub fn is_resolved(&self, id: TransferId) -> bool {
        self.resolved.contains_key(&id)
    }

    /// How much of a transfer went back, minor units.
    #[must_use]
    pub fn reversed(&self, id: TransferId) -> i64 {
        self.reversed.get(&id).copied().unwrap_or_default()
    }

    /// The account with this identifier and currency.
    ///
    /// # Errors
    /// Where there is none.
    pub fn account(&self, id: AccountId, currency: Currency) -> Result<&Account, Refusal> {
        let account = self.accounts.get(&id).ok_or(Refusal::UnknownAccount(id))?;
        if account.currency != currency {
            return Err(Refusal::OtherCurrency(id));
        }
        Ok(account)
    }

    /// Notes how things are before a group of transfers, to [`State::restore`] it.
    pub(super) fn remember_accounts(&self, transfers: &[Transfer]) -> Before {
        let named = transfers.iter().flat_map(|t| [t.debit, t.credit]);
        let accounts = named.filter_map(|id| self.accounts.get(&id).cloned()).collect();
        let new = |id: &TransferId| !self.transfers.contains_key(id);
        Before { accounts, made: transfers.iter().map(|t| t.id).filter(new).collect() }
    }

    /// Undoes what a group of transfers did.
    pub(super) fn restore(&mut self, before: Before) {
        for account in before.accounts {
            self.insert(account);
        }
        for id in before.made {
            let Some(done) = self.transfers.remove(&id) else {
                continue;
            };
            if let Some(pending) = done.transfer.step.pending() {
                self.resolved.remove(&pending);
            }
            if let Some(of) = done.transfer.step.reverses() {
                let back = self.reversed(of) - done.transfer.amount.minor;
                match back {
                    0 => drop(self.reversed.remove(&of)),
                    _ => drop(self.reversed.insert(of, back)),
                }
            }
        }
    }
}
