//! Makes what people install: .deb, and .rpm and AppImage where that works.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;
use sampan_window::App;

use crate::progress::{note, section, step};
use crate::setup::{self, Ready};
use crate::{paths, run, shell, ui};

/// What is made.
#[derive(clap::Args, Debug)]
pub(crate) struct Arguments {
    /// Unpacks the .deb into an empty root, checks what it needs, and starts the app from there.
    #[arg(long)]
    verify: bool,
}

/// Builds and bundles; prints where the packages are.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    setup::ensure(if arguments.verify { Ready::Headless } else { Ready::Build })?;
    ui::build(ui::Kind::Release, ui::Gate::Told)?;
    let deb = bundle("deb").context("the .deb was not made")?;
    println!("{}", deb.display());
    for kind in ["rpm", "appimage"] {
        match bundle(kind) {
            Ok(file) => println!("{}", file.display()),
            Err(error) => {
                note(format!(
                    "no {kind}: {}",
                    error.to_string().lines().next().unwrap_or_default()
                ));
            }
        }
    }
    if arguments.verify { verify(&deb) } else { Ok(()) }
}

/// Has Tauri make one kind of package, and returns the newest of that kind.
fn bundle(kind: &str) -> anyhow::Result<PathBuf> {
    if kind == "appimage" {
        // Tauri would download these programs; it does not here.
        anyhow::ensure!(
            shell::has_program("linuxdeploy") || appimage_tools().exists(),
            "linuxdeploy is not installed"
        );
    }
    section(&format!("packaging ({kind})"), || {
        let mut tauri = shell::command(paths::npm_program("tauri"));
        let target = paths::target();
        shell::run(tauri.args(["build", "--ci", "--bundles", kind]).env("CARGO_TARGET_DIR", target))
    })?;
    let folder = paths::target().join("release/bundle").join(kind);
    let entries = fs::read_dir(&folder).with_context(|| folder.display().to_string())?.flatten();
    let ending = if kind == "appimage" { "AppImage" } else { kind };
    let files = entries
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|e| e == ending));
    let newest = files.max_by_key(|path| fs::metadata(path).and_then(|data| data.modified()).ok());
    newest.with_context(|| format!("there is no .{ending} in {}", folder.display()))
}

/// Where Tauri keeps what it bundles an AppImage with.
fn appimage_tools() -> PathBuf {
    let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    home.join(".cache/tauri/linuxdeploy-x86_64.AppImage")
}

fn verify(deb: &Path) -> anyhow::Result<()> {
    let root = tempfile::Builder::new().prefix("sampan-root-").tempdir()?;
    step("unpacking into an empty root", || {
        shell::quiet(shell::command("dpkg-deb").arg("-x").arg(deb).arg(root.path()))
    })?;
    let depends = shell::output(shell::command("dpkg-deb").arg("-f").arg(deb).arg("Depends"))?;
    for package in packages(&depends) {
        let status = shell::output(shell::command("dpkg-query").args([
            "-W",
            "-f",
            "${db:Status-Status}",
            &package,
        ]));
        anyhow::ensure!(
            status.is_ok_and(|status| status == "installed"),
            "it needs {package}, which is not installed"
        );
    }
    let entry = step("checking the desktop entry", || desktop_entry(root.path()))?;
    note(format!("the desktop starts {entry}"));
    let app = App::new(root.path().join("usr/bin").join(&entry)).demo();
    run::wait_for_home(&app, None)
}

/// The names in a `Depends:` line; of alternatives the first.
fn packages(depends: &str) -> Vec<String> {
    let parts = depends.split(',').filter_map(|part| part.split(['|', '(']).next());
    parts.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

/// Checks that the desktop entry starts a program and shows an icon that the package holds, and takes our links.
fn desktop_entry(root: &Path) -> anyhow::Result<String> {
    let folder = root.join("usr/share/applications");
    let file = crate::stamp::files(&folder)?
        .into_iter()
        .next()
        .context("the package has no desktop entry")?;
    let text = fs::read_to_string(&file)?;
    let value = |key: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
        line.map(|value| value.split_whitespace().next().unwrap_or_default().to_owned())
    };
    let program = value("Exec").context("the desktop entry starts nothing")?;
    anyhow::ensure!(
        root.join("usr/bin").join(&program).exists(),
        "the package does not hold {program}"
    );
    let icon = value("Icon").context("the desktop entry has no icon")?;
    let has_icon = crate::stamp::files(&root.join("usr/share/icons"))?
        .iter()
        .any(|file| file.file_stem().is_some_and(|name| *name == *icon));
    anyhow::ensure!(has_icon, "the package does not hold the icon {icon}");
    anyhow::ensure!(
        text.contains("x-scheme-handler/sampan"),
        "the desktop entry does not take sampan:// links"
    );
    Ok(program)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_from_a_line_of_dependencies() {
        let line = "libwebkit2gtk-4.1-0, libgtk-3-0 (>= 3.24) , a | b\n";
        assert_eq!(
            packages(line),
            ["libwebkit2gtk-4.1-0", "libgtk-3-0", "a"],
            "without versions, the first of alternatives"
        );
    }
}
