//! Simulates rings of votes: exit 0 if none lifted a post, or, with votes that all weigh the same, if
//! that is found.
#![allow(clippy::print_stdout, reason = "a command line tool answers on standard output")]

use clap::Parser;
use sampan_ledger_trial::ring::{RING, world};
use serde_json::json;
use std::process::ExitCode;

/// How many requests stand for one world, so that `--ops` means as much as for the ledger.
const WORLD: u64 = 100;

/// What to simulate.
#[derive(Parser)]
struct Arguments {
    /// What everything is made of: the same seed, the same worlds.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many votes, roughly.
    #[arg(long, default_value_t = 100_000)]
    ops: u64,
    /// Has all votes weigh the same, and looks whether that is found.
    #[arg(long)]
    planted: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let worlds = arguments.ops.div_ceil(WORLD).max(1);
    let (mut lifted, mut honest) = (0_u64, 0_u64);
    for n in 0..worlds {
        let seed = arguments.seed.wrapping_mul(1_000_003).wrapping_add(n);
        let outcome = world(seed, !arguments.planted);
        lifted += u64::from(outcome.lifted);
        honest += u64::from(outcome.honest_first);
        if outcome.lifted && !arguments.planted {
            println!("world {n} (seed {seed}): a ring of {RING} stands first");
        }
    }
    let found = lifted > 0;
    println!(
        "{}",
        json!({
            "simulate": "ring",
            "worlds": worlds,
            "ring": RING,
            "lifted": lifted,
            "honest_first": honest,
            "planted": arguments.planted,
            "found": found,
        })
    );
    let good = if arguments.planted { found } else { !found && honest == worlds };
    if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
