//! The Python packages: localstripe, which plays Stripe in a test, in an environment of its own.

use std::fs;
use std::path::PathBuf;

use crate::progress::step;
use crate::stamp::Stamp;
use crate::{paths, shell};

/// What is installed, each in one version, relative to the root.
const LIST: &str = "xtask/localstripe.txt";

/// The environment's Python, whether or not it is there.
pub(crate) fn program() -> PathBuf {
    folder().join("bin/python")
}

/// Installs what the list says, unless it is installed.
pub(crate) fn ensure() -> anyhow::Result<()> {
    let list = paths::root().join(LIST);
    check_list(&fs::read_to_string(&list)?)?;
    let stamp = Stamp::of("localstripe", std::slice::from_ref(&list), &[])?;
    if program().exists() && stamp.is_current() {
        return Ok(());
    }
    stamp.forget();
    step("installing localstripe", || {
        let mut make = shell::command("python3");
        shell::quiet(make.args(["-m", "venv", "--clear"]).arg(folder()))?;
        let mut install = shell::command(program());
        install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"]);
        shell::quiet(install.arg(&list))
    })?;
    stamp.keep()
}

fn folder() -> PathBuf {
    paths::target().join("localstripe")
}

/// Refuses a list that leaves a version open, or ties everyone to one registry.
fn check_list(text: &str) -> anyhow::Result<()> {
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        let pinned = line.split_once("==").is_some_and(|(name, version)| {
            !name.contains(['/', ' ', '-']) && version.starts_with(|c: char| c.is_ascii_digit())
        });
        anyhow::ensure!(pinned, "{LIST} names no single version, or a registry: {line}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_without_versions_or_with_a_registry_is_refused() {
        assert!(check_list("# why\nlocalstripe==1.15.10\n").is_ok(), "a version passes");
        for planted in ["localstripe", "localstripe>=1", "--index-url https://registry.example"] {
            assert!(check_list(planted).is_err(), "{planted} is found");
        }
    }
}
