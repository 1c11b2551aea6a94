//! Tells what a file is by how it begins, whatever it is called.

use super::{Fault, bad};

/// How much of a file is looked at.
pub(super) const HEAD: usize = 4_096;

/// A container that videos are taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    /// MP4 and QuickTime (ISO/IEC 14496-12).
    Mp4,
    /// Matroska and WebM (RFC 9559).
    Matroska,
    /// AVI.
    Avi,
    /// MPEG transport streams.
    TransportStream,
}

impl Container {
    /// The one demuxer that may read it: none that follows names to other files.
    pub(super) const fn demuxer(self) -> &'static str {
        match self {
            Self::Mp4 => "mov",
            Self::Matroska => "matroska",
            Self::Avi => "avi",
            Self::TransportStream => "mpegts",
        }
    }
}

/// What a file is that begins so.
pub(super) fn sniff(head: &[u8]) -> Result<Container, Fault> {
    if head.is_empty() {
        return bad("error.video.empty");
    }
    match head {
        [_, _, _, _, b'f', b't', b'y', b'p', ..]
        | [_, _, _, _, b'm', b'o', b'o', b'v', ..]
        | [_, _, _, _, b'm', b'd', b'a', b't', ..]
        | [_, _, _, _, b'w', b'i', b'd', b'e', ..] => Ok(Container::Mp4),
        [0x1A, 0x45, 0xDF, 0xA3, ..] => Ok(Container::Matroska),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'A', b'V', b'I', b' ', ..] => Ok(Container::Avi),
        [0x47, ..] if [188, 376].iter().all(|at| head.get(*at) == Some(&0x47)) => {
            Ok(Container::TransportStream)
        }
        [b'G', b'I', b'F', b'8', ..] => bad("error.video.gif"),
        _ if names_others(head) => bad("error.video.playlist"),
        _ => bad("error.video.not_video"),
    }
}

/// Whether it is a text that names other files: a playlist, a list to put together, a manifest.
fn names_others(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head).to_ascii_lowercase();
    let text = text.trim_start_matches(['\u{FEFF}', ' ', '\t', '\r', '\n']);
    let begins = ["#extm3u", "ffconcat", "[playlist]", "<?xml", "<mpd", "<smil", "<asx", "file "];
    begins.iter().any(|word| text.starts_with(word))
        || ["#ext-x-", "#extinf", "file '", "concat:"].iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use sampan_protocol::Error;

    fn key(head: &[u8]) -> String {
        match sniff(head) {
            Err(Fault::Bad(Error { key, .. })) => key,
            other => panic!("it is {other:?}"),
        }
    }

    #[test]
    fn what_is_taken_is_told_by_its_beginning() {
        let is = |head: &[u8]| sniff(head).ok();
        assert_eq!(is(b"\0\0\0\x20ftypisom"), Some(Container::Mp4), "MP4");
        assert_eq!(is(b"\x1A\x45\xDF\xA3\x9F"), Some(Container::Matroska), "Matroska");
        assert_eq!(is(b"RIFF\0\0\0\0AVI LIST"), Some(Container::Avi), "AVI");
        let mut packets = vec![0; 400];
        for at in [0, 188, 376] {
            packets[at] = 0x47;
        }
        assert_eq!(is(&packets), Some(Container::TransportStream), "a transport stream");
        packets[188] = 0;
        assert_eq!(key(&packets), "error.video.not_video", "a G alone is none");
    }

    #[test]
    fn what_is_not_taken_is_told_apart() {
        assert_eq!(key(b""), "error.video.empty", "nothing");
        assert_eq!(key(b"GIF89a\x01\0"), "error.video.gif", "a picture that moves");
        for program in [&b"MZ\x90\0\x03\0"[..], b"\x7FELF\x02\x01", b"PK\x03\x04", b"\x89PNG\r\n"] {
            assert_eq!(key(program), "error.video.not_video", "{program:?}");
        }
        for list in [
            "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd",
            "\u{FEFF}\r\n#extm3u\nhttp://127.0.0.1/x",
            "ffconcat version 1.0\nfile '/etc/passwd'",
            "file '/etc/passwd'",
            "# a comment\nfile 'http://10.0.0.1/'",
            "<?xml version='1.0'?><MPD/>",
            "#EXT-X-VERSION:3\n/etc/passwd",
        ] {
            assert_eq!(key(list.as_bytes()), "error.video.playlist", "{list:?}");
        }
    }
}
