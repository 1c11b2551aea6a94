//! Files that wait to be handed in: they lie in the profile's folder, and are shown from there.

use crate::core::Core;
use crate::db::{Fault, blocking};
use crate::media;
use crate::outbox::held;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sampan_protocol::Error;
use sampan_protocol::auth::sha256_hex;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use tokio::sync::{Mutex, Notify};

/// Folder of the profile where they lie, each named by its SHA-256.
const FOLDER: &str = "waiting";

/// Who hands files in, and who keeps some.
#[derive(Debug, Default)]
pub(crate) struct Handing {
    /// Whoever hands in goes after the one before.
    pub(super) turn: Mutex<()>,
    /// While somebody keeps files that no operation names yet, nothing is swept.
    pub(super) keeping: Mutex<()>,
    /// Asks for a look at what is to be handed in now.
    pub(crate) wake: Notify,
}

/// Reads files that the UI hands over in base64 (RFC 4648).
///
/// # Errors
/// `Invalid` for what is no base64.
pub(super) fn read_all(files: &[String]) -> Result<Vec<Vec<u8>>, Error> {
    let read = |base64: &String| STANDARD.decode(base64.trim());
    let all: Result<_, _> = files.iter().map(read).collect();
    all.map_err(|_| Error::invalid("error.request.malformed"))
}

/// A file as it is handed in.
pub(super) fn written(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// Keeps files, each whole and on disk; answers their names.
///
/// # Errors
/// `Storage` where they cannot be kept.
pub(super) async fn keep(core: &Core, files: Vec<Vec<u8>>) -> Result<Vec<String>, Error> {
    let folder = core.folder.clone();
    blocking(move || {
        let mut names = Vec::new();
        for bytes in files {
            let sha256 = sha256_hex(&bytes);
            let path = path(&folder, &sha256);
            put(&path, &bytes).map_err(|error| Fault::File(path, error))?;
            show(&folder, &sha256);
            names.push(sha256);
        }
        Ok(names)
    })
    .await
}

/// The bytes of a file that waits; none if it is gone.
///
/// # Errors
/// `Storage` where it cannot be read.
pub(super) async fn bytes(core: &Core, sha256: &str) -> Result<Option<Vec<u8>>, Error> {
    let path = path(&core.folder, sha256);
    blocking(move || match std::fs::read(&path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Fault::File(path, error)),
    })
    .await
}

/// Has a file that waits served as any other that is on this device; whoever clears the cache clears
/// that, too, but not the file.
pub(super) fn show(profile: &Path, sha256: &str) {
    let (from, to) = (path(profile, sha256), profile.join(media::FOLDER).join(sha256));
    if to.exists() || !from.exists() {
        return;
    }
    if let Err(error) = lay(&from, &to) {
        tracing::warn!(%error, sha256, "a file that waits cannot be shown");
    }
}

/// A file that was handed in is served under the service's name from now on.
pub(super) async fn hide(core: &Core, sha256: &str) -> Result<(), Error> {
    let path = core.folder.join(media::FOLDER).join(sha256);
    blocking(move || gone(&path)).await
}

/// Removes files that no operation names any more.
pub(super) async fn sweep(core: &Core) {
    let _keeping = core.handing.keeping.lock().await;
    let (folder, own) = (core.folder.join(FOLDER), core.own.clone());
    let swept = blocking(move || {
        let Ok(entries) = std::fs::read_dir(&folder) else { return Ok(()) };
        let named = own.read(held::named)?;
        for entry in entries.flatten() {
            if !entry.file_name().to_str().is_some_and(|name| named.contains(name)) {
                gone(&entry.path())?;
            }
        }
        Ok(())
    });
    if let Err(error) = swept.await {
        tracing::warn!(%error, "files that wait for nothing stay");
    }
}

fn path(profile: &Path, sha256: &str) -> PathBuf {
    profile.join(FOLDER).join(sha256)
}

/// Writes a file whole or not at all: whoever finds it finds all of it.
fn put(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    // Where a folder can be synced, its entry is on disk, too.
    if let Ok(folder) = std::fs::File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// Has a file lie in another place, too; as a copy where the disk knows no links.
fn lay(from: &Path, to: &Path) -> std::io::Result<()> {
    let folder = to.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    if std::fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    let file = tempfile::NamedTempFile::new_in(folder)?;
    std::fs::copy(from, file.path())?;
    file.persist(to)?;
    Ok(())
}

fn gone(path: &Path) -> Result<(), Fault> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(Fault::File(path.to_owned(), error))
        }
        _ => Ok(()),
    }
}
