//! Keeps the videos on this device within what they may take: the oldest that nobody needs go first.

use super::arriving::PARTIAL;
use super::{FOLDER, HEAD, is_sha256, kind};
use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;
use std::time::{Duration, SystemTime};

/// What is smaller does not count, in bytes.
const SMALL: u64 = 64 << 10;
/// After how long what did not become whole is given up.
const GIVEN_UP: Duration = Duration::from_secs(3 * 86_400);
/// For how long after it was looked at a video stays whatever happens: it may be playing.
pub(super) const LOOKED_AT: Duration = Duration::from_secs(120);

/// A video on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Video {
    sha256: String,
    bytes: u64,
    at: SystemTime,
}

/// Lets videos go until those that stay, with so many bytes that are still to come, take no more than
/// `most`; none that is needed.
///
/// # Errors
/// What the file system says.
pub(crate) fn make_room(
    profile: &Path,
    needed: &BTreeSet<String>,
    to_come: u64,
    most: u64,
) -> std::io::Result<()> {
    let folder = profile.join(FOLDER);
    for sha256 in surplus(videos(&folder)?, needed, to_come, most) {
        std::fs::remove_file(folder.join(sha256))?;
    }
    for (name, found) in entries(&folder.join(PARTIAL))? {
        let age = found.modified()?.elapsed().unwrap_or_default();
        if !needed.contains(&name) && age > GIVEN_UP {
            std::fs::remove_file(folder.join(PARTIAL).join(name))?;
        }
    }
    Ok(())
}

/// Which videos go.
fn surplus(
    mut videos: Vec<Video>,
    needed: &BTreeSet<String>,
    to_come: u64,
    most: u64,
) -> Vec<String> {
    let mut taken = videos.iter().map(|video| video.bytes).sum::<u64>().saturating_add(to_come);
    let is_old = |video: &Video| video.at.elapsed().is_ok_and(|age| age > LOOKED_AT);
    videos.retain(|video| !needed.contains(&video.sha256) && is_old(video));
    videos.sort_by(|a, b| (a.at, &a.sha256).cmp(&(b.at, &b.sha256)));
    let goes = |video: &Video| {
        let goes = taken > most;
        taken = taken.saturating_sub(if goes { video.bytes } else { 0 });
        goes
    };
    videos.into_iter().filter(goes).map(|video| video.sha256).collect()
}

fn videos(folder: &Path) -> std::io::Result<Vec<Video>> {
    let mut videos = Vec::new();
    for (sha256, found) in entries(folder)? {
        if found.len() >= SMALL && is_video(&folder.join(&sha256)) {
            videos.push(Video { sha256, bytes: found.len(), at: found.modified()? });
        }
    }
    Ok(videos)
}

/// The files of a folder that are named by a SHA-256; none where there is no folder.
fn entries(folder: &Path) -> std::io::Result<Vec<(String, std::fs::Metadata)>> {
    let found = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other?,
    };
    let mut entries = Vec::new();
    for entry in found {
        let entry = entry?;
        if let Some(name) = entry.file_name().to_str().filter(|name| is_sha256(name))
            && let Ok(metadata) = entry.metadata()
        {
            entries.push((name.to_owned(), metadata));
        }
    }
    Ok(entries)
}

fn is_video(path: &Path) -> bool {
    let mut head = Vec::new();
    let read =
        std::fs::File::open(path).and_then(|file| file.take(HEAD as u64).read_to_end(&mut head));
    read.is_ok() && kind(&head).starts_with("video/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn video(sha256: &str, bytes: u64, day: u64) -> Video {
        let at = SystemTime::UNIX_EPOCH + Duration::from_secs(day * 86_400);
        Video { sha256: sha256.to_owned(), bytes, at }
    }

    #[test]
    fn the_oldest_that_nobody_needs_go_first() {
        let all = vec![video("new", 10, 3), video("old", 10, 1), video("kept", 10, 0)];
        let needed = ["kept".to_owned()].into();
        let goes = |to_come, most| surplus(all.clone(), &needed, to_come, most);
        assert!(goes(0, 30).is_empty(), "all of it fits");
        assert_eq!(goes(0, 29), ["old"], "the oldest");
        assert_eq!(goes(10, 30), ["old"], "so that what comes has room");
        assert_eq!(goes(0, 0), ["old", "new"], "never what is needed");
        assert_eq!(goes(u64::MAX, 0), ["old", "new"], "however much comes");
        let plays = Video { at: SystemTime::now(), ..video("plays", 10, 0) };
        assert!(surplus(vec![plays], &needed, 0, 0).is_empty(), "nor what is looked at now");
    }

    #[test]
    fn pictures_and_what_others_put_there_stay() {
        let profile = tempfile::tempdir().expect("a folder");
        let folder = profile.path().join(FOLDER);
        std::fs::create_dir_all(folder.join(PARTIAL)).expect("made");
        let mut film = b"\0\0\0\x18ftypisom\0\0\0\0isomiso2".to_vec();
        film.resize(SMALL as usize, 0);
        let mut picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        picture.resize(SMALL as usize, 0);
        let names = ["a", "b", "c"].map(|letter| letter.repeat(64));
        let long_ago = SystemTime::now() - 2 * LOOKED_AT;
        for (name, bytes) in [(&names[0], &film), (&names[1], &picture)] {
            let mut file = std::fs::File::create(folder.join(name)).expect("made");
            std::io::Write::write_all(&mut file, bytes).expect("written");
            file.set_modified(long_ago).expect("looked at long ago");
        }
        std::fs::write(folder.join("notes.mp4"), &film).expect("written");
        std::fs::write(folder.join(PARTIAL).join(&names[2]), &film).expect("written");
        make_room(profile.path(), &BTreeSet::new(), 0, 0).expect("room");
        assert!(!folder.join(&names[0]).exists(), "a video goes");
        assert!(folder.join(&names[1]).exists(), "a picture stays");
        assert!(folder.join("notes.mp4").exists(), "and what is named otherwise");
        assert!(folder.join(PARTIAL).join(&names[2]).exists(), "what is coming still may");
    }
}
