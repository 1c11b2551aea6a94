//! Where files lie until they are known to be videos: a folder that nothing is served from.

use crate::config::Config;
use sampan_protocol::auth::sha256_hex;
use sampan_protocol::ids::VideoId;
use sampan_protocol::{Code, Error};
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// How old something has to be that nobody knows of before it is swept out.
const OLD: Duration = Duration::from_secs(86_400);
const WORK: &str = "work";

/// The folder; it is made when something comes in.
#[derive(Debug, Clone)]
pub(crate) struct Quarantine {
    folder: PathBuf,
}

/// A folder for one try of one video, which is gone when it is dropped.
#[derive(Debug)]
pub(crate) struct WorkFolder(PathBuf);

impl WorkFolder {
    /// Its path.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for WorkFolder {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            tracing::warn!(%error, "a folder of work stays until it is swept out");
        }
    }
}

impl Quarantine {
    /// The folder that a configuration names: its own, or one inside of the media's. What is kept
    /// elsewhere than in a folder has one among the system's temporary files.
    pub(crate) fn of(config: &Config) -> Self {
        let folder = match (&config.video.quarantine, config.media.split_once(':')) {
            (Some(folder), _) => folder.clone(),
            (None, Some(("memory" | "s3", _))) => {
                let name = &sha256_hex(format!("{} {}", config.database, config.media).as_bytes());
                std::env::temp_dir().join(format!("sampan-{}", &name[..16]))
            }
            (None, _) => Path::new(&config.media).join("quarantine"),
        };
        // Tools run in other folders.
        Self { folder: std::path::absolute(&folder).unwrap_or(folder) }
    }

    /// The file of an upload.
    pub(crate) fn path(&self, id: VideoId) -> PathBuf {
        self.folder.join(format!("{id}.part"))
    }

    /// Makes the empty file of an upload.
    pub(crate) fn make(&self, id: VideoId) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        File::create(self.path(id))?.sync_all()?;
        // A new name is only safe once its folder is.
        File::open(&self.folder)?.sync_all()
    }

    /// Opens the file of an upload for going on with it.
    pub(crate) fn open(&self, id: VideoId) -> io::Result<File> {
        OpenOptions::new().write(true).create(true).truncate(false).open(self.path(id))
    }

    /// How long the file of an upload is; nothing where it is gone.
    pub(crate) fn length(&self, id: VideoId) -> u64 {
        fs::metadata(self.path(id)).map_or(0, |data| data.len())
    }

    /// Takes the file of an upload away.
    pub(crate) fn remove(&self, id: VideoId) {
        match fs::remove_file(self.path(id)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                tracing::warn!(%error, %id, "a file stays in quarantine");
            }
            _ => {}
        }
    }

    /// How many bytes there is room for.
    pub(crate) fn room(&self) -> u64 {
        let there = self.folder.ancestors().find(|folder| folder.exists());
        there.map_or(u64::MAX, room_at)
    }

    /// Makes a folder for one try.
    pub(crate) fn work(&self, id: VideoId, token: &str) -> io::Result<WorkFolder> {
        let path = self.folder.join(WORK).join(format!("{id}-{token}"));
        fs::create_dir_all(&path)?;
        Ok(WorkFolder(path))
    }

    /// Takes away what nobody touched for a day and `is_known` does not know: what was left when a
    /// process ended in the middle.
    pub(crate) fn sweep(&self, now: SystemTime, is_known: impl Fn(VideoId) -> bool) {
        for folder in [self.folder.clone(), self.folder.join(WORK)] {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let name = entry.file_name().to_string_lossy().into_owned();
                let id = name.get(..36).and_then(|id| id.parse().ok());
                let touched = entry.metadata().and_then(|data| data.modified());
                let old = touched.is_ok_and(|at| now.duration_since(at).is_ok_and(|age| age > OLD));
                match entry.file_type() {
                    Ok(kind) if kind.is_dir() && name != WORK && old => {
                        let _ = fs::remove_dir_all(entry.path());
                    }
                    Ok(kind) if kind.is_file() && old && !id.is_some_and(&is_known) => {
                        let _ = fs::remove_file(entry.path());
                    }
                    _ => {}
                }
            }
        }
    }
}

#[cfg(unix)]
fn room_at(folder: &Path) -> u64 {
    rustix::fs::statvfs(folder).map_or(u64::MAX, |disk| disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(unix))]
fn room_at(_: &Path) -> u64 {
    u64::MAX
}

/// What a disk that refuses means for a person.
pub(crate) fn refused(error: &io::Error) -> Error {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    if matches!(error.kind(), StorageFull | QuotaExceeded | FileTooLarge) {
        return no_room();
    }
    tracing::error!(%error, "the quarantine refused");
    Error::new(Code::Storage, "error.media.storage")
}

/// There is no room on the disk.
pub(crate) fn no_room() -> Error {
    Error::new(Code::Storage, "error.upload.no_room")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::VideoSettings;

    #[test]
    fn it_has_one_place_wherever_one_looks_from() {
        let mut config = Config::server("sqlite:x", "some-media");
        let folder = Quarantine::of(&config).folder;
        assert!(folder.is_absolute(), "tools look from elsewhere: {}", folder.display());
        assert!(folder.ends_with("some-media/quarantine"), "beside the media");
        config.media = "s3://bucket/prefix".to_owned();
        let elsewhere = Quarantine::of(&config).folder;
        assert!(elsewhere.starts_with(std::env::temp_dir()), "a bucket is no folder");
        assert_eq!(elsewhere, Quarantine::of(&config).folder, "the same after a restart");
        config.video = VideoSettings { quarantine: Some("/q".into()), ..VideoSettings::default() };
        assert_eq!(Quarantine::of(&config).folder, Path::new("/q"), "or what was named");
    }

    #[test]
    fn what_nobody_knows_is_swept_out_when_it_is_old() {
        let folder = tempfile::tempdir().expect("a folder");
        let quarantine = Quarantine { folder: folder.path().to_owned() };
        let id: VideoId = "0199f1d2-0000-7000-8000-000000000001".parse().expect("an identifier");
        let known: VideoId = "0199f1d2-0000-7000-8000-000000000002".parse().expect("another");
        for id in [id, known] {
            quarantine.make(id).expect("it is made");
        }
        let work = quarantine.work(id, "t").expect("a folder");
        quarantine.sweep(SystemTime::now(), |other| other == known);
        assert!(quarantine.path(id).exists() && work.path().exists(), "it is new");
        let later = SystemTime::now() + OLD + Duration::from_secs(60);
        quarantine.sweep(later, |other| other == known);
        assert!(!quarantine.path(id).exists(), "nobody knows it");
        assert!(!work.path().exists(), "nobody works there");
        assert!(quarantine.path(known).exists(), "what is known stays");
    }
}
