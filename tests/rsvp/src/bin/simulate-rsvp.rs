//! Simulates a rush for places: exit 0 if nothing was violated, or if every planted bug was found.
#![allow(clippy::print_stdout, reason = "a command line tool answers on standard output")]

use clap::Parser;
use sampan_rsvp_trial::{Counts, Engine, PLANTS, Wanted, run};
use serde_json::{Value, json};
use std::process::ExitCode;

/// What to simulate.
#[derive(Parser)]
struct Arguments {
    /// How many people ask at once.
    #[arg(long, default_value_t = 1_000)]
    people: usize,
    /// How many places there are.
    #[arg(long, default_value_t = 50)]
    places: usize,
    /// What crashes are made of.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Plants bugs, one at a time, and looks whether each is found.
    #[arg(long)]
    planted: bool,
    /// A PostgreSQL server on which databases may be made; without it, SQLite alone is tried.
    #[arg(long, env = "SAMPAN_TEST_POSTGRES")]
    postgres: Option<String>,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let engines: Vec<(&str, Engine)> = std::iter::once(("sqlite", Engine::Sqlite))
        .chain(arguments.postgres.clone().map(|url| ("postgres", Engine::Postgres(url))))
        .collect();
    match arguments.planted {
        true => planted(&arguments, &engines).await,
        false => simulate(&arguments, &engines).await,
    }
}

async fn simulate(arguments: &Arguments, engines: &[(&str, Engine)]) -> ExitCode {
    let (mut told, mut good) = (serde_json::Map::new(), true);
    for (name, engine) in engines {
        let Arguments { people, places, seed, .. } = *arguments;
        let wanted = Wanted { engine: engine.clone(), people, places, seed, plant: None };
        match run(wanted).await {
            Ok(counts) => {
                for violation in counts.violations.iter().take(10) {
                    println!("{name}: {violation}");
                }
                good &= counts.violations.is_empty();
                told.insert((*name).to_owned(), tell(&counts));
            }
            Err(error) => {
                println!("{name}: {error}");
                good = false;
            }
        }
    }
    told.insert("simulate".into(), json!("rsvp"));
    println!("{}", Value::Object(told));
    if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

async fn planted(arguments: &Arguments, engines: &[(&str, Engine)]) -> ExitCode {
    let (mut planted, mut found) = (0, 0);
    for (name, engine) in engines {
        for plant in PLANTS {
            if plant.needs_disk() && !matches!(engine, Engine::Sqlite) {
                continue;
            }
            planted += 1;
            let (engine, seed) = (engine.clone(), arguments.seed);
            let wanted = Wanted { engine, people: 60, places: 12, seed, plant: Some(plant) };
            match run(wanted).await {
                Ok(counts) if counts.violations.is_empty() => {
                    println!("{name}, {plant:?}: NOT found");
                }
                Ok(counts) => {
                    found += 1;
                    println!("{name}, {plant:?}: found: {}", counts.violations[0]);
                }
                // A database that is lost as a whole is noticed, too.
                Err(error) => {
                    found += 1;
                    println!("{name}, {plant:?}: found: {error}");
                }
            }
        }
    }
    println!("{}", json!({"simulate": "rsvp", "planted": planted, "found": found}));
    if found == planted { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn tell(counts: &Counts) -> Value {
    json!({
        "asked": counts.asked,
        "going": counts.going,
        "cancelled": counts.cancelled,
        "outages": counts.outages,
        "paid": counts.paid,
        "violations": counts.violations.len(),
    })
}
