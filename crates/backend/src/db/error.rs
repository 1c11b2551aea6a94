//! What can go wrong with a database, and how a person is told.

use sampan_protocol::{Code, Error};
use thiserror::Error as ThisError;

/// What went wrong with the database.
#[derive(Debug, ThisError)]
pub enum DbError {
    /// The file is no database, or is damaged.
    #[error("the database is damaged: {0}")]
    Corrupt(String),
    /// The file, its folder or its disk is read-only, or belongs to somebody else.
    #[error("the database cannot be written: {0}")]
    ReadOnly(String),
    /// A newer program has been here.
    #[error("module {module} is at version {found}, this program knows {known}")]
    Future {
        /// The module whose tables are newer.
        module: String,
        /// Their version.
        found: i64,
        /// The newest version that this program knows.
        known: i64,
    },
    /// An older program made it, and its tables were not brought up to date.
    #[error("module {0} is not up to date")]
    Outdated(String),
    /// There is no room left.
    #[error("the disk is full: {0}")]
    Full(String),
    /// Others hold it for too long, or kept changing the same rows.
    #[error("the database is busy: {0}")]
    Busy(String),
    /// The file or the server cannot be reached.
    #[error("the database cannot be reached: {0}")]
    Unreachable(String),
    /// A key is there already, or what it refers to is not.
    #[error("a constraint forbids it: {0}")]
    Constraint(String),
    /// Another transaction came in between; it is tried again by [`super::Db::write`].
    #[error("another transaction came in between: {0}")]
    Conflict(String),
    /// The address of the database cannot be read.
    #[error("not an address of a database: {0}")]
    Address(String),
    /// A row is not what the program expects.
    #[error("a row cannot be read: {0}")]
    Decode(String),
    /// Anything else: a fault of ours.
    #[error("{0}")]
    Other(String),
}

impl From<DbError> for Error {
    /// Tells a person; the details go to the log.
    fn from(error: DbError) -> Self {
        match &error {
            DbError::Conflict(_) => tracing::debug!(%error, "the database refused"),
            _ => tracing::error!(%error, "the database refused"),
        }
        let storage = |key| Self::new(Code::Storage, key);
        match error {
            DbError::Corrupt(_) => storage("error.storage.database_corrupt"),
            DbError::ReadOnly(_) => storage("error.storage.database_read_only"),
            DbError::Future { .. } => {
                Self::new(Code::Incompatible, "error.storage.database_from_future")
            }
            DbError::Outdated(_) => storage("error.storage.database_outdated"),
            DbError::Full(_) => storage("error.storage.full"),
            DbError::Busy(_) | DbError::Conflict(_) => storage("error.storage.busy"),
            DbError::Unreachable(_) => storage("error.storage.unreachable"),
            DbError::Address(_) => Self::invalid("error.storage.address"),
            DbError::Constraint(_) | DbError::Decode(_) | DbError::Other(_) => Self::internal(),
        }
    }
}
