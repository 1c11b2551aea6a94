//! One command for each thing that a person wants to do with this repository.
#![allow(clippy::print_stdout, reason = "a command line tool answers on standard output")]

mod android;
mod bench;
mod lint;
mod package;
mod paths;
mod progress;
mod run;
mod screenshots;
mod setup;
mod shell;
mod simulate;
mod stamp;
mod test;
mod tidy;
mod ui;

use clap::{Parser, Subcommand};

/// Sampan's own commands.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Finds what is missing on this machine, and installs it.
    Setup,
    /// Builds the UI into app/dist.
    Ui {
        /// Builds fast instead of small.
        #[arg(long, conflicts_with = "record")]
        dev: bool,
        /// Records the size of the WASM, with the reason of its growth.
        #[arg(long, value_name = "REASON")]
        record: Option<String>,
    },
    /// Builds the app and opens its window with the demo world.
    Run(run::Arguments),
    /// Runs every test: units, properties, both databases, documentation, the real window.
    Test(test::Arguments),
    /// Formatting, clippy, tidy, documentation, the size of the WASM, Android: all but the tests.
    Lint,
    /// Everything that has to pass before anything lands: lint, then test.
    Ci,
    /// Photographs every screen into target/screenshots.
    Screenshots(screenshots::Arguments),
    /// Measures Sampan against a yardstick; the last line is JSON.
    Bench(bench::Arguments),
    /// Tries what must never go wrong, with crashes and planted bugs; the last line is JSON.
    Simulate(simulate::Arguments),
    /// Makes the .deb (and .rpm, AppImage where that works).
    Package(package::Arguments),
    /// Type-checks the app for Android.
    CheckAndroid,
    /// Writes down what the app is made of, for its list of licences.
    Licences,
    /// Checks the rules of the house that no compiler knows.
    Tidy,
}

fn main() -> std::process::ExitCode {
    match perform(Arguments::parse().task) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            std::process::ExitCode::FAILURE
        }
    }
}

fn perform(task: Task) -> anyhow::Result<()> {
    match task {
        Task::Setup => setup::ensure(setup::Ready::Test),
        Task::Ui { dev, record } => {
            setup::ensure(setup::Ready::Build)?;
            let kind = if dev { ui::Kind::Debug } else { ui::Kind::Release };
            ui::build(kind, record.map_or(ui::Gate::Cap, ui::Gate::Record))
        }
        Task::Run(arguments) => run::run(&arguments),
        Task::Test(arguments) => test::run(&arguments),
        Task::Lint => lint::run(),
        Task::Ci => {
            lint::run()?;
            test::run(&test::Arguments::default())
        }
        Task::Screenshots(arguments) => screenshots::run(&arguments),
        Task::Bench(arguments) => bench::run(&arguments),
        Task::Simulate(arguments) => simulate::run(&arguments),
        Task::Package(arguments) => package::run(&arguments),
        Task::CheckAndroid => android::check(),
        Task::Licences => tidy::write_credits(),
        Task::Tidy => tidy::run(),
    }
}
