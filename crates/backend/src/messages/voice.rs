//! Keeps a recording: only sound, in the formats that web views record and play, named by its bytes.

use crate::endpoint::Caller;
use crate::media;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sampan_protocol::Error;
use sampan_protocol::messages::{KeepVoice, KeptVoice, VOICE_BYTES};

/// The most bytes of a request: a recording in base64.
pub(super) const BODY_LIMIT: usize = VOICE_BYTES / 3 * 4 + 1_024;

pub(super) fn answer(caller: &Caller, request: &KeepVoice) -> Result<KeptVoice, Error> {
    let mut file = STANDARD
        .decode(request.base64.trim())
        .map_err(|_| Error::invalid("error.request.malformed"))?;
    if file.len() > VOICE_BYTES {
        let limit = (VOICE_BYTES >> 20) as i64;
        return Err(Error::invalid("error.messages.voice_large").with("limit", limit));
    }
    let mime = sound(&mut file).ok_or_else(|| Error::invalid("error.messages.voice_format"))?;
    Ok(KeptVoice { sha256: media::keep(&caller.backend, caller.me, file, (mime, ""))? })
}

/// The media type of a file that has sound and no picture: Opus in WebM (RFC 9559) or Ogg
/// (RFC 7845), AAC in MP4 (ISO 14496-12). What an MP4 says of its maker is wiped out.
fn sound(file: &mut [u8]) -> Option<&'static str> {
    let has = |file: &[u8], text: &[u8]| file.windows(text.len()).any(|window| window == text);
    let head = &file[..file.len().min(4_096)];
    if head.starts_with(&[0x1A, 0x45, 0xDF, 0xA3]) {
        let only_sound = has(head, b"webm") && has(head, b"A_OPUS") && !has(head, b"V_");
        return only_sound.then_some("audio/webm");
    }
    if head.starts_with(b"OggS") {
        return (head.get(28..36) == Some(b"OpusHead")).then_some("audio/ogg");
    }
    let mut found = None;
    for (kind, from, to) in boxes(file, 0, file.len()) {
        match &kind {
            b"ftyp" => found = Some(false),
            b"moov" => {
                let inside = &file[from..to];
                let only_sound =
                    has(inside, b"soun") && has(inside, b"mp4a") && !has(inside, b"vide");
                if found.is_none() || !only_sound {
                    return None;
                }
                found = Some(true);
            }
            _ => {}
        }
    }
    if found != Some(true) {
        return None;
    }
    wipe(file);
    Some("audio/mp4")
}

/// Overwrites what a file says of its maker, its place or its time: boxes `udta` and `meta`.
fn wipe(file: &mut [u8]) {
    let mut parts = vec![(0, file.len())];
    while let Some((from, to)) = parts.pop() {
        for (kind, begins, ends) in boxes(file, from, to) {
            match &kind {
                b"moov" | b"trak" | b"mdia" => parts.push((begins, ends)),
                b"udta" | b"meta" => {
                    file[begins - 4..begins].copy_from_slice(b"free");
                    file[begins..ends].fill(0);
                }
                _ => {}
            }
        }
    }
}

/// The boxes in a part of a file: the kind of each, and where its content is.
fn boxes(file: &[u8], from: usize, to: usize) -> Vec<([u8; 4], usize, usize)> {
    let (mut found, mut at) = (Vec::new(), from);
    while let Some(head) = file.get(at..at + 8).filter(|_| at + 8 <= to) {
        let size = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        // Recordings are small: sizes of 64 bits, and "to the end", are nobody's.
        if size < 8 || at + size > to {
            return Vec::new();
        }
        found.push(([head[4], head[5], head[6], head[7]], at + 8, at + size));
        at += size;
    }
    if at == to { found } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxed(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let size = u32::try_from(content.len() + 8).expect("it is small");
        [&size.to_be_bytes()[..], kind, content].concat()
    }

    fn mp4(track: &[u8]) -> Vec<u8> {
        let made = boxed(b"udta", b"GPS 52.5N 13.4E");
        let moov = boxed(b"moov", &[boxed(b"trak", track), made].concat());
        [boxed(b"ftyp", b"isom"), moov, boxed(b"mdat", b"sound")].concat()
    }

    #[test]
    fn only_sound_is_taken() {
        let mut opus = b"OggS".to_vec();
        opus.resize(28, 0);
        opus.extend(b"OpusHead....");
        assert_eq!(sound(&mut opus), Some("audio/ogg"), "Opus in Ogg");
        let webm = |codec: &[u8]| [&[0x1A, 0x45, 0xDF, 0xA3][..], b"..webm..", codec].concat();
        assert_eq!(sound(&mut webm(b"A_OPUS")), Some("audio/webm"), "Opus in WebM");
        assert_eq!(sound(&mut webm(b"A_OPUS V_VP9")), None, "a video is no voice");
        assert_eq!(sound(&mut mp4(b"soun mp4a")), Some("audio/mp4"), "AAC in MP4");
        assert_eq!(sound(&mut mp4(b"soun mp4a vide")), None, "nor is this one");
        for bad in [&b""[..], b"<html>", b"OggS", b"#EXTM3U\nfile:///etc/passwd"] {
            assert_eq!(sound(&mut bad.to_vec()), None, "{} bytes are no voice", bad.len());
        }
        let mut cut = mp4(b"soun mp4a");
        cut.truncate(cut.len() - 3);
        assert_eq!(sound(&mut cut), None, "cut off in the middle");
    }

    #[test]
    fn where_it_was_recorded_is_nobodys_business() {
        let mut file = mp4(b"soun mp4a");
        let length = file.len();
        sound(&mut file).expect("a recording");
        assert_eq!(file.len(), length, "nothing moves");
        assert!(!file.windows(3).any(|w| w == b"GPS"), "the place is gone");
    }
}
