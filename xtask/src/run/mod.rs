//! Builds the app and opens its window.

mod watch;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::bail;
use sampan_window::{App, Display, Size, Window};

use crate::progress::{note, section, step};
use crate::setup::{self, Ready};
use crate::{paths, shell, ui};

/// How long the demo world may take to be made and shown.
const PATIENCE: Duration = Duration::from_secs(120);

/// How the app is run.
#[derive(clap::Args, Debug)]
pub(crate) struct Arguments {
    /// Builds everything optimised.
    #[arg(long)]
    release: bool,
    /// Rebuilds the UI on every change, and has the window show it.
    #[arg(long, conflicts_with_all = ["release", "headless"])]
    watch: bool,
    /// Opens the window where nobody sees it, waits for its first content, and ends.
    #[arg(long)]
    headless: bool,
    /// Writes what the headless window shows.
    #[arg(long, value_name = "FILE", requires = "headless")]
    screenshot: Option<PathBuf>,
    /// What the app is started with, instead of the demo world.
    #[arg(last = true, value_name = "ARGUMENTS")]
    rest: Vec<String>,
}

/// Makes the machine ready, builds, and opens the window.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    if arguments.headless {
        setup::ensure(Ready::Headless)?;
        ui::build(ui::Kind::Release, ui::Gate::Told)?;
        return headless(&build(arguments.release)?, arguments);
    }
    if cfg!(target_os = "linux")
        && ["DISPLAY", "WAYLAND_DISPLAY"].iter().all(|name| std::env::var_os(name).is_none())
    {
        bail!(
            "there is no screen here; this needs none: cargo xtask run --headless --screenshot target/home.png"
        );
    }
    setup::ensure(Ready::Build)?;
    if arguments.watch {
        return watch::run(&start_arguments(&arguments.rest));
    }
    ui::build(ui::Kind::Release, ui::Gate::Told)?;
    let binary = build(arguments.release)?;
    note("opening the window; close it to end");
    shell::run(shell::command(binary).args(start_arguments(&arguments.rest)))
}

/// Builds the app and returns where it is.
pub(crate) fn build(release: bool) -> anyhow::Result<PathBuf> {
    let mut cargo = shell::cargo();
    cargo.args(["build", "--package", "sampan"]).args(release.then_some("--release"));
    section("building the app", || shell::run(&mut cargo))?;
    Ok(binary(release))
}

/// Where the app is once it is built.
pub(crate) fn binary(release: bool) -> PathBuf {
    let folder = if release { "release" } else { "debug" };
    paths::target().join(folder).join(format!("sampan{}", std::env::consts::EXE_SUFFIX))
}

/// The demo world, unless something else is asked for.
fn start_arguments(rest: &[String]) -> Vec<String> {
    if rest.is_empty() { vec!["--demo".to_owned()] } else { rest.to_vec() }
}

fn headless(binary: &Path, arguments: &Arguments) -> anyhow::Result<()> {
    let mut app = App::new(binary);
    for argument in start_arguments(&arguments.rest) {
        app = app.arg(argument);
    }
    if !arguments.rest.iter().any(|argument| argument == "--size") {
        app = app.size(Size::DESKTOP);
    }
    wait_for_home(&app, arguments.screenshot.as_deref())
}

/// Opens a window that nobody sees, waits for the home screen, and photographs it.
pub(crate) fn wait_for_home(app: &App, screenshot: Option<&Path>) -> anyhow::Result<()> {
    let display = Display::start(Size::DESKTOP)?;
    let window =
        step("opening the window", || Ok(Window::open(&display, app)?.patience(PATIENCE)))?;
    step("waiting for the home screen", || Ok(window.wait_screen("home", "ready")?))?;
    if let Some(file) = screenshot {
        window.settle()?;
        window.screenshot(file)?;
        note(format!("{} shows it", file.display()));
    }
    window.close();
    Ok(())
}

/// A command for a built app with the arguments of a start.
fn app(arguments: &[String]) -> Command {
    let mut command = shell::command(binary(false));
    command.args(arguments);
    command
}
