//! Simulates the ledger: exit 0 if nothing was violated, or if every planted bug was found.
#![allow(clippy::print_stdout, reason = "a command line tool answers on standard output")]

use clap::Parser;
use sampan_ledger_trial::simulate::{Counts, PLANTS, Plant, Violation, WORLD, World};
use serde_json::json;
use std::process::ExitCode;

/// What to simulate.
#[derive(Parser)]
struct Arguments {
    /// What everything is made of: the same seed, the same worlds.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many transfers clients ask for.
    #[arg(long, default_value_t = 100_000)]
    ops: u64,
    /// Plants bugs, one at a time, and looks whether each is found.
    #[arg(long)]
    planted: bool,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    if arguments.planted { planted(&arguments) } else { simulate(&arguments) }
}

fn simulate(arguments: &Arguments) -> ExitCode {
    let mut all = Counts::default();
    let worlds = arguments.ops.div_ceil(WORLD);
    for n in 0..worlds {
        let seed = arguments.seed.wrapping_mul(1_000_003).wrapping_add(n);
        let ops = WORLD.min(arguments.ops - n * WORLD);
        let (counts, violation) = world(seed, ops, None);
        all = sum(all, counts);
        if let Some(violation) = violation {
            println!("world {n} (seed {seed}), request {}: {}", violation.at, violation.what);
            println!("{}", told(&all, worlds, 1));
            return ExitCode::FAILURE;
        }
        if (n + 1) % 20 == 0 {
            println!("{} of {worlds} worlds, {} power cuts", n + 1, all.crashes);
        }
    }
    println!("{}", told(&all, worlds, 0));
    ExitCode::SUCCESS
}

fn planted(arguments: &Arguments) -> ExitCode {
    let mut found = 0;
    for plant in PLANTS {
        match seek(plant, arguments) {
            Some((worlds, violation)) => {
                found += 1;
                let short: String = violation.what.chars().take(160).collect();
                println!("{plant:?}: found in world {worlds} at request {}: {short}", violation.at);
            }
            None => println!("{plant:?}: NOT found"),
        }
    }
    println!("{}", json!({"simulate": "ledger", "planted": PLANTS.len(), "found": found}));
    if found == PLANTS.len() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn seek(plant: Plant, arguments: &Arguments) -> Option<(u64, Violation)> {
    let worlds = arguments.ops.div_ceil(WORLD).max(1);
    (0..worlds).find_map(|n| {
        let seed = arguments.seed.wrapping_mul(1_000_003).wrapping_add(n);
        world(seed, WORLD, Some(plant)).1.map(|violation| (n, violation))
    })
}

fn world(seed: u64, ops: u64, plant: Option<Plant>) -> (Counts, Option<Violation>) {
    match World::new(seed, plant) {
        Ok(mut world) => {
            let violation = world.run(ops).err();
            (world.counts, violation)
        }
        Err(violation) => (Counts::default(), Some(violation)),
    }
}

fn sum(a: Counts, b: Counts) -> Counts {
    Counts {
        asked: a.asked + b.asked,
        made: a.made + b.made,
        refused: a.refused + b.refused,
        repeated: a.repeated + b.repeated,
        crashes: a.crashes + b.crashes,
        audits: a.audits + b.audits,
        proofs: a.proofs + b.proofs,
        pasts: a.pasts + b.pasts,
        jumps: a.jumps + b.jumps,
    }
}

fn told(counts: &Counts, worlds: u64, violations: u64) -> serde_json::Value {
    json!({
        "simulate": "ledger",
        "worlds": worlds,
        "asked": counts.asked,
        "made": counts.made,
        "refused": counts.refused,
        "repeated": counts.repeated,
        "crashes": counts.crashes,
        "audits": counts.audits,
        "proofs": counts.proofs,
        "balances_at_time": counts.pasts,
        "clock_jumps": counts.jumps,
        "violations": violations,
    })
}
