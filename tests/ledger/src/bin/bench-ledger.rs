//! Measures the ledger against the rows that it writes, and waits against the disk's own; one line
//! of JSON a turn, so that whoever runs it can put another program's turns in between.
#![allow(clippy::print_stdout, reason = "a command line tool answers on standard output")]

use clap::Parser;
use sampan_ledger_trial::history::past;
use sampan_ledger_trial::memory::logged;
use sampan_ledger_trial::speed::{contended, contended_at, ours, raw, syncs};
use serde_json::json;
use std::path::PathBuf;

/// What to measure.
#[derive(Parser)]
struct Arguments {
    /// Where the files are made; it should be on a real disk.
    #[arg(long)]
    folder: PathBuf,
    /// How often each side is measured.
    #[arg(long, default_value_t = 1)]
    turns: usize,
    /// Posts so many transfers in batches of 100 and nothing else, for a profiler.
    #[arg(long)]
    only: Option<u64>,
    /// Has 64 clients pay one merchant in this empty database, instead.
    #[arg(long)]
    address: Option<String>,
    /// Measures how speed holds with so many transfers in the ledger, instead.
    #[arg(long)]
    history: Option<u64>,
}

fn main() {
    let Arguments { folder, turns, only, address, history } = Arguments::parse();
    if let Some(transfers) = only {
        println!("{}", json!({"batch_100": ours(&folder, 100, transfers).0}));
        return;
    }
    if let Some(address) = address {
        let seen = contended_at(&address, 64, 20);
        println!(
            "{}",
            json!({
                "wait_p50_us": percentile(&seen.waits, 50),
                "wait_p99_us": percentile(&seen.waits, 99),
                "longest_wait_us": seen.waits.last(),
                "most_commits_waited_for": seen.most_commits,
                "tries_a_payment": seen.tries as f64 / seen.waits.len() as f64,
            })
        );
        return;
    }
    if let Some(transfers) = history {
        println!("{}", past(&folder, transfers));
        return;
    }
    for _ in 0..turns {
        let (single, waits) = ours(&folder, 1, 400);
        let disk = syncs(&folder, 400);
        let told = json!({
            "batch_1": single,
            "batch_1_p99_us": percentile(&waits, 99),
            "fdatasync_p50_us": percentile(&disk, 50),
            "fdatasync_p99_us": percentile(&disk, 99),
            "batch_100": ours(&folder, 100, 20_000).0,
            "raw_100": raw(&folder, 100, 20_000),
            "batch_1000": ours(&folder, 1_000, 60_000).0,
            "raw_1000": raw(&folder, 1_000, 60_000),
            "in_memory_8190": logged(&folder, 8_190, 163_800),
            "most_commits_waited_for": contended(&folder, 64, 20).most_commits,
        });
        println!("{told}");
    }
}

fn percentile(sorted: &[u64], percent: usize) -> u64 {
    sorted[(sorted.len() * percent / 100).min(sorted.len() - 1)]
}
