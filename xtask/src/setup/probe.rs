//! Sees whether something is on the machine, in milliseconds.

use std::path::{Path, PathBuf};

use crate::shell;

/// How to see that a package is there.
#[derive(Clone, Copy)]
pub(crate) enum Probe {
    /// A program in the PATH.
    Program(&'static str),
    /// A development library known to pkg-config.
    Library(&'static str),
    /// A shared library that can be linked to.
    Shared(&'static str),
    /// A plugin of GStreamer.
    GstPlugin(&'static str),
    /// A font for a language.
    Font(&'static str),
    /// The programs of a PostgreSQL server.
    Postgres,
    /// What Python makes virtual environments with.
    Venv,
}

impl Probe {
    /// Whether it is there.
    pub(crate) fn is_there(self) -> bool {
        match self {
            Self::Program(name) => shell::has_program(name),
            Self::Library(name) => {
                shell::quiet(shell::command("pkg-config").args(["--exists", name])).is_ok()
            }
            Self::Shared(name) => library_folders().iter().any(|dir| dir.join(name).exists()),
            Self::GstPlugin(name) => {
                library_folders().iter().any(|dir| dir.join("gstreamer-1.0").join(name).exists())
            }
            Self::Font(language) => {
                let list = shell::output(
                    shell::command("fc-list").args([&format!(":lang={language}"), "family"]),
                );
                list.is_ok_and(|families| !families.trim().is_empty())
            }
            Self::Postgres => postgres_folder().is_some(),
            Self::Venv => {
                shell::quiet(shell::command("python3").args(["-c", "import ensurepip, venv"]))
                    .is_ok()
            }
        }
    }
}

/// The folder of PostgreSQL's server programs, the newest of several.
pub(crate) fn postgres_folder() -> Option<PathBuf> {
    let in_path =
        std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).collect::<Vec<_>>();
    let mut versions: Vec<(u32, PathBuf)> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            Some((entry.file_name().to_string_lossy().parse().ok()?, entry.path().join("bin")))
        })
        .collect();
    versions.sort();
    let newest = versions.into_iter().rev().map(|(_, dir)| dir);
    newest.chain(in_path).find(|dir| dir.join("initdb").exists() && dir.join("postgres").exists())
}

/// Where shared libraries are: `/usr/lib`, `/usr/lib64` and the folders of each architecture.
fn library_folders() -> Vec<PathBuf> {
    let mut folders = Vec::new();
    for base in ["/usr/lib", "/usr/lib64", "/usr/local/lib"] {
        folders.push(PathBuf::from(base));
        let triples = Path::new(base).read_dir().into_iter().flatten().flatten();
        folders.extend(
            triples
                .filter(|entry| entry.file_name().to_string_lossy().contains("-linux-"))
                .map(|e| e.path()),
        );
    }
    folders
}
