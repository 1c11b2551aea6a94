//! A compiler for wasm32: rustup's where it can be had, otherwise one made from Debian's.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, bail};

use super::system;
use crate::progress::{note, step};
use crate::shell;

/// The target of the UI.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";
/// Debian's packages of a newer Rust with its sources, and a linker for WASM.
const DEBIAN: &[&str] = &["rustc-web", "cargo-web", "rust-web-src", "lld"];
/// The standard library's rlibs are marked by the compiler they were built by.
const MARK: &str = "sampan-built-by.txt";
/// How long rustup may try before Debian's compiler is used.
const PATIENCE: Duration = Duration::from_secs(90);

/// Who builds for wasm32.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Toolchain {
    /// The one that builds everything else.
    Default,
    /// Debian's compiler, linked to rustup as `web`.
    Web,
}

impl Toolchain {
    /// Its name for a person.
    pub(crate) fn told(self) -> &'static str {
        match self {
            Self::Default => "the default toolchain",
            Self::Web => "Debian's compiler (toolchain `web`)",
        }
    }

    /// Its cargo, ready to build for wasm32.
    pub(crate) fn cargo(self) -> Command {
        let mut cargo = shell::cargo();
        if self == Self::Web {
            // rustup brings its own linker for WASM, Debian's compiler does not.
            cargo.arg("+web").env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld");
        }
        cargo
    }

    /// What it calls itself; empty when it is not there.
    pub(crate) fn version(self) -> String {
        shell::output(self.rustc().arg("-Vv")).unwrap_or_default()
    }

    fn rustc(self) -> Command {
        let mut rustc = shell::command("rustc");
        if self == Self::Web {
            rustc.arg("+web");
        }
        rustc
    }

    /// The folder of its standard library for wasm32, whether or not it exists.
    fn library(self) -> Option<PathBuf> {
        let told =
            shell::output(self.rustc().args(["--print", "target-libdir", "--target", TARGET]))
                .ok()?;
        Some(PathBuf::from(told.trim()))
    }

    fn is_complete(self) -> bool {
        let Some(folder) = self.library() else {
            return false;
        };
        let rlibs = ["libstd-", "libcore-", "liballoc-", "libproc_macro-"];
        rlibs.iter().all(|name| has_file(&folder, name))
            && (self == Self::Default
                || fs::read_to_string(folder.join(MARK)).is_ok_and(|by| by == self.version()))
    }
}

/// Returns a complete toolchain for wasm32, and installs one if there is none.
pub(crate) fn ensure() -> anyhow::Result<Toolchain> {
    if !web_only() && Toolchain::Default.is_complete() {
        return Ok(Toolchain::Default);
    }
    if Toolchain::Web.is_complete() {
        return Ok(Toolchain::Web);
    }
    if !shell::has_program("rustup") {
        bail!(
            "this Rust has no {TARGET}, and without rustup none can be added: install Rust through rustup"
        );
    }
    if add_by_rustup(TARGET) && Toolchain::Default.is_complete() {
        return Ok(Toolchain::Default);
    }
    ensure_web()?;
    Ok(Toolchain::Web)
}

/// `SAMPAN_WASM=web` takes the second way even where the first is open, so that both can be tried.
fn web_only() -> bool {
    std::env::var_os("SAMPAN_WASM").is_some_and(|value| value == "web")
}

/// Asks rustup for a target, which it may already have; says whether it has it now.
pub(crate) fn add_by_rustup(target: &str) -> bool {
    if web_only() {
        return false;
    }
    let list = shell::output(shell::command("rustup").args(["target", "list", "--installed"]));
    if list.is_ok_and(|list| list.lines().any(|line| line == target)) {
        return true;
    }
    let added = step(&format!("asking rustup for {target}"), || {
        let mut rustup = shell::command("rustup");
        rustup.args(["target", "add", target]).env("RUSTUP_MAX_RETRIES", "1");
        Ok(shell::succeeds_within(&mut rustup, PATIENCE))
    });
    added.unwrap_or(false)
}

/// Makes the toolchain `web`, unless it is there: Debian's compiler, with a standard library for wasm32 built from
/// Debian's sources.
pub(crate) fn ensure_web() -> anyhow::Result<()> {
    if Toolchain::Web.is_complete() {
        return Ok(());
    }
    note("rustup cannot add it here; a compiler from Debian will do");
    if !DEBIAN.iter().all(|name| is_installed(name)) {
        if !shell::has_program("apt-get") || !system::can_install() {
            bail!(
                "install Debian's compiler and run this again:\n\n    sudo apt-get install {}\n",
                DEBIAN.join(" ")
            );
        }
        system::apt(DEBIAN)?;
    }
    let sysroot = shell::output(Command::new("/usr/bin/rustc").args(["--print", "sysroot"]))?;
    let sysroot = Path::new(sysroot.trim());
    let link = shell::command("rustup").args(["toolchain", "link", "web"]).arg(sysroot).status()?;
    anyhow::ensure!(link.success(), "rustup could not link the toolchain `web`");
    if Toolchain::Web.is_complete() {
        return Ok(());
    }
    let build = tempfile::tempdir()?;
    step("building the standard library for wasm32", || build_std(build.path()))?;
    install_std(build.path(), &sysroot.join("lib/rustlib").join(TARGET))
}

fn build_std(dir: &Path) -> anyhow::Result<()> {
    fs::create_dir(dir.join("src"))?;
    fs::write(dir.join("src/lib.rs"), "")?;
    fs::write(
        dir.join("Cargo.toml"),
        "[package]\nname = \"empty\"\nedition = \"2021\"\n[workspace]\n",
    )?;
    let mut cargo = shell::command("/usr/bin/cargo");
    cargo.current_dir(dir);
    // Debian's programs, not rustup's; and bitcode, without which link-time optimisation fails.
    cargo
        .env("PATH", "/usr/bin:/bin")
        .env("RUSTC", "/usr/bin/rustc")
        .env_remove("RUSTUP_TOOLCHAIN");
    cargo
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_DIR", dir.join("out"));
    cargo.args([
        "build",
        "--release",
        "-Z",
        "build-std=std,panic_abort,proc_macro",
        "--target",
        TARGET,
    ]);
    shell::quiet(&mut cargo)
}

/// Puts the built library in its place in one move, so that no half of one is ever there.
fn install_std(build: &Path, place: &Path) -> anyhow::Result<()> {
    let ready = build.join("ready/lib");
    fs::create_dir_all(&ready)?;
    let deps = build.join("out").join(TARGET).join("release/deps");
    for entry in fs::read_dir(&deps).with_context(|| format!("{} is missing", deps.display()))? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.ends_with(".rlib") && !name.starts_with("libempty-") {
            fs::copy(entry.path(), ready.join(&name))?;
        }
    }
    fs::write(ready.join(MARK), Toolchain::Web.version())?;
    let partial = place.with_extension("partial");
    let script = "rm -rf \"$2\" && cp -r \"$1\" \"$2\" && rm -rf \"$3\" && mv -T \"$2\" \"$3\"";
    let mut sh = system::as_root("sh");
    sh.args(["-c", script, "sh"]).arg(build.join("ready")).arg(partial).arg(place);
    shell::quiet(&mut sh)?;
    anyhow::ensure!(
        Toolchain::Web.is_complete(),
        "the standard library was built, but the compiler does not see it"
    );
    Ok(())
}

fn is_installed(package: &str) -> bool {
    let status = shell::output(shell::command("dpkg-query").args([
        "-W",
        "-f",
        "${db:Status-Status}",
        package,
    ]));
    status.is_ok_and(|status| status == "installed")
}

fn has_file(folder: &Path, prefix: &str) -> bool {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .any(|name| name.starts_with(prefix))
}
