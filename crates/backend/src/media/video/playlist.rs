//! The playlist of playlists (RFC 8216), and what it says about each: pure.

use sampan_protocol::media::Rendition;

/// The playlist of playlists of these renditions, which play so many frames a second.
pub(super) fn master(renditions: &[Rendition], (over, under): (u32, u32)) -> String {
    let mut text = "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n".to_owned();
    let rate = f64::from(over) / f64::from(under.max(1));
    for Rendition { side, width, height, bandwidth, codecs, .. } in renditions {
        text.push_str(&format!(
            "#EXT-X-STREAM-INF:BANDWIDTH={bandwidth},RESOLUTION={width}x{height},\
             FRAME-RATE={rate:.3},CODECS=\"{codecs}\"\n{side}.m3u8\n"
        ));
    }
    text
}

/// The most bits a second of any segment of a playlist, and how long all are, in milliseconds; none
/// where it is no playlist with an end, or names anything but `file`.
pub(super) fn measure(text: &str, file: &str) -> Option<(u64, u64)> {
    let (mut most, mut total, mut seconds) = (0.0, 0.0, 0.0);
    let mut ended = false;
    for line in text.lines() {
        if let Some(length) = line.strip_prefix("#EXTINF:") {
            seconds = length.trim_end_matches(',').parse::<f64>().ok()?;
            total += seconds;
        } else if let Some(range) = line.strip_prefix("#EXT-X-BYTERANGE:") {
            let bytes = range.split('@').next()?.parse::<f64>().ok()?;
            // The last segment may be a moment long, which says nothing about a second.
            most = f64::max(most, bytes * 8.0 / f64::max(seconds, 0.5));
        } else if line == "#EXT-X-ENDLIST" {
            ended = true;
        } else if !line.starts_with('#') && !line.is_empty() && line != file {
            return None;
        }
    }
    // A cast of a float keeps within the bounds of what it is cast to.
    ended.then_some((most as u64, (total * 1_000.0) as u64))
}

/// The codecs (RFC 6381) of a file of fragments, by how it begins.
pub(super) fn codecs(head: &[u8], has_audio: bool) -> Option<String> {
    let find = |name: &[u8]| head.windows(name.len()).position(|part| part == name);
    if let Some(at) = find(b"avcC") {
        // Version, profile, what is constrained, level.
        let [profile, constraints, level] = head.get(at + 5..at + 8)?.try_into().ok()?;
        let audio = if has_audio { ",mp4a.40.2" } else { "" };
        return Some(format!("avc1.{profile:02x}{constraints:02x}{level:02x}{audio}"));
    }
    let at = find(b"vpcC")?;
    // Version and flags, profile, level, depth in the upper half.
    let [profile, level, depth] = head.get(at + 8..at + 11)?.try_into().ok()?;
    let audio = if has_audio { ",opus" } else { "" };
    Some(format!("vp09.{profile:02}.{level:02}.{:02}{audio}", depth >> 4))
}

#[cfg(test)]
mod tests {
    use super::*;
    use sampan_protocol::media::File;

    const LIST: &str = "#EXTM3U\n#EXT-X-MAP:URI=\"240.mp4\",BYTERANGE=\"900@0\"\n\
        #EXTINF:2.000000,\n#EXT-X-BYTERANGE:1000@900\n240.mp4\n\
        #EXTINF:0.033000,\n#EXT-X-BYTERANGE:100@1900\n240.mp4\n#EXT-X-ENDLIST\n";

    #[test]
    fn a_playlist_is_measured() {
        assert_eq!(measure(LIST, "240.mp4"), Some((4_000, 2_033)), "bits a second, and its length");
        let cut = LIST.replace("#EXT-X-ENDLIST\n", "");
        assert_eq!(measure(&cut, "240.mp4"), None, "one without an end");
        assert_eq!(measure(LIST, "480.mp4"), None, "one that names another file");
    }

    #[test]
    fn codecs_are_read_from_the_file() {
        let head = b"....avcC\x01\x64\x00\x1F\xFF";
        assert_eq!(codecs(head, true).as_deref(), Some("avc1.64001f,mp4a.40.2"), "H.264");
        let head = b"....vpcC\x01\0\0\0\x00\x1F\x82\x02";
        assert_eq!(codecs(head, false).as_deref(), Some("vp09.00.31.08"), "VP9");
        assert_eq!(codecs(b"nothing", true), None, "nothing");
    }

    #[test]
    fn the_list_of_lists_names_each() {
        let file = File { sha256: String::new(), bytes: 1, mime: String::new() };
        let rendition = Rendition {
            side: 240,
            width: 426,
            height: 240,
            bandwidth: 5,
            codecs: "avc1.64001f".into(),
            playlist: String::new(),
            file,
        };
        let text = master(&[rendition], (30_000, 1_001));
        let line =
            "BANDWIDTH=5,RESOLUTION=426x240,FRAME-RATE=29.970,CODECS=\"avc1.64001f\"\n240.m3u8";
        assert!(text.contains(line), "{text}");
    }
}
