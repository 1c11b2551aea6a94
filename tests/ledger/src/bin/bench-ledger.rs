//! Measures the ledger against the rows that it writes, and waits against the disk's own; one line
//! of JSON a turn, so that whoever runs it can put another program's turns in between.
#![allow(clippy::print_stdout, reason = "a command line tool answers on standard output")]

use clap::Parser;
use sampan_ledger_trial::speed::{contended, ours, past, raw, syncs};
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
    /// Measures how speed holds with so many transfers in the ledger, instead.
    #[arg(long)]
    history: Option<u64>,
}

fn main() {
    let Arguments { folder, turns, history } = Arguments::parse();
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
            "most_commits_waited_for": contended(&folder, 64, 20),
        });
        println!("{told}");
    }
}

fn percentile(sorted: &[u64], percent: usize) -> u64 {
    sorted[(sorted.len() * percent / 100).min(sorted.len() - 1)]
}
