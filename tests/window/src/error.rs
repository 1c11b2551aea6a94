//! What can go wrong between a test and a window.

use std::path::PathBuf;

/// The result of everything here.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Says what went wrong, in a sentence that a failed test can print.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A program that this package needs could not be started.
    #[error("{program} could not be started (is it installed? `cargo xtask setup`): {cause}")]
    NotStarted {
        /// Its name.
        program: String,
        /// Why not.
        cause: String,
    },
    /// Something did not happen in time.
    #[error("waited {seconds:.1} s for {what}; {instead}")]
    TimedOut {
        /// What was waited for.
        what: String,
        /// For how long.
        seconds: f64,
        /// What was there instead.
        instead: String,
    },
    /// WebDriver refused a command.
    #[error("WebDriver refused {command}: {code}: {message}")]
    Refused {
        /// The command.
        command: String,
        /// WebDriver's code, such as `no such element`.
        code: String,
        /// WebDriver's explanation.
        message: String,
    },
    /// WebDriver did not answer: the app has ended, or hangs.
    #[error("WebDriver did not answer {command}: {cause}\n{log}")]
    NoAnswer {
        /// The command.
        command: String,
        /// Why not.
        cause: String,
        /// The last lines that the app and WebDriver wrote.
        log: String,
    },
    /// What has this `data-test` was pressed, and no click followed: it was replaced under the pointer.
    #[error("{0:?} was replaced between press and release, so that nobody can click it")]
    Slipped(String),
    /// A script in the page threw.
    #[error("the page threw: {0}")]
    Threw(String),
    /// A file could not be read or written.
    #[error("{}: {cause}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why not.
        cause: std::io::Error,
    },
}

impl Error {
    /// Names the file of an input or output error.
    pub(crate) fn file(path: &std::path::Path) -> impl FnOnce(std::io::Error) -> Self {
        move |cause| Self::File { path: path.to_owned(), cause }
    }
}
