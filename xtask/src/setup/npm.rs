//! The npm packages: Tauri's command line, wasm-opt, icons, the accessibility checker.

use std::fs;

use crate::progress::step;
use crate::stamp::Stamp;
use crate::{paths, shell};

/// Installs what package-lock.json says, unless it is installed.
pub(crate) fn ensure() -> anyhow::Result<()> {
    let root = paths::root();
    let stamp =
        Stamp::of("npm", &[root.join("package.json"), root.join("package-lock.json")], &[])?;
    // npm itself writes this file last, and its absence shows an installation that was cut short.
    let complete = root.join("node_modules/.package-lock.json").exists();
    if complete && stamp.is_current() && programs_are_there() {
        return Ok(());
    }
    check_lock(&fs::read_to_string(root.join("package-lock.json"))?)?;
    stamp.forget();
    step("installing the npm packages", || {
        // The lock file names no registry, so that everyone's own is asked.
        let options = ["ci", "--omit-lockfile-registry-resolved", "--no-audit", "--no-fund"];
        shell::quiet(shell::command("npm").args(options))
    })?;
    stamp.keep()
}

fn programs_are_there() -> bool {
    ["tauri", "wasm-opt"].iter().all(|name| paths::npm_program(name).exists())
}

/// Refuses a lock file that ties everyone to one registry.
pub(crate) fn check_lock(text: &str) -> anyhow::Result<()> {
    anyhow::ensure!(
        !text.contains("\"resolved\": \"http"),
        "package-lock.json names a registry: make it anew with `npm install --omit-lockfile-registry-resolved`"
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_file_with_a_registry_is_refused() {
        assert!(
            check_lock(r#"{"integrity": "sha512-x"}"#).is_ok(),
            "a lock file without a registry passes"
        );
        let planted = r#"{"resolved": "https://registry.example/x.tgz"}"#;
        assert!(check_lock(planted).is_err(), "a planted registry is found");
    }
}
