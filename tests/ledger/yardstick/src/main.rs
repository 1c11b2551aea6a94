//! Records transfers with the crate `doubleentry` on an SQLite file, in batches; prints the rates.

use doubleentry::prelude::*;
use doubleentry::store::SqlStore;
use std::time::Instant;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// How many accounts money moves between.
const PEOPLE: u64 = 1_000;

fn main() -> Outcome<()> {
    let folder = std::env::args().nth(1).ok_or("which folder?")?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut rates = Vec::new();
    for (batch, transfers) in [(1, 200), (100, 4_000), (1_000, 4_000)] {
        let file = format!("{folder}/yardstick-{batch}-{}.db", std::process::id());
        let rate = runtime.block_on(measure(&file, batch, transfers))?;
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{file}{end}"));
        }
        rates.push(format!("\"batch_{batch}\":{rate}"));
    }
    println!("{{{}}}", rates.join(","));
    Ok(())
}

async fn measure(file: &str, batch: u64, transfers: u64) -> Outcome<u64> {
    let store = SqlStore::sqlite(&format!("sqlite://{file}?mode=rwc")).await?;
    let books = Ledger::new(store, LedgerId::new("example.com/bench")?).await?;
    books.declare_currency(EUR, 2, date!("2026-01-01")).await?;
    books.define_months(2026, 1..=12).await?;
    for n in 0..PEOPLE {
        books.open(&account(n), AccountKind::Liability, date!("2026-01-01")).await?;
    }
    let began = Instant::now();
    for from in (0..transfers).step_by(batch as usize) {
        let entries = (from..from + batch).map(|n| {
            let debit = n.wrapping_mul(7_919) % PEOPLE;
            let credit = (debit + 1 + n.wrapping_mul(104_729) % (PEOPLE - 1)) % PEOPLE;
            Entry::new(format!("payment-{n}"), date!("2026-03-15"))
                .debit(account(debit), amount!("0.01"), EUR)
                .credit(account(credit), amount!("0.01"), EUR)
        });
        books.record_batch(entries).await?;
    }
    Ok((u128::from(transfers) * 1_000_000 / began.elapsed().as_micros().max(1)) as u64)
}

fn account(n: u64) -> String {
    format!("Liabilities:P{n}")
}
