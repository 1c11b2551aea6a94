//! Simulates what must never go wrong; exit 0 if and only if nothing did.

use crate::shell;

/// What is simulated, made of which seed, for how long.
#[derive(clap::Args, Debug)]
pub(crate) struct Arguments {
    /// What to simulate.
    name: Simulation,
    /// The same seed, the same worlds.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// How many requests.
    #[arg(long, default_value_t = 100_000)]
    ops: u64,
    /// Plants bugs, and looks whether each of them is found.
    #[arg(long)]
    planted: bool,
}

/// What can be simulated.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum, Debug)]
enum Simulation {
    /// Clients, crashes and clocks that jump, around the ledger.
    Ledger,
}

/// Simulates; the program's last line is JSON.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let (package, program) = match arguments.name {
        Simulation::Ledger => ("sampan-ledger-trial", "simulate-ledger"),
    };
    let mut cargo = shell::cargo();
    cargo.args(["run", "--quiet", "--release", "--package", package, "--bin", program, "--"]);
    cargo.args(["--seed", &arguments.seed.to_string(), "--ops", &arguments.ops.to_string()]);
    cargo.args(arguments.planted.then_some("--planted"));
    shell::run(&mut cargo)
}
