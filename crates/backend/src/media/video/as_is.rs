//! Takes videos as they are where the tools are not there: those that players of this app play.
//! What they say of their maker, their place or their time is overwritten.

use super::container::{Contents, TrackKind};
use super::{Fault, bad, ebml, mp4};
use sampan_protocol::Error;
use sampan_protocol::media::{File, LARGEST, LONGEST, Made};
use std::fs;
use std::path::Path;

/// The media type of a video that players of this app play; its author is told what is missing.
fn playable(contents: &Contents) -> Result<&'static str, Fault> {
    let (mut seen, mut other) = (false, false);
    for track in &contents.tracks {
        match (track.kind, track.codec.as_str(), contents.is_mp4) {
            (TrackKind::Video, "avc1" | "avc3", true)
            | (TrackKind::Video, "V_VP9" | "V_AV1", false) => seen = true,
            (TrackKind::Audio, "mp4a", true)
            | (TrackKind::Audio, "A_OPUS" | "A_VORBIS", false)
            | (TrackKind::Other, "tmcd" | "tx3g", true) => {}
            (TrackKind::Other, codec, false) if codec.starts_with("S_TEXT/") => {}
            // Other tracks may tell where a camera was.
            _ => other = true,
        }
    }
    match (seen && !other, contents.is_mp4, contents.is_webm) {
        (true, true, _) => Ok("video/mp4"),
        (true, false, true) => Ok("video/webm"),
        _ => bad("error.video.no_tools"),
    }
}

/// What is told of a video that is taken as it is.
pub(super) fn take(contents: &Contents, sha256: &str, bytes: u64) -> Result<Made, Fault> {
    let mime = playable(contents)?;
    if contents.duration_ms > u64::from(LONGEST) * 1_000 + 500 {
        let limit = i64::from(LONGEST / 60);
        return Err(Fault::Bad(Error::invalid("error.video.too_long").with("limit", limit)));
    }
    let track = contents.tracks.iter().find(|track| track.kind == TrackKind::Video);
    let (width, height) = track.map_or((0, 0), |track| (track.width, track.height));
    if width.max(height) > LARGEST.0 || width.min(height) > LARGEST.1 {
        let error = Error::invalid("error.video.too_large");
        let (width, height) = (i64::from(LARGEST.0), i64::from(LARGEST.1));
        return Err(Fault::Bad(error.with("width", width).with("height", height)));
    }
    Ok(Made {
        source: sha256.to_owned(),
        duration_ms: contents.duration_ms,
        width,
        height,
        has_audio: contents.tracks.iter().any(|track| track.kind == TrackKind::Audio),
        master: None,
        renditions: Vec::new(),
        whole: File { sha256: sha256.to_owned(), bytes, mime: mime.to_owned() },
        poster: None,
        thumbhash: None,
        strip: None,
        captions: Vec::new(),
    })
}

/// Copies a file without what it says of its maker, its place or its time; everything else has the
/// same bytes at the same places. It blocks.
pub(super) fn copy(from: &Path, to: &Path, is_mp4: bool) -> Result<(), Fault> {
    fs::copy(from, to)?;
    let mut file = fs::OpenOptions::new().read(true).write(true).open(to)?;
    let length = file.metadata()?.len();
    if is_mp4 { mp4::wipe(&mut file, length) } else { ebml::wipe(&mut file, length) }
}

#[cfg(test)]
mod tests {
    use super::super::container::Track;
    use super::*;

    fn of(is_mp4: bool, is_webm: bool, tracks: &[(TrackKind, &str)]) -> bool {
        let tracks = tracks
            .iter()
            .map(|(kind, codec)| Track {
                kind: *kind,
                codec: (*codec).to_owned(),
                width: 320,
                height: 180,
            })
            .collect();
        let contents = Contents { is_mp4, is_webm, duration_ms: 1_000, tracks };
        take(&contents, "s", 5).is_ok()
    }

    #[test]
    fn what_plays_is_taken_and_nothing_else() {
        use TrackKind::{Audio, Other, Video};
        assert!(of(true, false, &[(Video, "avc1"), (Audio, "mp4a"), (Other, "tmcd")]), "MP4");
        assert!(of(false, true, &[(Video, "V_VP9"), (Audio, "A_OPUS")]), "WebM");
        assert!(of(false, true, &[(Video, "V_AV1")]), "without sound");
        assert!(of(true, false, &[(Video, "avc1"), (Other, "tx3g")]), "words");
        assert!(of(false, true, &[(Video, "V_VP9"), (Other, "S_TEXT/WEBVTT")]), "these, too");
        assert!(!of(true, false, &[(Video, "avc1"), (Other, "mebx")]), "where a camera was");
        assert!(!of(true, false, &[(Video, "avc1"), (Other, "gpmd")]), "that, too");
        assert!(!of(false, true, &[(Video, "V_VP9"), (Other, "D_WEBVTT/METADATA")]), "and this");
        assert!(!of(true, false, &[(Video, "hvc1"), (Audio, "mp4a")]), "H.265");
        assert!(!of(true, false, &[(Audio, "mp4a")]), "sound alone");
        assert!(!of(false, false, &[(Video, "V_VP9")]), "Matroska in general");
        assert!(!of(false, false, &[]), "what we do not read ourselves");
    }
}
