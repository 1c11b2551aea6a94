//! Opens the profile's two database files, and says what is wrong with one in people's words.
//!
//! `cache.db` is disposable: with another schema, or broken, it is laid anew and filled from the
//! backend. `outbox.db` holds the person's own words: it is migrated, never dropped.

pub(crate) use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use rusqlite::{ErrorCode, TransactionBehavior};
use sampan_protocol::{Code, Error};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What can go wrong with what is kept on this device.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fault {
    /// SQLite refuses.
    #[error("database: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// A stored value is not what was stored.
    #[error("stored value: {0}")]
    Value(#[from] serde_json::Error),
    /// A file cannot be read or written.
    #[error("file {path}: {error}", path = .0.display(), error = .1)]
    File(PathBuf, std::io::Error),
    /// The schema of a disposable file is another.
    #[error("another schema")]
    Stale,
    /// It is already in people's words.
    #[error("{0}")]
    Told(#[from] Error),
}

impl Fault {
    /// Says whether a database file is broken, so that only a new one helps.
    pub(crate) fn is_corrupt(&self) -> bool {
        matches!(self, Self::Sqlite(e) if matches!(
            e.sqlite_error_code(),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
        ))
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        let storage = |key| Self::new(Code::Storage, key);
        match fault {
            Fault::Told(error) => error,
            Fault::Sqlite(error) => match error.sqlite_error_code() {
                Some(ErrorCode::DiskFull) => storage("error.storage.full"),
                Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                    storage("error.storage.read_only")
                }
                Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                    storage("error.storage.corrupt")
                }
                _ => {
                    tracing::error!(%error, "the database refuses");
                    storage("error.storage.trouble")
                }
            },
            Fault::File(path, error) => match error.kind() {
                std::io::ErrorKind::StorageFull => storage("error.storage.full"),
                _ => {
                    tracing::error!(%error, path = %path.display(), "a file cannot be used");
                    storage("error.storage.unwritable").with("path", path.display().to_string())
                }
            },
            Fault::Value(_) | Fault::Stale => {
                tracing::error!(%fault, "a stored value cannot be read");
                Self::internal()
            }
        }
    }
}

/// The whole life of one database file.
pub(crate) trait Schema {
    /// Name of the file in the profile's folder.
    const FILE: &'static str;
    /// `PRAGMA synchronous`: `FULL` where a commit is a promise.
    const SYNCHRONOUS: &'static str;
    /// The version that this program writes.
    fn version() -> i32;
    /// Looks at an existing file before it is used.
    fn inspect(file: &Connection) -> Result<(), Fault>;
    /// Lays the newest schema into an empty file.
    fn init(tx: &Transaction<'_>) -> Result<(), Fault>;
    /// Brings a file of another version up to date.
    fn upgrade(tx: &Transaction<'_>, from: i32) -> Result<(), Fault>;
}

/// One open file: one connection that writes, and one for readers, which never wait for a writer.
pub(crate) struct Store {
    path: PathBuf,
    writer: Mutex<Connection>,
    reader: Mutex<Connection>,
}

impl Store {
    /// Opens the file in `folder`, laying or upgrading it.
    pub(crate) fn open<S: Schema>(folder: &Path) -> Result<Self, Fault> {
        let path = folder.join(S::FILE);
        let (writer, reader) = connect::<S>(&path)?;
        Ok(Self { path, writer: Mutex::new(writer), reader: Mutex::new(reader) })
    }

    /// Opens a disposable file: one that cannot be used is moved aside and laid anew.
    pub(crate) fn open_disposable<S: Schema>(folder: &Path) -> Result<Self, Fault> {
        match Self::open::<S>(folder) {
            Err(fault) if fault.is_corrupt() || matches!(fault, Fault::Stale) => {
                tracing::warn!(%fault, file = S::FILE, "laid anew");
                set_aside(&folder.join(S::FILE), fault.is_corrupt())?;
                Self::open::<S>(folder)
            }
            other => other,
        }
    }

    /// Throws the file away and lays a new one; the broken one is kept beside it if `keep`.
    pub(crate) fn renew<S: Schema>(&self, keep: bool) -> Result<(), Fault> {
        let mut writer = lock(&self.writer);
        let mut reader = lock(&self.reader);
        // Both let go of the file before it is moved.
        *writer = Connection::open_in_memory()?;
        *reader = Connection::open_in_memory()?;
        set_aside(&self.path, keep)?;
        (*writer, *reader) = connect::<S>(&self.path)?;
        Ok(())
    }

    /// Reads, in one snapshot.
    pub(crate) fn read<T>(
        &self,
        f: impl FnOnce(&Connection) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let mut reader = lock(&self.reader);
        let tx = reader.transaction()?;
        f(&tx)
    }

    /// Writes, all or nothing.
    pub(crate) fn write<T>(
        &self,
        f: impl FnOnce(&Transaction<'_>) -> Result<T, Fault>,
    ) -> Result<T, Fault> {
        let mut writer = lock(&self.writer);
        let tx = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let value = f(&tx)?;
        tx.commit()?;
        Ok(value)
    }
}

/// Runs what waits for the disk where it does not hold anybody up.
pub(crate) async fn blocking<T: Send + 'static>(
    f: impl FnOnce() -> Result<T, Fault> + Send + 'static,
) -> Result<T, Error> {
    match tokio::task::spawn_blocking(f).await {
        Ok(result) => result.map_err(Error::from),
        Err(error) => {
            tracing::error!(%error, "a task died");
            Err(Error::internal())
        }
    }
}

/// The names of a database file and of the two that SQLite keeps beside it.
pub(crate) fn files_of(path: &Path) -> [PathBuf; 3] {
    ["", "-wal", "-shm"].map(|suffix| {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        PathBuf::from(name)
    })
}

fn connect<S: Schema>(path: &Path) -> Result<(Connection, Connection), Fault> {
    let open = || -> Result<Connection, Fault> {
        let connection = Connection::open(path)?;
        connection.busy_timeout(std::time::Duration::from_secs(5))?;
        connection.execute_batch(&format!(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = {}; PRAGMA trusted_schema = OFF;
             PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -8000;",
            S::SYNCHRONOUS
        ))?;
        Ok(connection)
    };
    let mut writer = open()?;
    let tx = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version: i32 = tx.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if version == 0 {
        S::init(&tx)?;
    } else {
        S::inspect(&tx)?;
        if version != S::version() {
            S::upgrade(&tx, version)?;
        }
    }
    if version != S::version() {
        tx.pragma_update(None, "user_version", S::version())?;
    }
    tx.commit()?;
    Ok((writer, open()?))
}

fn set_aside(path: &Path, keep: bool) -> Result<(), Fault> {
    let file = |e| Fault::File(path.to_owned(), e);
    for old in files_of(path) {
        let result = if keep && old == path {
            std::fs::rename(&old, path.with_extension("broken.db"))
        } else {
            std::fs::remove_file(&old)
        };
        match result {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(file(error)),
            _ => {}
        }
    }
    Ok(())
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
