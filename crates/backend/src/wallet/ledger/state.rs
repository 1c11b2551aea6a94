//! What the ledger's rule has to know: accounts, and transfers that were made before.

use super::account::Account;
use super::refusal::Refusal;
use super::transfer::{Effects, TransferId};
use sampan_protocol::Currency;
use sampan_protocol::ids::AccountId;
use std::collections::BTreeMap;

/// What the rule has to know: the accounts that a transfer names, and the transfers that were.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct State {
    accounts: BTreeMap<AccountId, Account>,
    transfers: BTreeMap<TransferId, Effects>,
    resolved: BTreeMap<TransferId, TransferId>,
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
        self.transfers.insert(done.transfer.id, done);
    }

    /// Takes the effects of a transfer over; those of one that is known change nothing.
    pub fn absorb(&mut self, effects: &Effects) {
        if self.transfers.contains_key(&effects.transfer.id) {
            return;
        }
        for entry in &effects.entries {
            if let Some(account) = self.accounts.get_mut(&entry.account) {
                account.balance = entry.after;
            }
        }
        self.remember(effects.clone());
    }

    /// The accounts, by identifier.
    pub fn accounts(&self) -> impl Iterator<Item = &Account> {
        self.accounts.values()
    }

    /// The transfer with this identifier, with what it did.
    #[must_use]
    pub fn transfer(&self, id: TransferId) -> Option<&Effects> {
        self.transfers.get(&id)
    }

    /// Says whether a pending transfer was posted or voided.
    #[must_use]
    pub fn is_resolved(&self, id: TransferId) -> bool {
        self.resolved.contains_key(&id)
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
}
