//! A program with a window, left to itself: nobody drives it.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::app::App;
use crate::display::Display;
use crate::error::{Error, Result};
use crate::process::{Tree, tail};

/// A running program; it ends, with all its processes, when this is dropped.
#[derive(Debug)]
pub struct Program {
    process: Tree,
    log: PathBuf,
}

impl Program {
    /// Starts one on a display. It keeps what it stores in the app's home, which has to be set.
    pub fn start(display: &Display, app: &App) -> Result<Self> {
        let home = app.home.clone().unwrap_or_else(std::env::temp_dir);
        let mut command = Command::new(&app.binary);
        command.args(app.all_args(&home));
        let log = prepare(&mut command, display, app, &home)?;
        Ok(Self { process: Tree::start(&mut command)?, log })
    }

    /// The number of its process.
    #[must_use]
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// Whether it still runs.
    pub fn is_alive(&mut self) -> bool {
        self.process.is_alive()
    }

    /// The last lines that it wrote.
    #[must_use]
    pub fn log(&self) -> String {
        tail(&self.log)
    }
}

/// Gives a command the environment of a display and of an app, and a log, whose path is returned.
pub(crate) fn prepare(
    command: &mut Command,
    display: &Display,
    app: &App,
    home: &Path,
) -> Result<PathBuf> {
    std::fs::create_dir_all(home).map_err(Error::file(home))?;
    let log = home.join("window.log");
    let file = File::create(&log).map_err(Error::file(&log))?;
    let second = file.try_clone().map_err(Error::file(&log))?;
    command.stdin(Stdio::null()).stdout(file).stderr(second);
    command.env_remove("WAYLAND_DISPLAY").envs(display.environment());
    for (name, folder) in [
        ("XDG_DATA_HOME", "data"),
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_STATE_HOME", "state"),
    ] {
        command.env(name, home.join(folder));
    }
    command.envs(app.environment.iter().map(|(name, value)| (name, value)));
    if app.is_calm {
        calm(&home.join("config/gtk-3.0"))?;
    }
    Ok(log)
}

/// Has GTK, and through it WebKit, ask for no motion.
fn calm(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).map_err(Error::file(folder))?;
    let settings = folder.join("settings.ini");
    std::fs::write(&settings, "[Settings]\ngtk-enable-animations=0\n")
        .map_err(Error::file(&settings))
}
