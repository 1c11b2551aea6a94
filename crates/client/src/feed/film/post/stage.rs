//! Takes the file of a video in parts, and keeps it until the video is done.

use super::table::posting;
use crate::Client;
use crate::core::Core;
use crate::db::{Fault, blocking};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sampan_protocol::feed::film::{STAGE_BYTES, StageVideo};
use sampan_protocol::media::MOST_BYTES;
use sampan_protocol::{Error, Reply};
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Folder of the profile where files wait, by the identifiers of their videos.
const FOLDER: &str = "staged";
/// For how long a file is kept that nobody goes on with or posts.
const KEPT: Duration = Duration::from_secs(7 * 86_400);

impl Client {
    /// Answers [`StageVideo`]: how much is there.
    ///
    /// # Errors
    /// `Invalid` for a part that is too long, or makes the file too long; `Refused` for one that does not
    /// begin where the one before ended, and once it is posted; `Storage` where there is no room.
    pub async fn stage_video(&self, request: StageVideo) -> Reply<StageVideo> {
        let StageVideo { video, offset, base64 } = request;
        let part =
            STANDARD.decode(base64).map_err(|_| Error::invalid("error.request.malformed"))?;
        if part.len() > STAGE_BYTES {
            let limit = (STAGE_BYTES >> 10) as i64;
            return Err(Error::invalid("error.feed.staged_part").with("limit", limit));
        }
        let _staging = self.core.staging.lock().await;
        let (own, name) = (self.core.own.clone(), video.to_string());
        let path = path(&self.core, &name);
        blocking(move || {
            if own.read(|db| posting::has_file(db, &name))? {
                return Err(Error::refused("error.feed.staged_posted").into());
            }
            append(&path, offset, &part)
        })
        .await
    }
}

/// Where a file lies.
pub(super) fn path(core: &Core, file: &str) -> PathBuf {
    core.folder.join(FOLDER).join(file)
}

/// Puts a part behind what is there, all of it or nothing.
fn append(path: &Path, offset: u64, part: &[u8]) -> Result<u64, Fault> {
    let refused = |error| Fault::File(path.to_owned(), error);
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).map_err(refused)?;
    }
    let mut options = OpenOptions::new();
    let mut file =
        options.write(true).create(true).truncate(offset == 0).open(path).map_err(refused)?;
    let there = file.metadata().map_err(refused)?.len();
    if there != offset {
        let error = Error::refused("error.feed.staged_offset");
        return Err(error.with("received", there.cast_signed()).into());
    }
    let whole = offset + part.len() as u64;
    if whole > MOST_BYTES {
        let limit = (MOST_BYTES >> 20).cast_signed();
        return Err(Error::invalid("error.upload.too_large").with("limit", limit).into());
    }
    let written = file.seek(SeekFrom::Start(offset)).and_then(|_| file.write_all(part));
    if let Err(error) = written {
        // What stays of the part would be taken for the next one.
        let _ = file.set_len(offset);
        return Err(refused(error));
    }
    Ok(whole)
}

/// Puts a file on the disk that is to be posted; answers how long it is.
pub(super) fn seal(path: &Path) -> Result<u64, Fault> {
    let open = OpenOptions::new().write(true).open(path).and_then(|file| {
        file.sync_all()?;
        Ok(file.metadata()?.len())
    });
    match open {
        Ok(0) => Err(Error::invalid("error.video.empty").into()),
        Ok(bytes) => Ok(bytes),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(gone().into()),
        Err(error) => Err(Fault::File(path.to_owned(), error)),
    }
}

/// Reads some of a file.
pub(super) fn part(path: &Path, from: u64, most: u64) -> Result<Vec<u8>, Fault> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|mut file| {
        file.seek(SeekFrom::Start(from))?;
        file.take(most).read_to_end(&mut bytes)
    });
    match read {
        Ok(0) => Err(gone().into()),
        Ok(_) => Ok(bytes),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(gone().into()),
        Err(error) => Err(Fault::File(path.to_owned(), error)),
    }
}

/// Takes a file away.
pub(super) fn remove(path: &Path) {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            tracing::warn!(%error, path = %path.display(), "a staged file stays");
        }
        _ => {}
    }
}

/// Takes away what nobody went on with for a while, and `is_posted` does not know.
pub(super) fn sweep(profile: &Path, now: SystemTime, is_posted: impl Fn(&str) -> bool) {
    for entry in std::fs::read_dir(profile.join(FOLDER)).into_iter().flatten().flatten() {
        let touched = entry.metadata().and_then(|data| data.modified());
        let old = touched.is_ok_and(|at| now.duration_since(at).is_ok_and(|age| age > KEPT));
        if old && !is_posted(&entry.file_name().to_string_lossy()) {
            remove(&entry.path());
        }
    }
}

/// The file is not there any more.
fn gone() -> Error {
    Error::not_found("error.feed.staged_none")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_in_order_and_zero_begins_anew() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join(FOLDER).join("one");
        let key = |result: Result<u64, Fault>| result.map_err(|fault| Error::from(fault).key);
        assert_eq!(key(append(&path, 0, b"0123")), Ok(4), "the first part");
        assert_eq!(key(append(&path, 4, b"45")), Ok(6), "the next one");
        let order = Err("error.feed.staged_offset".to_owned());
        assert_eq!(key(append(&path, 4, b"45")), order, "not once more");
        assert_eq!(key(append(&path, 9, b"9")), order, "not one that comes later");
        assert_eq!(key(append(&path, 0, b"ab")), Ok(2), "from the beginning");
        assert_eq!(key(seal(&path)), Ok(2), "so long it is");
        assert_eq!(part(&path, 1, 9).ok(), Some(b"b".to_vec()), "what is read of it");
        std::fs::File::create(&path).expect("there").set_len(MOST_BYTES).expect("a hole");
        let large = Err("error.upload.too_large".to_owned());
        assert_eq!(key(append(&path, MOST_BYTES, b"x")), large, "more than is taken");
    }

    #[test]
    fn only_what_nobody_wants_is_swept_out() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["posted", "forgotten"] {
            append(&folder.path().join(FOLDER).join(name), 0, b"x").expect("written");
        }
        let left = || std::fs::read_dir(folder.path().join(FOLDER)).map_or(0, Iterator::count);
        sweep(folder.path(), SystemTime::now(), |_| false);
        assert_eq!(left(), 2, "they are new");
        let later = SystemTime::now() + KEPT + Duration::from_secs(60);
        sweep(folder.path(), later, |name| name == "posted");
        assert_eq!(left(), 1, "what is posted stays");
    }
}
