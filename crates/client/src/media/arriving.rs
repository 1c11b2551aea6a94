//! Files that are not here as a whole: they come in pieces, in any order. Those that follow one another
//! from the beginning on lie in a file of their own, which takes its name once it is whole and is what it
//! is named; nobody sees it before.

use super::range;
use super::{FOLDER, is_sha256, keep, kind};
use crate::core::Core;
use crate::db::{Fault, blocking};
use crate::wire::{garbage, refusal};
use sampan_protocol::auth::{sha256_hex, to_hex};
use sampan_protocol::{Code, Error};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use tokio::sync::OwnedMutexGuard;

/// The most bytes of a piece.
pub(crate) const PIECE: u64 = 1 << 20;
/// Folder, in that of media, of what is not whole.
pub(crate) const PARTIAL: &str = "partial";

/// What is known of files that are on their way.
#[derive(Debug, Default)]
pub(crate) struct Arriving(Mutex<BTreeMap<String, Arc<Slot>>>);

#[derive(Debug, Default)]
struct Slot {
    /// How long it is, and what, once the service has said so.
    told: OnceLock<Told>,
    /// Whoever asks for what comes next goes after the one before.
    next: Arc<tokio::sync::Mutex<()>>,
}

/// What is said of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    /// How many bytes it has.
    pub(crate) total: u64,
    /// Its media type.
    pub(crate) mime: String,
}

/// A piece of a file.
#[derive(Debug)]
pub(crate) struct Piece {
    /// Its bytes.
    pub(crate) bytes: Vec<u8>,
    /// What is said of the file.
    pub(crate) told: Told,
}

impl Arriving {
    fn slot(&self, sha256: &str) -> Arc<Slot> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.entry(sha256.to_owned()).or_default().clone()
    }

    fn forget(&self, sha256: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(sha256);
    }
}

impl Core {
    /// The file of this content, fetched first if it is not here yet.
    ///
    /// # Errors
    /// `NotFound` where there is none, `Offline` where the service is not reached; what has come stays.
    pub(crate) async fn whole(&self, sha256: &str) -> Result<PathBuf, Error> {
        must_be_a_hash(sha256)?;
        let path = self.media_path(sha256);
        let mut before = None;
        while !exists(&path).await {
            let from = length(&self.partial_path(sha256)).await;
            if before == Some(from) {
                // Whoever answers gives nothing that leads on.
                return Err(garbage());
            }
            before = Some(from);
            self.piece(sha256, from).await?;
        }
        Ok(path)
    }

    /// The piece of a file that begins there.
    ///
    /// # Errors
    /// As [`Core::whole`].
    pub(crate) async fn piece(&self, sha256: &str, from: u64) -> Result<Piece, Error> {
        must_be_a_hash(sha256)?;
        let slot = self.arriving.slot(sha256);
        if let Some(piece) = self.piece_here(&slot, sha256, from).await? {
            return Ok(piece);
        }
        let partial = self.partial_path(sha256);
        let at = format!("/media/{sha256}");
        if slot.told.get().is_some() && length(&partial).await != from {
            return self.ask_piece(&at, from).await?.ok_or_else(garbage);
        }
        let turn = slot.next.clone().lock_owned().await;
        // Whoever had the turn before may have brought it.
        if let Some(piece) = self.piece_here(&slot, sha256, from).await? {
            return Ok(piece);
        }
        let piece = match self.ask_piece(&at, from).await {
            Err(error) if error.code == Code::Incompatible => self.ask_whole(sha256).await?,
            Ok(None) => {
                // So much is not in it: what lies here is something else.
                let _ = tokio::fs::remove_file(&partial).await;
                return Err(garbage());
            }
            other => other?.ok_or_else(garbage)?,
        };
        let _ = slot.told.set(piece.told.clone());
        self.keep_piece(sha256, from, piece, turn).await
    }

    /// Asks for the piece of what stands at a path; all of it where the service gives no parts, nothing
    /// where it ends before.
    pub(super) async fn ask_piece(&self, path: &str, from: u64) -> Result<Option<Piece>, Error> {
        let range = format!("bytes={from}-{}", from.saturating_add(PIECE - 1));
        let headers = vec![("range".to_owned(), range)];
        let (answer, headers) = self.wire.send_with("GET", path, &headers, Vec::new()).await?;
        let header = |name: &str| {
            headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
        };
        let mime = header("content-type").unwrap_or_default().to_owned();
        match answer.status {
            206 => {
                let told = header("content-range").and_then(range::content);
                let (_, total) = told.filter(|(at, _)| *at == from).ok_or_else(garbage)?;
                let fits = !answer.body.is_empty() && answer.body.len() as u64 <= PIECE;
                if !fits || from + answer.body.len() as u64 > total {
                    return Err(garbage());
                }
                Ok(Some(Piece { bytes: answer.body, told: Told { total, mime } }))
            }
            200 => {
                let total = answer.body.len() as u64;
                Ok(Some(Piece { bytes: answer.body, told: Told { total, mime } }))
            }
            416 => Ok(None),
            _ => Err(refusal(&answer)),
        }
    }

    /// Asks for a whole file at once, where parts cannot be asked for.
    async fn ask_whole(&self, sha256: &str) -> Result<Piece, Error> {
        let bytes = self.wire.get_bytes(&format!("/media/{sha256}")).await?;
        let told = Told { total: bytes.len() as u64, mime: kind(&bytes).to_owned() };
        Ok(Piece { bytes, told })
    }

    /// Keeps a piece if it is the next one; answers what was asked for.
    async fn keep_piece(
        &self,
        sha256: &str,
        from: u64,
        piece: Piece,
        turn: OwnedMutexGuard<()>,
    ) -> Result<Piece, Error> {
        let (path, partial) = (self.media_path(sha256), self.partial_path(sha256));
        let name = sha256.to_owned();
        let kept = blocking(move || {
            // Whoever waits for the turn waits until this is on the disk, even if nobody waits for this.
            let _turn = turn;
            let at = std::fs::metadata(&partial).map_or(0, |found| found.len());
            if piece.told.total == piece.bytes.len() as u64 {
                if sha256_hex(&piece.bytes) != name {
                    return Err(altered().into());
                }
                keep(&path, &piece.bytes).map_err(|e| Fault::File(path.clone(), e))?;
                let _ = std::fs::remove_file(&partial);
                return Ok((cut(piece, from), true));
            }
            if at != from {
                return Ok((piece, false));
            }
            append(&partial, &piece.bytes).map_err(|e| Fault::File(partial.clone(), e))?;
            let is_whole = from + piece.bytes.len() as u64 == piece.told.total;
            if is_whole {
                settle(&partial, &path, &name)?;
            }
            Ok((piece, is_whole))
        })
        .await;
        // What is whole, or not what it should be, is no longer on its way.
        if !matches!(kept, Ok((_, false))) {
            self.arriving.forget(sha256);
        }
        kept.map(|(piece, _)| piece)
    }

    /// The piece, if it lies on the disk.
    async fn piece_here(
        &self,
        slot: &Arc<Slot>,
        sha256: &str,
        from: u64,
    ) -> Result<Option<Piece>, Error> {
        let (path, partial) = (self.media_path(sha256), self.partial_path(sha256));
        let told = slot.told.get().cloned();
        let read = move || -> std::io::Result<Option<Piece>> {
            if let Some(bytes) = read_at(&path, from)? {
                let head = read_at(&path, 0)?.unwrap_or_default();
                let total = std::fs::metadata(&path)?.len();
                return Ok(Some(Piece { told: Told { total, mime: kind(&head).into() }, bytes }));
            }
            let Some(told) = told else { return Ok(None) };
            let bytes = read_at(&partial, from)?;
            Ok(bytes.map(|bytes| Piece { bytes, told }))
        };
        let folder = self.folder.join(FOLDER);
        blocking(move || read().map_err(|error| Fault::File(folder, error))).await
    }

    /// Where a file lies once it is whole.
    pub(crate) fn media_path(&self, sha256: &str) -> PathBuf {
        self.folder.join(FOLDER).join(sha256)
    }

    /// Where it lies before.
    fn partial_path(&self, sha256: &str) -> PathBuf {
        self.folder.join(FOLDER).join(PARTIAL).join(sha256)
    }
}

/// Refuses what a service calls a file that is no SHA-256: it would be a path of its choice.
fn must_be_a_hash(name: &str) -> Result<(), Error> {
    if is_sha256(name) { Ok(()) } else { Err(Error::not_found("error.media.unknown")) }
}

fn altered() -> Error {
    Error::new(Code::Internal, "error.device.media_altered")
}

/// Of a piece that is all of the file, what begins there.
fn cut(piece: Piece, from: u64) -> Piece {
    let from = usize::try_from(from).unwrap_or(usize::MAX);
    let bytes = piece.bytes.get(from..).unwrap_or_default().to_vec();
    Piece { bytes, ..piece }
}

/// At most a piece of a file from there on; none where there is no such file, or nothing there.
fn read_at(path: &Path, from: u64) -> std::io::Result<Option<Vec<u8>>> {
    let mut file = match std::fs::File::open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        other => other?,
    };
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::new();
    file.take(PIECE).read_to_end(&mut bytes)?;
    Ok((!bytes.is_empty()).then_some(bytes))
}

fn append(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    std::fs::create_dir_all(path.parent().unwrap_or(Path::new(".")))?;
    std::fs::OpenOptions::new().create(true).append(true).open(path)?.write_all(bytes)
}

/// Gives a file its name if it is what it is named; otherwise it goes.
fn settle(partial: &Path, path: &Path, name: &str) -> Result<(), Fault> {
    let fault = |error| Fault::File(partial.to_owned(), error);
    let mut file =
        std::fs::OpenOptions::new().read(true).write(true).open(partial).map_err(fault)?;
    let mut digest = Sha256::new();
    let mut buffer = vec![0u8; 1 << 16];
    loop {
        match file.read(&mut buffer).map_err(fault)? {
            0 => break,
            read => digest.update(buffer.get(..read).unwrap_or_default()),
        }
    }
    if to_hex(&digest.finalize()) != name {
        std::fs::remove_file(partial).map_err(fault)?;
        return Err(altered().into());
    }
    file.sync_all().map_err(fault)?;
    std::fs::rename(partial, path).map_err(fault)
}

async fn exists(path: &Path) -> bool {
    tokio::fs::try_exists(path).await.unwrap_or(false)
}

async fn length(path: &Path) -> u64 {
    tokio::fs::metadata(path).await.map_or(0, |found| found.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_takes_its_name_only_if_it_is_what_it_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        let name = sha256_hex(b"all of it");
        let (partial, path) = (folder.path().join(PARTIAL).join(&name), folder.path().join(&name));
        append(&partial, b"all ").expect("begun");
        append(&partial, b"of it").expect("gone on with");
        assert_eq!(read_at(&partial, 4).expect("read"), Some(b"of it".to_vec()), "from there on");
        assert_eq!(read_at(&partial, 9).expect("read"), None, "nothing is behind the end");
        settle(&partial, &path, &name).expect("it is what it is named");
        assert!(path.exists() && !partial.exists(), "it has its name");
        append(&partial, b"something else").expect("begun");
        assert!(settle(&partial, &folder.path().join("x"), &name).is_err(), "it is not");
        assert!(!partial.exists() && !folder.path().join("x").exists(), "nothing is left of it");
    }
}
