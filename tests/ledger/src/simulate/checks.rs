//! What must hold in a world, after every power cut and in between.

use super::traffic;
use super::world::{Done, World};
use rand::RngExt;
use sampan_backend::audit;
use sampan_backend::wallet::ledger::journal::OpenAccount;
use sampan_backend::wallet::ledger::{self, Proven};
use sampan_protocol::ids::AccountId;

impl World {
    /// Looks at something of the past: how an account stood, whether a line is proved.
    pub(super) fn look(&mut self) -> Done<()> {
        let (_, id) = traffic::somebody(&mut self.random);
        let past = self.model.purses[&id].past.clone();
        let (at, _) = past[self.random.random_range(0..past.len())];
        let expected = past.iter().rfind(|(when, _)| *when <= at).map(|(_, posted)| *posted);
        let found = self.read(|sql| ledger::balance_at(sql, id, at))?.map(|b| b.posted);
        self.counts.pasts += 1;
        if found != expected {
            return Err(self.wrong(format!("{id} had {expected:?} at {at:?}, not {found:?}")));
        }
        let Some(fact) = self.model.facts.values().nth(self.random.random_range(0..4_000)) else {
            return Ok(());
        };
        let (transfer, account) = (fact.transfer.id, fact.transfer.credit);
        let proven = self.read(|sql| ledger::prove(sql, transfer, account))?;
        let Proven::By(proof) = proven else {
            return match proven {
                Proven::Unknown => Err(self.wrong(format!("{transfer} is not in the journal"))),
                _ => Ok(()),
            };
        };
        self.counts.proofs += 1;
        let known = self.roots.entry(proof.hour).or_insert_with(|| proof.root.clone());
        if !proof.holds() || *known != proof.root {
            return Err(self.wrong(format!("{transfer} is not proved: {proof:?}")));
        }
        Ok(())
    }

    /// Replays the whole journal, and compares every account with the model.
    pub(super) fn compare(&mut self) -> Done<()> {
        if self.disk.is_off() {
            self.power_back()?;
        }
        self.disk.cut_after(u64::MAX);
        self.counts.audits += 1;
        let db = self.db.as_ref().expect("it is open");
        let found = audit(db).map_err(|error| self.wrong(error))?;
        if let Some(bad) = found.first_bad {
            return Err(self.wrong(format!("the audit finds {bad:?}")));
        }
        if found.totals.values().any(|sum| *sum != 0) {
            return Err(self.wrong(format!("money is not conserved: {:?}", found.totals)));
        }
        let ids: Vec<AccountId> = self.model.purses.keys().copied().collect();
        for id in ids {
            let is = self.account(id)?.account.balance;
            let purse = &self.model.purses[&id];
            if (is.posted, is.held, is.expected) != (purse.posted, purse.held, purse.expected) {
                let what = format!("{id} stands at {is:?}, and should at {purse:?}");
                return Err(self.wrong(what));
            }
        }
        Ok(())
    }

    pub(super) fn account(&mut self, id: AccountId) -> Done<OpenAccount> {
        let found = self.read(|sql| ledger::account(sql, id))?;
        found.ok_or_else(|| self.wrong(format!("account {id} is gone")))
    }
}
