//! Reads as much of an MP4 file (ISO/IEC 14496-12) as tells whether it is one: bounded, before any
//! tool sees it. Overwrites what it says of its maker, its place or its time.

use super::container::{Contents, Track, TrackKind, clear};
use super::{Fault, bad};
use std::io::{Read, Seek, SeekFrom, Write};

/// How many boxes of the outermost level are looked at: files of fragments have two a fragment.
const MOST_BOXES: usize = 20_000;
/// The most bytes of the index.
const MOST_INDEX: u64 = 64 << 20;
/// The deepest that boxes which matter lie in one another.
const DEEPEST: usize = 7;
const MOST_TRACKS: usize = 32;
/// How many boxes are looked at for what is to be overwritten.
const MOST_WIPED: usize = 1_000_000;

/// Looks at a file of this length.
pub(super) fn look(file: &mut (impl Read + Seek), length: u64) -> Result<Contents, Fault> {
    let (mut at, mut index) = (0, None);
    for _ in 0..MOST_BOXES {
        if at == length {
            break;
        }
        let mut bytes = [0; 16];
        file.seek(SeekFrom::Start(at))?;
        let got = read_up_to(file, &mut bytes)?;
        let Some((size, kind, header)) = head(&bytes[..got], length - at) else {
            return bad("error.video.truncated");
        };
        if size > length - at {
            return bad("error.video.truncated");
        }
        if kind == *b"moov" && index.is_none() {
            if size > MOST_INDEX {
                return bad("error.video.malformed");
            }
            file.seek(SeekFrom::Start(at + header))?;
            let mut moov = Vec::new();
            Read::by_ref(file).take(size - header).read_to_end(&mut moov)?;
            index = Some(moov);
        }
        at += size;
    }
    // A recorder writes the index last: where there is none, the end is missing.
    let Some(index) = index else { return bad("error.video.truncated") };
    let mut found = Contents::default();
    walk(&index, 0, &mut found)?;
    found.is_mp4 = true;
    Ok(found)
}

/// Overwrites the boxes of a file of this length that say something of its maker, its place or its time,
/// and those that say nothing, in which something may be left: they become free space. Nothing moves.
pub(super) fn wipe(file: &mut (impl Read + Write + Seek), length: u64) -> Result<(), Fault> {
    let mut parts = vec![(0u64, length)];
    for _ in 0..MOST_WIPED {
        let Some((at, end)) = parts.pop() else { return Ok(()) };
        let rest = end - at;
        if rest < 8 {
            continue;
        }
        let mut bytes = [0; 16];
        file.seek(SeekFrom::Start(at))?;
        let got = read_up_to(file, &mut bytes)?;
        let found = head(&bytes[..got], rest).filter(|(size, ..)| *size <= rest);
        let Some((size, kind, header)) = found else { return bad("error.video.malformed") };
        parts.push((at + size, end));
        match &kind {
            b"moov" | b"trak" | b"mdia" => parts.push((at + header, at + size)),
            b"udta" | b"meta" | b"uuid" | b"free" | b"skip" => {
                file.seek(SeekFrom::Start(at + 4))?;
                file.write_all(b"free")?;
                clear(file, (at + header, at + size))?;
            }
            _ => {}
        }
    }
    bad("error.video.malformed")
}

fn read_up_to(file: &mut impl Read, bytes: &mut [u8]) -> std::io::Result<usize> {
    let mut got = 0;
    while got < bytes.len() {
        match file.read(&mut bytes[got..])? {
            0 => break,
            more => got += more,
        }
    }
    Ok(got)
}

/// A box's size, kind, and the length of its head; none for what is no box.
fn head(bytes: &[u8], rest: u64) -> Option<(u64, [u8; 4], u64)> {
    let kind: [u8; 4] = bytes.get(4..8)?.try_into().ok()?;
    let (size, header) = match u64::from(number(bytes, 0)?) {
        0 => (rest, 8),
        1 => (u64::from_be_bytes(bytes.get(8..16)?.try_into().ok()?), 16),
        size => (size, 8),
    };
    (size >= header).then_some((size, kind, header))
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// Goes through the boxes of the index.
fn walk(mut rest: &[u8], depth: usize, found: &mut Contents) -> Result<(), Fault> {
    while rest.len() >= 8 {
        let Some((size, kind, header)) = head(rest, rest.len() as u64) else {
            return bad("error.video.malformed");
        };
        let (Ok(size), Ok(header)) = (usize::try_from(size), usize::try_from(header)) else {
            return bad("error.video.malformed");
        };
        let Some(body) = rest.get(header..size) else { return bad("error.video.malformed") };
        match &kind {
            b"trak" | b"mdia" | b"minf" | b"stbl" | b"dinf" if depth >= DEEPEST => {
                return bad("error.video.malformed");
            }
            b"trak" => {
                if found.tracks.len() >= MOST_TRACKS {
                    return bad("error.video.malformed");
                }
                found.tracks.push(Track::default());
                walk(body, depth + 1, found)?;
            }
            b"mdia" | b"minf" | b"stbl" | b"dinf" => walk(body, depth + 1, found)?,
            b"mvhd" => found.duration_ms = duration(body).unwrap_or(0),
            b"hdlr" => set_kind(body, found),
            b"stsd" => entry(body.get(8..).unwrap_or_default(), found),
            b"dref" if names_others(body.get(8..).unwrap_or_default()) => {
                return bad("error.video.playlist");
            }
            _ => {}
        }
        rest = &rest[size..];
    }
    Ok(())
}

/// How long it says to be, in milliseconds.
fn duration(body: &[u8]) -> Option<u64> {
    let (scale, length) = match body.first()? {
        1 => (number(body, 20)?, u64::from_be_bytes(body.get(24..32)?.try_into().ok()?)),
        _ => (number(body, 12)?, u64::from(number(body, 16)?)),
    };
    length.checked_mul(1_000)?.checked_div(u64::from(scale))
}

fn set_kind(body: &[u8], found: &mut Contents) {
    if let Some(track) = found.tracks.last_mut()
        && let kind @ (b"vide" | b"soun") = body.get(8..12).unwrap_or_default()
    {
        track.kind = if kind == b"vide" { TrackKind::Video } else { TrackKind::Audio };
    }
}

/// The first sample description: the codec, and how large a picture is.
fn entry(rest: &[u8], found: &mut Contents) {
    let (Some(track), Some((_, kind, _))) =
        (found.tracks.last_mut(), head(rest, rest.len() as u64))
    else {
        return;
    };
    track.codec = String::from_utf8_lossy(&kind).into_owned();
    let side = |at: usize| {
        rest.get(at..at + 2).map_or(0, |two| u32::from(two[0]) << 8 | u32::from(two[1]))
    };
    (track.width, track.height) = (side(32), side(34));
}

/// Whether a table of data references names anything but the file itself.
fn names_others(mut rest: &[u8]) -> bool {
    while let Some((size, _, header)) = head(rest, rest.len() as u64) {
        let (Ok(size), Ok(header)) = (usize::try_from(size), usize::try_from(header)) else {
            return true;
        };
        let Some(body) = rest.get(header..size) else { return true };
        // The lowest flag says that it is this file.
        if body.get(3).is_none_or(|flags| flags & 1 == 0) {
            return true;
        }
        rest = &rest[size..];
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    fn boxed(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
        let size = u32::try_from(body.len() + 8).expect("small");
        [&size.to_be_bytes()[..], kind, body].concat()
    }

    fn file(flags: u8) -> Vec<u8> {
        let mut picture = [0; 70];
        (picture[24], picture[25], picture[27]) = (1, 64, 180);
        let stsd = boxed(b"stsd", &[&[0; 8][..], &boxed(b"avc1", &picture)].concat());
        let dref = boxed(b"dref", &[&[0; 8][..], &boxed(b"url ", &[0, 0, 0, flags])].concat());
        let hdlr = boxed(b"hdlr", b"\0\0\0\0\0\0\0\0vide\0\0\0\0");
        let minf = [boxed(b"dinf", &dref), boxed(b"stbl", &stsd)].concat();
        let mdia = [hdlr, boxed(b"minf", &minf)].concat();
        let mut mvhd = [0; 100];
        (mvhd[14], mvhd[15], mvhd[18], mvhd[19]) = (3, 232, 9, 196);
        let moov = [boxed(b"mvhd", &mvhd), boxed(b"trak", &boxed(b"mdia", &mdia))].concat();
        [boxed(b"ftyp", b"isom"), boxed(b"mdat", &[7; 90]), boxed(b"moov", &moov)].concat()
    }

    fn look_at(bytes: &[u8]) -> Result<Contents, Fault> {
        look(&mut Cursor::new(bytes), bytes.len() as u64)
    }

    #[test]
    fn a_file_says_what_is_in_it() {
        let found = look_at(&file(1)).expect("it is fine");
        assert_eq!(found.duration_ms, 2_500, "two and a half seconds");
        let track = &found.tracks[0];
        assert_eq!((track.kind, track.codec.as_str()), (TrackKind::Video, "avc1"), "H.264");
        assert_eq!((track.width, track.height), (320, 180), "so large");
    }

    #[test]
    fn a_file_that_is_cut_or_lies_is_refused_and_ends() {
        let whole = file(1);
        for cut in 0..whole.len() {
            assert!(look_at(&whole[..cut]).is_err(), "{cut} of {} bytes", whole.len());
            let mut wrong = whole.clone();
            wrong[cut] ^= 0xFF;
            let _ = look_at(&wrong);
        }
        assert!(look_at(&file(0)).is_err(), "one that names other files is refused");
    }

    /// The same with a size of 64 bits.
    fn large(kind: &[u8; 4], body: &[u8]) -> Vec<u8> {
        let size = (body.len() as u64 + 16).to_be_bytes();
        [&[0, 0, 0, 1][..], kind, &size, body].concat()
    }

    /// A file with these boxes where cameras write them.
    fn telling(top: &[u8], moov: &[u8], mdia: &[u8]) -> Vec<u8> {
        let mdia = [&boxed(b"mdhd", &[5; 24])[..], mdia].concat();
        let trak = [boxed(b"tkhd", &[4; 80]), boxed(b"mdia", &mdia)].concat();
        let moov = [&boxed(b"mvhd", &[3; 100])[..], moov, &large(b"trak", &trak)].concat();
        // What was seen may look like a box.
        let data = boxed(b"udta", b"seen");
        let parts = [boxed(b"ftyp", b"isom"), large(b"moov", &moov), top.to_vec()];
        [parts.concat(), boxed(b"mdat", &data)].concat()
    }

    #[test]
    fn where_it_was_taken_is_nobodys_business() {
        let place = boxed(b"\xA9xyz", b"\0\x12\x15\xC7+52.5200+013.4050/");
        let empty = vec![0; place.len()];
        let words = [boxed(b"udta", &place), boxed(b"meta", &place), large(b"udta", &place)];
        let top = [boxed(b"uuid", &place), boxed(b"free", &place), boxed(b"meta", &place)];
        let mut file = telling(&top.concat(), &words.concat(), &words[1]);
        let length = file.len() as u64;
        wipe(&mut Cursor::new(&mut file), length).expect("it is wiped");
        let (none, large_none) = (boxed(b"free", &empty), large(b"free", &empty));
        let words = [&none[..], &none, &large_none].concat();
        let wanted = telling(&[&none[..], &none, &none].concat(), &words, &none);
        assert!(file == wanted, "the place is gone, and everything else is as it was");
        let mut plain = telling(&[], &[], &[]);
        let (before, whole) = (plain.clone(), plain.len() as u64);
        wipe(&mut Cursor::new(&mut plain), whole).expect("there is nothing");
        assert!(plain == before, "the very bytes");
        for at in 0..file.len() {
            let mut wrong = file.clone();
            wrong[at] ^= 0xFF;
            let _ = wipe(&mut Cursor::new(&mut wrong), length);
            assert_eq!(wrong.len(), file.len(), "nothing grows");
        }
    }
}
