//! System packages: which are missing, and how this machine installs them.

use anyhow::bail;

use super::packages::{ALL, Package, Purpose};
use crate::progress::{note, section, step};
use crate::shell;

/// A package manager that Sampan knows names for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Installer {
    Apt,
    Dnf,
    Pacman,
    Brew,
}

impl Installer {
    fn of_this_machine() -> Option<Self> {
        let known = [
            ("apt-get", Self::Apt),
            ("dnf", Self::Dnf),
            ("pacman", Self::Pacman),
            ("brew", Self::Brew),
        ];
        known
            .into_iter()
            .find(|(program, _)| shell::has_program(program))
            .map(|(_, installer)| installer)
    }

    fn name_of(self, package: &Package) -> &'static str {
        match self {
            Self::Apt => package.apt,
            Self::Dnf => package.dnf,
            Self::Pacman => package.pacman,
            Self::Brew => package.brew,
        }
    }

    /// The line that a person would type.
    fn line(self, names: &[&str]) -> String {
        let names = names.join(" ");
        match self {
            Self::Apt => format!("sudo apt-get update && sudo apt-get install -y {names}"),
            Self::Dnf => format!("sudo dnf install -y {names}"),
            Self::Pacman => format!("sudo pacman -S --needed {names}"),
            Self::Brew => format!("brew install {names}"),
        }
    }
}

/// Installs what is missing for these purposes; returns how many packages that were.
pub(crate) fn ensure(purposes: &[Purpose]) -> anyhow::Result<usize> {
    let Some(installer) = Installer::of_this_machine() else {
        note("no package manager that is known here: see README.md for what the build needs");
        return Ok(0);
    };
    let missing = missing(installer, purposes);
    if missing.is_empty() {
        return Ok(0);
    }
    if installer != Installer::Apt || !can_install() {
        bail!(
            "system packages are missing; install them and run this again:\n\n    {}\n",
            installer.line(&missing)
        );
    }
    apt(&missing)?;
    Ok(missing.len())
}

/// Whether this process may install packages without asking for a password.
pub(crate) fn can_install() -> bool {
    is_root()
        || (shell::has_program("sudo")
            && shell::quiet(shell::command("sudo").args(["-n", "true"])).is_ok())
}

/// Whether this process is root's.
pub(crate) fn is_root() -> bool {
    shell::output(shell::command("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

/// A command as root: as it is when already root, otherwise through sudo.
pub(crate) fn as_root(program: &str) -> std::process::Command {
    if is_root() {
        return shell::command(program);
    }
    let mut command = shell::command("sudo");
    command.args(["-n", program]);
    command
}

/// Installs packages with apt.
pub(crate) fn apt(names: &[&str]) -> anyhow::Result<()> {
    step("bringing the package lists up to date", || {
        shell::quiet(as_root("apt-get").args(["update", "-q"]))
    })?;
    section(&format!("installing {}", names.join(" ")), || {
        let mut command = as_root("env");
        command.args([
            "DEBIAN_FRONTEND=noninteractive",
            "apt-get",
            "install",
            "-y",
            "-q",
            "--no-install-recommends",
        ]);
        shell::run(command.args(names))
    })
}

fn missing(installer: Installer, purposes: &[Purpose]) -> Vec<&'static str> {
    let wanted = ALL.iter().filter(|package| purposes.contains(&package.purpose));
    let mut names: Vec<_> = wanted
        .filter(|package| !installer.name_of(package).is_empty() && !package.probe.is_there())
        .map(|package| installer.name_of(package))
        .collect();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_installer_is_told_its_own_line() {
        assert_eq!(
            Installer::Dnf.line(&["a", "b"]),
            "sudo dnf install -y a b",
            "dnf's line names all packages"
        );
        assert!(
            Installer::Apt.line(&["a"]).contains("apt-get install -y a"),
            "apt's line installs"
        );
        assert_eq!(Installer::Brew.line(&["a"]), "brew install a", "Homebrew needs no root");
        assert!(
            Installer::Pacman.line(&["a"]).starts_with("sudo pacman -S"),
            "pacman's line installs"
        );
    }

    #[test]
    fn every_package_has_a_name_for_linux() {
        for package in ALL {
            for installer in [Installer::Apt, Installer::Dnf, Installer::Pacman] {
                assert!(
                    !installer.name_of(package).is_empty(),
                    "{} has a name for {installer:?}",
                    package.apt
                );
            }
        }
    }
}
