//! Simulates what must never go wrong; exit 0 if and only if nothing did.

use crate::shell;
use crate::test::Postgres;

/// What is simulated, made of which seed, for how long.
#[derive(clap::Args, Debug)]
pub(crate) struct Arguments {
    /// What to simulate.
    name: Simulation,
    /// The same seed, the same worlds.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many requests (ledger).
    #[arg(long, default_value_t = 100_000)]
    ops: u64,
    /// How many people ask at once (rsvp).
    #[arg(long, default_value_t = 1_000)]
    people: u64,
    /// How many places there are (rsvp).
    #[arg(long, default_value_t = 50)]
    places: u64,
    /// Plants bugs, and looks whether each of them is found.
    #[arg(long)]
    planted: bool,
}

/// What can be simulated.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum, Debug)]
enum Simulation {
    /// Clients, crashes and clocks that jump, around the ledger.
    Ledger,
    /// Rings of new accounts that vote a post of theirs up, around the order of posts.
    Ring,
    /// People who all want a place at once, on SQLite and PostgreSQL, through crashes.
    Rsvp,
}

/// Simulates; the program's last line is JSON.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let Arguments { seed, ops, people, places, .. } = arguments;
    let number = |n: &u64| n.to_string();
    let (package, program) = match arguments.name {
        Simulation::Ledger => ("sampan-ledger-trial", "simulate-ledger"),
        Simulation::Ring => ("sampan-ledger-trial", "simulate-ring"),
        Simulation::Rsvp => ("sampan-rsvp-trial", "simulate-rsvp"),
    };
    let mut cargo = shell::cargo();
    cargo.args(["run", "--quiet", "--release", "--package", package, "--bin", program, "--"]);
    cargo.args(["--seed", &number(seed)]);
    cargo.args(arguments.planted.then_some("--planted"));
    match arguments.name {
        Simulation::Ledger | Simulation::Ring => shell::run(cargo.args(["--ops", &number(ops)])),
        Simulation::Rsvp => {
            let postgres = Postgres::start()?;
            cargo.args(["--people", &number(people), "--places", &number(places)]);
            shell::run(cargo.env("SAMPAN_TEST_POSTGRES", postgres.url()))
        }
    }
}
