//! What a container says to hold, read within bounds before any tool sees the file.

use super::sniff::{Container, HEAD, sniff};
use super::{Fault, bad, ebml, mp4};
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

/// What a track is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum TrackKind {
    Video,
    Audio,
    #[default]
    Other,
}

/// A track, as its container describes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Track {
    pub(super) kind: TrackKind,
    /// As the container calls it: `avc1`, `V_VP9`.
    pub(super) codec: String,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// What is in a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Contents {
    pub(super) is_mp4: bool,
    /// Whether it says to be WebM.
    pub(super) is_webm: bool,
    /// How long it says to be; 0 where it does not say.
    pub(super) duration_ms: u64,
    pub(super) tracks: Vec<Track>,
}

/// Tells what a file is, and what is in it as far as we read that ourselves. It blocks.
pub(super) fn look(path: &Path) -> Result<(Container, Contents), Fault> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let mut head = Vec::new();
    Read::by_ref(&mut file).take(HEAD as u64).read_to_end(&mut head)?;
    let container = sniff(&head)?;
    file.seek(SeekFrom::Start(0))?;
    let contents = match container {
        Container::Mp4 => mp4::look(&mut file, length)?,
        Container::Matroska => ebml::look(&mut file, length)?,
        Container::Avi if is_cut(&head, length) => return bad("error.video.truncated"),
        Container::Avi | Container::TransportStream => Contents::default(),
    };
    Ok((container, contents))
}

/// Overwrites a part of a file.
pub(super) fn clear(file: &mut (impl Write + Seek), (from, to): (u64, u64)) -> std::io::Result<()> {
    file.seek(SeekFrom::Start(from))?;
    std::io::copy(&mut std::io::repeat(0).take(to.saturating_sub(from)), file).map(drop)
}

/// Whether a RIFF file says to be longer than it is; one that was recorded without an end says
/// nothing, or as much as fits.
fn is_cut(head: &[u8], length: u64) -> bool {
    let Some(Ok(size)) = head.get(4..8).map(<[u8; 4]>::try_from) else { return true };
    let size = u32::from_le_bytes(size);
    size != u32::MAX && u64::from(size) + 8 > length
}
