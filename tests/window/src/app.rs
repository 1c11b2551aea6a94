//! The app and the arguments that it is started with.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// The size of a window or a screen, in CSS pixels.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Size {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

impl Size {
    /// A phone, held upright.
    pub const PHONE: Self = Self { width: 390, height: 844 };
    /// A small desktop.
    pub const DESKTOP: Self = Self { width: 1280, height: 800 };
}

impl std::fmt::Display for Size {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}x{}", self.width, self.height)
    }
}

/// A program with its arguments and environment.
#[derive(Clone, Debug)]
pub struct App {
    pub(crate) binary: PathBuf,
    pub(crate) args: Vec<String>,
    pub(crate) environment: Vec<(String, OsString)>,
    pub(crate) home: Option<PathBuf>,
    /// Whether it is another program, which does not know our arguments.
    pub(crate) is_foreign: bool,
    /// Whether it is asked for no motion.
    pub(crate) is_calm: bool,
}

impl App {
    /// The program at a path, with no arguments.
    #[must_use]
    pub fn new(binary: impl Into<PathBuf>) -> Self {
        Self {
            binary: binary.into(),
            args: Vec::new(),
            environment: Vec::new(),
            home: None,
            is_foreign: false,
            is_calm: false,
        }
    }

    /// The app under test: `SAMPAN_APP_BIN`, which `cargo xtask test` sets.
    #[must_use]
    pub fn under_test() -> Self {
        let default = || OsString::from("target/debug/sampan");
        Self::new(std::env::var_os("SAMPAN_APP_BIN").unwrap_or_else(default))
    }

    /// Another program than Sampan, which knows none of its arguments.
    #[must_use]
    pub fn foreign(binary: impl Into<PathBuf>) -> Self {
        Self { is_foreign: true, ..Self::new(binary) }
    }

    /// Keeps everything of this app in a folder: its profile, and what WebKit stores.
    ///
    /// Without one the window has a folder of its own, which goes with it. A restart after a kill needs the same folder.
    #[must_use]
    pub fn home(mut self, folder: &Path) -> Self {
        self.home = Some(folder.to_owned());
        self
    }

    /// Asks for no motion (`prefers-reduced-motion`).
    #[must_use]
    pub fn calm(self) -> Self {
        Self { is_calm: true, ..self }
    }

    /// Adds an argument as it is.
    #[must_use]
    pub fn arg(mut self, arg: impl Into<String>) -> Self {
        self.args.push(arg.into());
        self
    }

    /// Fills the profile with the demo world.
    #[must_use]
    pub fn demo(self) -> Self {
        self.arg("--demo")
    }

    /// Uses a server instead of the bundled backend.
    #[must_use]
    pub fn server(self, url: &str) -> Self {
        self.arg("--server").arg(url)
    }

    /// Sets the language, such as `en` or `zh-CN`.
    #[must_use]
    pub fn language(self, language: &str) -> Self {
        self.arg("--lang").arg(language)
    }

    /// Sets the theme: `light` or `dark`.
    #[must_use]
    pub fn theme(self, theme: &str) -> Self {
        self.arg("--theme").arg(theme)
    }

    /// Sets the size of the window.
    #[must_use]
    pub fn size(self, size: Size) -> Self {
        self.arg("--size").arg(size.to_string())
    }

    /// Opens a `sampan://` link at the start.
    #[must_use]
    pub fn open_uri(self, uri: &str) -> Self {
        self.arg("--open").arg(uri)
    }

    /// Sets a variable of its environment.
    #[must_use]
    pub fn environment(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.environment.push((name.to_owned(), value.into()));
        self
    }

    /// Its arguments; a profile in its home is one of them, unless another was asked for.
    pub(crate) fn all_args(&self, home: &Path) -> Vec<String> {
        let mut args = self.args.clone();
        if !self.is_foreign && !args.iter().any(|arg| arg == "--profile") {
            args.extend([
                "--profile".to_owned(),
                home.join("profile").to_string_lossy().into_owned(),
            ]);
        }
        args
    }
}
