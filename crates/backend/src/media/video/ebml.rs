//! Reads as much of a Matroska file (RFC 8794, RFC 9559) as tells what is in it: bounded, before any
//! tool sees it. Overwrites what it says of its maker, its place or its time.

use super::container::{Contents, Track, TrackKind, clear};
use super::{Fault, bad};
use std::io::{Read, Seek, SeekFrom, Write};

const DOC_TYPE: u64 = 0x4282;
const SEGMENT: u64 = 0x1853_8067;
const INFO: u64 = 0x1549_A966;
const TRACKS: u64 = 0x1654_AE6B;
const CLUSTER: u64 = 0x1F43_B675;
const TAGS: u64 = 0x1254_C367;
const ATTACHMENTS: u64 = 0x1941_A469;
/// The identifier of an element that says nothing.
const VOID: u8 = 0xEC;
/// How many elements are looked at before the first cluster.
const MOST_ELEMENTS: usize = 200;
/// The most bytes of an element that is read.
const MOST_BYTES: u64 = 1 << 20;
const MOST_TRACKS: usize = 32;
/// How many elements are looked at for what is to be overwritten: where nobody knew how long a cluster
/// will be, every frame is one.
const MOST_WIPED: usize = 2_000_000;

/// Looks at a file of this length.
pub(super) fn look(file: &mut (impl Read + Seek), length: u64) -> Result<Contents, Fault> {
    let mut found = Contents::default();
    let (_, size, at) = element(file, 0)?;
    let header = body(file, at, size)?;
    found.is_webm = children(&header).any(|(id, value)| id == DOC_TYPE && value == b"webm");
    let (id, size, begin) = element(file, at + header.len() as u64)?;
    if id != SEGMENT {
        return bad("error.video.malformed");
    }
    // A recorder may not know how long it will be; who does, and is shorter, was cut.
    if size.is_some_and(|size| size > length.saturating_sub(begin)) {
        return bad("error.video.truncated");
    }
    let mut at = begin;
    for _ in 0..MOST_ELEMENTS {
        if at >= length {
            break;
        }
        let (id, size, begin) = element(file, at)?;
        match id {
            CLUSTER => return Ok(found),
            INFO => info(&body(file, begin, size)?, &mut found),
            TRACKS => tracks(&body(file, begin, size)?, &mut found)?,
            _ => {}
        }
        let Some(size) = size else { return bad("error.video.malformed") };
        at = begin.saturating_add(size);
    }
    // There is nothing to see without a cluster.
    bad("error.video.truncated")
}

/// Overwrites the elements of a file of this length that say something of its maker, its place or its
/// time: they say nothing then. Nothing moves.
pub(super) fn wipe(file: &mut (impl Read + Write + Seek), length: u64) -> Result<(), Fault> {
    let mut at = 0;
    for _ in 0..MOST_WIPED {
        if at >= length {
            return Ok(());
        }
        let (id, size, begin) = element(file, at)?;
        at = match (id, size) {
            (SEGMENT, _) | (CLUSTER, None) => begin,
            (_, None) => return bad("error.video.malformed"),
            (TAGS | ATTACHMENTS, Some(size)) => {
                let end = begin.saturating_add(size).min(length);
                empty(file, at, end)?;
                end
            }
            (_, Some(size)) => begin.saturating_add(size),
        };
    }
    bad("error.video.malformed")
}

/// Has an element say nothing.
fn empty(file: &mut (impl Write + Seek), at: u64, end: u64) -> std::io::Result<()> {
    let long = end - at;
    file.seek(SeekFrom::Start(at))?;
    // All bits of a size set would say that nobody knows it.
    let begin = if let Ok(size @ 0..127) = u8::try_from(long.saturating_sub(2)) {
        file.write_all(&[VOID, 0x80 | size])?;
        at + 2
    } else {
        file.write_all(&[VOID])?;
        file.write_all(&(1u64 << 56 | (long - 9)).to_be_bytes())?;
        at + 9
    };
    clear(file, (begin, end))
}

/// The identifier, the size (none if unknown) and the beginning of the body of an element.
fn element(file: &mut (impl Read + Seek), at: u64) -> Result<(u64, Option<u64>, u64), Fault> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(at))?;
    Read::by_ref(file).take(12).read_to_end(&mut bytes)?;
    match head(&bytes) {
        Some((id, size, long)) => Ok((id, size, at + long as u64)),
        None => bad("error.video.truncated"),
    }
}

fn body(file: &mut (impl Read + Seek), at: u64, size: Option<u64>) -> Result<Vec<u8>, Fault> {
    let Some(size) = size.filter(|size| *size <= MOST_BYTES) else {
        return bad("error.video.malformed");
    };
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(at))?;
    Read::by_ref(file).take(size).read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < size { bad("error.video.truncated") } else { Ok(bytes) }
}

/// Reads an identifier and a size; how long both are.
fn head(bytes: &[u8]) -> Option<(u64, Option<u64>, usize)> {
    let (id, long) = varying(bytes, true)?;
    let (size, more) = varying(bytes.get(long..)?, false)?;
    let unknown = (1 << (7 * more)) - 1;
    Some((id, (size != unknown).then_some(size), long + more))
}

/// A number whose first bits tell how long it is; with these bits, or without.
fn varying(bytes: &[u8], with_marker: bool) -> Option<(u64, usize)> {
    let first = *bytes.first()?;
    let long = first.leading_zeros() as usize + 1;
    if long > 8 {
        return None;
    }
    let mut value = u64::from(first);
    if !with_marker {
        value &= (1 << (8 - long)) - 1;
    }
    for byte in bytes.get(1..long)? {
        value = value << 8 | u64::from(*byte);
    }
    Some((value, long))
}

/// The elements in one, as far as they are whole.
fn children(mut rest: &[u8]) -> impl Iterator<Item = (u64, &[u8])> {
    std::iter::from_fn(move || {
        let (id, size, long) = head(rest)?;
        let end = long.checked_add(usize::try_from(size?).ok()?)?;
        let value = rest.get(long..end)?;
        rest = &rest[end..];
        Some((id, value))
    })
}

fn whole(value: &[u8]) -> u64 {
    value.iter().take(8).fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

fn info(bytes: &[u8], found: &mut Contents) {
    let (mut scale, mut length) = (1_000_000, 0.0);
    for (id, value) in children(bytes) {
        match (id, value.len()) {
            (0x2A_D7B1, _) => scale = whole(value),
            (0x4489, 4) => {
                length = f64::from(f32::from_be_bytes(value.try_into().unwrap_or_default()));
            }
            (0x4489, 8) => length = f64::from_be_bytes(value.try_into().unwrap_or_default()),
            _ => {}
        }
    }
    // A cast of a float keeps within the bounds of what it is cast to.
    found.duration_ms = (length * scale as f64 / 1e6) as u64;
}

fn tracks(bytes: &[u8], found: &mut Contents) -> Result<(), Fault> {
    for (_, entry) in children(bytes).filter(|(id, _)| *id == 0xAE) {
        if found.tracks.len() >= MOST_TRACKS {
            return bad("error.video.malformed");
        }
        let mut track = Track::default();
        for (id, value) in children(entry) {
            match id {
                0x83 => {
                    track.kind = match whole(value) {
                        1 => TrackKind::Video,
                        2 => TrackKind::Audio,
                        _ => TrackKind::Other,
                    };
                }
                0x86 => track.codec = String::from_utf8_lossy(value).into_owned(),
                0xE0 => {
                    for (id, value) in children(value) {
                        let side = u32::try_from(whole(value)).unwrap_or(0);
                        match id {
                            0xB0 => track.width = side,
                            0xBA => track.height = side,
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
        found.tracks.push(track);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn element_of(id: &[u8], body: &[u8]) -> Vec<u8> {
        let size = 0x4000 | u16::try_from(body.len()).expect("small");
        [id, &size.to_be_bytes(), body].concat()
    }

    fn file() -> Vec<u8> {
        let doc = element_of(&[0x42, 0x82], b"webm");
        let picture = [element_of(&[0xB0], &[1, 64]), element_of(&[0xBA], &[180])].concat();
        let entry = [
            element_of(&[0x83], &[1]),
            element_of(&[0x86], b"V_VP9"),
            element_of(&[0xE0], &picture),
        ]
        .concat();
        let length = element_of(&[0x44, 0x89], &2_500f64.to_be_bytes());
        let segment = [
            element_of(&[0x15, 0x49, 0xA9, 0x66], &length),
            element_of(&[0x16, 0x54, 0xAE, 0x6B], &element_of(&[0xAE], &entry)),
            element_of(&[0x1F, 0x43, 0xB6, 0x75], &[0; 40]),
        ]
        .concat();
        let head = element_of(&[0x1A, 0x45, 0xDF, 0xA3], &doc);
        [head, element_of(&[0x18, 0x53, 0x80, 0x67], &segment)].concat()
    }

    fn look_at(bytes: &[u8]) -> Result<Contents, Fault> {
        look(&mut Cursor::new(bytes), bytes.len() as u64)
    }

    #[test]
    fn a_file_says_what_is_in_it() {
        let found = look_at(&file()).expect("it is fine");
        assert!(found.is_webm, "it says so");
        assert_eq!(found.duration_ms, 2_500, "two and a half seconds");
        let track = &found.tracks[0];
        assert_eq!((track.codec.as_str(), track.width, track.height), ("V_VP9", 320, 180), "VP9");
    }

    #[test]
    fn a_file_that_is_cut_or_lies_is_refused_and_ends() {
        let whole = file();
        for cut in 0..whole.len() {
            assert!(look_at(&whole[..cut]).is_err(), "{cut} of {} bytes", whole.len());
            let mut wrong = whole.clone();
            wrong[cut] ^= 0xFF;
            let _ = look_at(&wrong);
        }
    }

    #[test]
    fn what_it_says_of_its_maker_is_overwritten() {
        for long in [1, 60, 122, 123, 124, 125, 126, 300] {
            let said = element_of(&[0x12, 0x54, 0xC3, 0x67], &vec![b'x'; long]);
            let cluster = element_of(&[0x1F, 0x43, 0xB6, 0x75], &[7; 30]);
            // The first cluster of a recording that goes on, with one frame.
            let frame = element_of(&[0xA3], &[9; 20]);
            let live = [&[0x1F, 0x43, 0xB6, 0x75, 0xFF][..], &frame].concat();
            let begin = element_of(&[0x1A, 0x45, 0xDF, 0xA3], &[1; 9]);
            let begin = [&begin[..], &[0x18, 0x53, 0x80, 0x67, 0xFF], &live].concat();
            let mut file = [&begin[..], &said, &cluster].concat();
            let (old, length) = (file.clone(), file.len() as u64);
            wipe(&mut Cursor::new(&mut file), length).expect("it is wiped");
            let (from, to) = (begin.len(), begin.len() + said.len());
            assert!(file[..from] == old[..from] && file[to..] == old[to..], "nothing else");
            let (id, size, header) = head(&file[from..]).expect("an element");
            assert_eq!(id, u64::from(VOID), "it says nothing");
            assert_eq!(size, Some((said.len() - header) as u64), "up to the next");
            assert!(file[from + header..to].iter().all(|byte| *byte == 0), "and holds nothing");
        }
    }
}
