//! Keeps the videos on this device, whole or not, within what they may take: the oldest nobody needs go first.

use super::arriving::PARTIAL;
use super::{FOLDER, HEAD, is_sha256, kind};
use std::collections::BTreeSet;
use std::io::{ErrorKind, Read};
use std::path::Path;
use std::time::{Duration, SystemTime};

/// What is smaller does not count, in bytes.
const SMALL: u64 = 64 << 10;
/// After how long what did not become whole is given up.
const GIVEN_UP: Duration = Duration::from_secs(3 * 86_400);
/// For how long after it was looked at a video stays whatever happens: it may be playing.
pub(super) const LOOKED_AT: Duration = Duration::from_secs(120);

/// A file on the disk that counts.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Held {
    sha256: String,
    bytes: u64,
    at: SystemTime,
    /// Whether all of it is here.
    is_whole: bool,
}

/// Lets files go until those that stay, with so many bytes that are still to come, take no more than
/// `most`; none that is needed. What did not become whole goes before any video does.
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
    let mut all = videos(&folder)?;
    all.extend(begun(&folder.join(PARTIAL))?);
    for gone in surplus(all, needed, to_come, most) {
        let folder = if gone.is_whole { folder.clone() } else { folder.join(PARTIAL) };
        match std::fs::remove_file(folder.join(gone.sha256)) {
            // It became whole meanwhile.
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            other => other?,
        }
    }
    Ok(())
}

/// How many bytes of a file are here that is not whole.
pub(crate) fn begun_of(profile: &Path, sha256: &str) -> u64 {
    let path = profile.join(FOLDER).join(PARTIAL).join(sha256);
    std::fs::metadata(path).map_or(0, |found| found.len())
}

/// Which files go.
fn surplus(mut all: Vec<Held>, needed: &BTreeSet<String>, to_come: u64, most: u64) -> Vec<Held> {
    let mut taken = all.iter().map(|held| held.bytes).sum::<u64>().saturating_add(to_come);
    let is_older = |held: &Held, than: Duration| held.at.elapsed().is_ok_and(|age| age > than);
    all.retain(|held| !needed.contains(&held.sha256) && is_older(held, LOOKED_AT));
    all.sort_by(|a, b| (a.is_whole, a.at, &a.sha256).cmp(&(b.is_whole, b.at, &b.sha256)));
    let goes = |held: &Held| {
        let goes = taken > most || (!held.is_whole && is_older(held, GIVEN_UP));
        taken = taken.saturating_sub(if goes { held.bytes } else { 0 });
        goes
    };
    all.into_iter().filter(goes).collect()
}

fn videos(folder: &Path) -> std::io::Result<Vec<Held>> {
    let mut videos = Vec::new();
    for (sha256, found) in entries(folder)? {
        if found.len() >= SMALL && is_video(&folder.join(&sha256)) {
            let (bytes, at) = (found.len(), found.modified()?);
            videos.push(Held { sha256, bytes, at, is_whole: true });
        }
    }
    Ok(videos)
}

/// What is not whole, whatever it is going to be.
fn begun(folder: &Path) -> std::io::Result<Vec<Held>> {
    let held = |(sha256, found): (String, std::fs::Metadata)| {
        let (bytes, at) = (found.len(), found.modified()?);
        Ok::<_, std::io::Error>(Held { sha256, bytes, at, is_whole: false })
    };
    entries(folder)?.into_iter().map(held).collect()
}

/// The files of a folder that are named by a SHA-256; none where there is no folder.
fn entries(folder: &Path) -> std::io::Result<Vec<(String, std::fs::Metadata)>> {
    let found = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
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

    fn video(sha256: &str, bytes: u64, day: u64) -> Held {
        let at = SystemTime::UNIX_EPOCH + Duration::from_secs(day * 86_400);
        Held { sha256: sha256.to_owned(), bytes, at, is_whole: true }
    }

    /// A file that is not whole, of so long ago.
    fn begun(sha256: &str, bytes: u64, age: Duration) -> Held {
        Held { at: SystemTime::now() - age, is_whole: false, ..video(sha256, bytes, 0) }
    }

    fn names(held: Vec<Held>) -> Vec<String> {
        held.into_iter().map(|held| held.sha256).collect()
    }

    #[test]
    fn the_oldest_that_nobody_needs_go_first() {
        let all = vec![video("new", 10, 3), video("old", 10, 1), video("kept", 10, 0)];
        let needed = ["kept".to_owned()].into();
        let goes = |to_come, most| names(surplus(all.clone(), &needed, to_come, most));
        assert!(goes(0, 30).is_empty(), "all of it fits");
        assert_eq!(goes(0, 29), ["old"], "the oldest");
        assert_eq!(goes(10, 30), ["old"], "so that what comes has room");
        assert_eq!(goes(0, 0), ["old", "new"], "never what is needed");
        assert_eq!(goes(u64::MAX, 0), ["old", "new"], "however much comes");
        let plays = Held { at: SystemTime::now(), ..video("plays", 10, 0) };
        assert!(surplus(vec![plays], &needed, 0, 0).is_empty(), "nor what is looked at now");
    }

    #[test]
    fn what_did_not_become_whole_counts_and_goes_before_any_video() {
        let hour = Duration::from_secs(3_600);
        let all = vec![
            video("old", 10, 1),
            begun("late", 10, hour),
            begun("early", 10, 2 * hour),
            begun("wanted", 10, 3 * hour),
            begun("comes", 10, Duration::ZERO),
        ];
        let needed = ["wanted".to_owned()].into();
        let goes = |most| names(surplus(all.clone(), &needed, 0, most));
        assert!(goes(50).is_empty(), "all of it fits");
        assert_eq!(goes(49), ["early"], "it counts, and what nobody went on with goes first");
        assert_eq!(goes(30), ["early", "late"], "one after the other");
        assert_eq!(goes(29), ["early", "late", "old"], "and then videos");
        assert_eq!(goes(0), ["early", "late", "old"], "never what is wanted or coming now");
        let stale = begun("stale", 10, GIVEN_UP + hour);
        assert_eq!(names(surplus(vec![stale], &needed, 0, 50)), ["stale"], "given up in any case");
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
