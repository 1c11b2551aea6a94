//! What a ledger would do that keeps its balances in memory and only appends to a chained log: the
//! same rule and the same hashes, without a database.

use crate::speed::{NOW, PEOPLE, account, currency, payment, rate};
use sampan_backend::wallet::ledger::account::{Account, Limits, Side};
use sampan_backend::wallet::ledger::journal::Head;
use sampan_backend::wallet::ledger::rule;
use sampan_backend::wallet::ledger::state::State;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

/// Transfers a second in batches of so many, each batch appended to a file and synced.
#[must_use]
pub fn logged(folder: &Path, batch: u64, transfers: u64) -> u64 {
    let home = tempfile::tempdir_in(folder).expect("a folder can be made");
    let path = home.path().join("log");
    let mut log = OpenOptions::new().create(true).append(true).open(path).expect("it can be made");
    let (mut state, mut head) = (State::default(), Head::empty(1));
    for n in 1..=PEOPLE {
        let mut one = Account::new(account(n), currency(), Side::Liability, Limits::PERSON);
        one.balance.posted = 1 << 40;
        state.insert(one);
    }
    let began = Instant::now();
    let mut written = Vec::new();
    for n in 0..transfers {
        let made = payment(n);
        let done = rule::apply_linked(&mut state, &[made.transfer], NOW);
        let effects = done.expect("everybody has enough")[0];
        let [_, last] = head.moved(&made, &effects);
        state.forget(made.transfer.id);
        serde_json::to_writer(&mut written, &(&made, &last.hash)).expect("it can be written");
        if (n + 1) % batch == 0 || n + 1 == transfers {
            log.write_all(&written).expect("there is room");
            log.sync_data().expect("it is synced");
            written.clear();
        }
    }
    rate(transfers, began)
}
