//! Builds the UI and bundles it into `app/dist`, which the root package embeds.

mod bundle;
mod catalogues;
mod icons;
mod size;
mod styles;

use std::fs;
use std::path::PathBuf;

use anyhow::Context;

use crate::progress::{note, section, step};
use crate::setup::wasm::{self, TARGET, Toolchain};
use crate::stamp::Stamp;
use crate::{paths, shell};

pub(crate) use size::Gate;

/// Starts the UI; index.html refers to it.
/// The place of the icons in the page: what is referred to in a file of its own is drawn some frames later.
const ICONS: &str = "<!-- icons -->";
const BOOT: &str = include_str!("boot.js");
/// What plays videos in the size that the connection bears, and its name in the bundle; the app loads it
/// when it is first needed.
const HLS: (&str, &str) = ("node_modules/hls.js/dist/hls.light.min.js", "hls.js");

/// How the UI is built.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    /// As small as it gets: what is shipped and tested.
    Release,
    /// Quick to build, with panic messages and source names.
    Debug,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Debug => "debug",
        }
    }

    /// The folder that cargo puts this kind into.
    fn folder(self) -> &'static str {
        match self {
            Self::Release => "wasm-release",
            Self::Debug => "debug",
        }
    }
}

/// Brings `app/dist` up to date, and holds its size against the budget.
pub(crate) fn build(kind: Kind, gate: Gate) -> anyhow::Result<()> {
    let toolchain = wasm::ensure()?;
    let stamp = Stamp::of("ui", &inputs(), &[kind.name(), &toolchain.version()])?;
    if stamp.is_current() && is_complete() {
        note(format!("the UI is up to date ({})", kind.name()));
    } else {
        stamp.forget();
        section(&format!("building the UI ({})", kind.name()), || compile(kind, toolchain))?;
        assemble(kind)?;
        stamp.keep()?;
    }
    if kind == Kind::Release { size::check(gate) } else { Ok(()) }
}

/// Writes a page that says nothing, where a build that only looks at types needs one.
pub(crate) fn placeholder() -> anyhow::Result<()> {
    let page = paths::dist().join("index.html");
    if !page.exists() {
        fs::create_dir_all(paths::dist())?;
        fs::write(page, "<!doctype html><title>Sampan</title>\n")?;
    }
    Ok(())
}

/// Everything that the bundle is made from.
pub(crate) fn inputs() -> Vec<PathBuf> {
    let root = paths::root();
    let names = [
        "app",
        "crates/protocol",
        "crates/emvqr",
        "assets/styles",
        "assets/icons",
        "assets/locales",
        "Cargo.lock",
        "Cargo.toml",
        "package-lock.json",
        "xtask/src/ui",
    ];
    names.iter().map(|name| root.join(name)).collect()
}

fn is_complete() -> bool {
    let names = ["index.html", "boot.js", "sampan.js", bundle::FIRST, bundle::LINK, "style.css"];
    let names = names.into_iter().chain([HLS.1, "locales"]);
    names.map(|name| paths::dist().join(name)).all(|path| path.exists())
}

/// Where cargo builds for wasm32; apart, so that it does not wait for builds of the rest.
fn target() -> PathBuf {
    paths::target().join("wasm")
}

fn compile(kind: Kind, toolchain: Toolchain) -> anyhow::Result<()> {
    let mut cargo = toolchain.cargo();
    cargo
        .args(["build", "--package", "sampan-app", "--target", TARGET])
        .env("CARGO_TARGET_DIR", target());
    // Leptos' types grow with every view; erased, they compile faster, and take a fifth less room.
    // Who takes the WASM apart has to know what refers to what.
    cargo.env(
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        "--cfg erase_components -Clink-arg=--emit-relocs",
    );
    if kind == Kind::Release {
        cargo.args(["--profile", "wasm-release"]);
    }
    shell::run(&mut cargo)
}

fn assemble(kind: Kind) -> anyhow::Result<()> {
    let root = paths::root();
    let dist = paths::dist();
    fs::create_dir_all(&dist)?;
    let wasm = target().join(TARGET).join(kind.folder()).join("sampan-app.wasm");
    step("bundling the UI", || bundle::write(&wasm, kind, &dist))?;
    fs::write(dist.join("style.css"), styles::concatenate(&root.join("assets/styles"))?)?;
    catalogues::write(&root.join("assets/locales"), &dist.join("locales"))?;
    fs::write(dist.join("boot.js"), BOOT)?;
    copy_public(&root.join("app/public"), &dist)?;
    fs::copy(root.join(HLS.0), dist.join(HLS.1)).with_context(|| HLS.0)?;
    let page =
        fs::read_to_string(root.join("app/index.html")).context("app/index.html is missing")?;
    for name in ["/style.css", "/boot.js"] {
        anyhow::ensure!(page.contains(name), "app/index.html does not refer to {name}");
    }
    anyhow::ensure!(page.contains(ICONS), "app/index.html has no place for the icons");
    let page = page.replace(ICONS, &icons::sprite(&root)?);
    // Last, so that a reader who waits for it finds all the rest.
    Ok(fs::write(dist.join("index.html"), page)?)
}

/// Copies files that are served as they are, where there are any.
fn copy_public(from: &std::path::Path, to: &std::path::Path) -> anyhow::Result<()> {
    for file in crate::stamp::files(from)? {
        let place = to.join(file.strip_prefix(from)?);
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::copy(&file, place)?;
    }
    Ok(())
}
