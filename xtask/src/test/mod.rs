//! Runs every test: units, properties, contracts on both databases, documentation, journeys in the real window.

mod postgres;

use crate::progress::{section, step};
use crate::setup::{self, Ready};
use crate::{paths, shell, ui};
pub(crate) use postgres::Postgres;

/// What is tested.
#[derive(clap::Args, Default, Debug)]
pub(crate) struct Arguments {
    /// Runs only tests whose name contains this.
    filter: Option<String>,
    /// Runs only the tests of one package.
    #[arg(long, short, value_name = "NAME")]
    package: Option<String>,
}

/// Makes the machine ready, builds, and runs the tests.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    setup::ensure(Ready::Test)?;
    ui::build(ui::Kind::Release, ui::Gate::Told)?;
    let postgres = step("starting a PostgreSQL to throw away", Postgres::start)?;
    section("running the tests", || {
        // One call for all: cargo then resolves the features of shared crates once, and compiles each once.
        let mut cargo = shell::cargo();
        cargo.args(["test", "--no-fail-fast"]);
        match &arguments.package {
            Some(package) => cargo.args(["--package", package]),
            None => cargo.arg("--workspace"),
        };
        cargo.args(&arguments.filter);
        cargo.env("SAMPAN_TEST_POSTGRES", postgres.url());
        cargo.env("SAMPAN_LOCALSTRIPE", setup::python());
        cargo.env("SAMPAN_APP_BIN", paths::target().join("debug/sampan"));
        shell::run(&mut cargo)
    })
}
