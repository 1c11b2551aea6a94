//! The lint gate: everything that can be wrong without a test failing.

use crate::progress::section;
use crate::setup::{self, Ready};
use crate::{android, shell, tidy, ui};

/// Runs everything of the gate, the quick parts first.
pub(crate) fn run() -> anyhow::Result<()> {
    section("cargo fmt --check", || shell::run(shell::cargo().args(["fmt", "--all", "--check"])))?;
    tidy::run()?;
    setup::ensure(Ready::Build)?;
    ui::placeholder()?;
    section("cargo clippy", || {
        let clippy = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
        shell::run(shell::cargo().args(clippy))
    })?;
    section("cargo doc", || {
        let doc = ["doc", "--workspace", "--no-deps"];
        shell::run(shell::cargo().args(doc).env("RUSTDOCFLAGS", "-D warnings"))
    })?;
    ui::build(ui::Kind::Release, ui::Gate::Growth)?;
    android::check()
}
