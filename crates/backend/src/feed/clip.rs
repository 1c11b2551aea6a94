//! Keeps a short video as it is, if players of this app play it: H.264 with AAC or without sound in
//! MP4, or WebM. What it says of its maker, its place or its time is overwritten.

use crate::endpoint::Caller;
use crate::media;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sampan_protocol::Error;
use sampan_protocol::feed::{CLIP_BYTES, KeepClip, KeptClip};

/// The most bytes of a request: a clip in base64, and what is around it.
pub(super) const BODY_LIMIT: usize = CLIP_BYTES / 3 * 4 + (1 << 16);

pub(super) fn answer(caller: &Caller, request: &KeepClip) -> Result<KeptClip, Error> {
    let malformed = || Error::invalid("error.request.malformed");
    let mut file = STANDARD.decode(request.base64.trim()).map_err(|_| malformed())?;
    if file.len() > CLIP_BYTES {
        return Err(
            Error::invalid("error.feed.clip_large").with("limit", (CLIP_BYTES >> 20) as i64)
        );
    }
    let mime = sniff(&file).map_err(Error::invalid)?;
    media::video::wipe(&mut file, mime == MP4)?;
    Ok(KeptClip { sha256: media::keep(&caller.backend, caller.me, file, (mime, ""))? })
}

const MP4: &str = "video/mp4";
/// What is told of a file that does not play everywhere.
const UNFIT: &str = "error.feed.clip";

/// The media type of a video that is taken, or what is told of one that is not.
fn sniff(file: &[u8]) -> Result<&'static str, &'static str> {
    match file {
        [0x1A, 0x45, 0xDF, 0xA3, ..] => {
            // The kind of document stands in the first element.
            let head = &file[..file.len().min(64)];
            let is_webm = head.windows(7).any(|word| word == b"\x42\x82\x84webm");
            if is_webm { Ok("video/webm") } else { Err(UNFIT) }
        }
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => {
            let mut found = Codecs::default();
            walk(file, 0, &mut found);
            match found {
                Codecs { h264: false, .. } | Codecs { other: true, .. } => Err(UNFIT),
                // What it tells lies among the pictures, where it cannot be overwritten.
                Codecs { tells: true, .. } => Err("error.feed.clip_place"),
                Codecs { .. } => Ok(MP4),
            }
        }
        _ => Err(UNFIT),
    }
}

/// What an MP4 file has in it.
#[derive(Debug, Default)]
struct Codecs {
    h264: bool,
    /// Something that is neither H.264 nor AAC.
    other: bool,
    /// A track that may tell where the camera was.
    tells: bool,
}

/// The deepest that boxes which matter lie in one another: `moov`, `trak`, `mdia`, `minf`, `stbl`.
const DEEPEST: usize = 6;

/// Goes through the boxes of an MP4 file (ISO/IEC 14496-12) as far as the sample descriptions.
fn walk(mut rest: &[u8], depth: usize, found: &mut Codecs) {
    while depth < DEEPEST && rest.len() >= 8 {
        let Some((size, kind, header)) = head(rest) else { return };
        let Some(body) = rest.get(header..size) else { return };
        match kind {
            b"moov" | b"trak" | b"mdia" | b"minf" | b"stbl" => walk(body, depth + 1, found),
            b"stsd" => entries(body.get(8..).unwrap_or_default(), found),
            _ => {}
        }
        rest = &rest[size..];
    }
}

/// A box's size, kind and length of its head; none for what is no box.
fn head(rest: &[u8]) -> Option<(usize, &[u8; 4], usize)> {
    let number = |at: usize| {
        let bytes: [u8; 4] = rest.get(at..at + 4)?.try_into().ok()?;
        usize::try_from(u32::from_be_bytes(bytes)).ok()
    };
    let kind: &[u8; 4] = rest.get(4..8)?.try_into().ok()?;
    let (size, header) = match number(0)? {
        0 => (rest.len(), 8),
        1 => {
            let bytes: [u8; 8] = rest.get(8..16)?.try_into().ok()?;
            (usize::try_from(u64::from_be_bytes(bytes)).ok()?, 16)
        }
        size => (size, 8),
    };
    (size >= header && size <= rest.len()).then_some((size, kind, header))
}

/// The sample descriptions of a track.
fn entries(mut rest: &[u8], found: &mut Codecs) {
    while let Some((size, kind, _)) = head(rest) {
        match kind {
            b"avc1" | b"avc3" => found.h264 = true,
            // AAC, and tracks of text and time that players pass over.
            b"mp4a" | b"tx3g" | b"tmcd" => {}
            b"mebx" => found.tells = true,
            _ => found.other = true,
        }
        rest = &rest[size..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxed(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
        let size = u32::try_from(body.len() + 8).expect("small");
        [&size.to_be_bytes()[..], kind, body].concat()
    }

    fn mp4(codecs: &[&[u8; 4]]) -> Vec<u8> {
        let mut file = boxed(b"ftyp", b"isom\0\0\x02\0isomiso2avc1mp41");
        let mut tracks = Vec::new();
        for codec in codecs {
            let entry = boxed(codec, &[0; 70]);
            let stsd = boxed(b"stsd", &[&[0, 0, 0, 0, 0, 0, 0, 1], &entry[..]].concat());
            let inner = boxed(b"minf", &boxed(b"stbl", &stsd));
            tracks.extend(boxed(b"trak", &boxed(b"mdia", &inner)));
        }
        file.extend(boxed(b"mdat", &[7; 100]));
        file.extend(boxed(b"moov", &tracks));
        file
    }

    #[test]
    fn what_plays_is_taken_and_nothing_else() {
        assert_eq!(sniff(&mp4(&[b"avc1", b"mp4a"])), Ok("video/mp4"), "with sound");
        assert_eq!(sniff(&mp4(&[b"avc1"])), Ok("video/mp4"), "without");
        assert_eq!(sniff(&mp4(&[b"hvc1", b"mp4a"])), Err(UNFIT), "H.265 does not play everywhere");
        assert_eq!(sniff(&mp4(&[b"mp4a"])), Err(UNFIT), "sound alone is no video");
        let telling = sniff(&mp4(&[b"avc1", b"mebx"]));
        assert_eq!(telling, Err("error.feed.clip_place"), "it may tell where the camera was");
        let webm = b"\x1A\x45\xDF\xA3\x9F\x42\x86\x81\x01\x42\x82\x84webm\x42\x87\x81\x04";
        assert_eq!(sniff(webm), Ok("video/webm"), "WebM");
        let matroska = b"\x1A\x45\xDF\xA3\xA3\x42\x86\x81\x01\x42\x82\x88matroska";
        assert_eq!(sniff(matroska), Err(UNFIT), "Matroska in general is not");
        for other in [&b""[..], b"#EXTM3U\n", b"\xFF\xD8\xFF\xE0", b"\0\0\0\x08ftyp"] {
            assert_eq!(sniff(other), Err(UNFIT), "{other:?}");
        }
    }

    #[test]
    fn a_file_that_lies_about_its_sizes_ends() {
        let whole = mp4(&[b"avc1", b"mp4a"]);
        for cut in 0..whole.len() {
            let _ = sniff(&whole[..cut]);
            let mut wrong = whole.clone();
            wrong[cut] ^= 0xFF;
            let _ = sniff(&wrong);
        }
    }
}
