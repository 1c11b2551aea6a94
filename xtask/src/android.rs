//! Holds the way to Android open: the shell's library type-checks for it, whatever is installed here.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::progress::{note, section};
use crate::setup::wasm::{self, Toolchain};
use crate::{paths, shell, ui};

/// The phones of today.
const TARGET: &str = "aarch64-linux-android";
/// A C compiler that compiles nothing: without an NDK only types are checked, and nothing is linked.
const STUB: &str = r#"#!/bin/sh
for argument in "$@"; do
  case "$argument" in
    -E) echo clang; exit 0 ;;
    "-?") exit 1 ;;
  esac
done
while [ $# -gt 0 ]; do
  if [ "$1" = "-o" ]; then : > "$2"; exit 0; fi
  shift
done
"#;

/// Type-checks the root package's library for Android, in a build folder of its own.
pub(crate) fn check() -> anyhow::Result<()> {
    let project = paths::root().join("gen/android/app/build.gradle.kts");
    anyhow::ensure!(project.exists(), "gen/android is missing: `npx tauri android init` makes it");
    ui::placeholder()?;
    let folder = paths::target().join("android");
    let compiler = stub(&folder)?;
    let mut cargo = cargo()?;
    cargo
        .args(["check", "--package", "sampan", "--lib", "--target", TARGET])
        .env("CARGO_TARGET_DIR", &folder);
    for name in ["CC", "CXX"] {
        cargo.env(format!("{name}_{}", TARGET.replace('-', "_")), &compiler);
    }
    cargo.env(format!("AR_{}", TARGET.replace('-', "_")), "ar");
    section("cargo check for Android", || shell::run(&mut cargo))
}

/// A cargo that has a standard library for Android, or builds one.
fn cargo() -> anyhow::Result<Command> {
    if wasm::add_by_rustup(TARGET) {
        return Ok(shell::cargo());
    }
    note("rustup has no standard library for Android here: it is checked from Debian's sources");
    wasm::ensure_web()?;
    let mut cargo = Toolchain::Web.cargo();
    cargo.env("RUSTC_BOOTSTRAP", "1").args(["-Z", "build-std=std,panic_abort"]);
    Ok(cargo)
}

fn stub(folder: &Path) -> anyhow::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let path = folder.join("stub-cc");
    // Written only once: a newer compiler would have cargo check everything anew.
    if fs::read_to_string(&path).ok().as_deref() != Some(STUB) {
        fs::write(&path, STUB)?;
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755))?;
    }
    Ok(path)
}
