//! From where a video plays: from one file, or in the size that the connection bears.

use sampan_protocol::feed::film::Film;

/// From where a video plays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Source {
    /// The playlist of playlists; none where one file does.
    pub(super) master: Option<String>,
    /// The file.
    pub(super) whole: String,
}

/// From where a video plays, under the address that media has; none while it is not made.
pub(super) fn source(base: &str, film: &Film, here: bool) -> Option<Source> {
    let made = film.made.as_ref()?;
    let streams = !here && made.master.is_some() && !made.renditions.is_empty();
    Some(Source {
        master: streams.then(|| format!("{base}/v/{}/master.m3u8", film.id)),
        whole: format!("{base}/{}", made.whole.sha256),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use sampan_protocol::media::{File, Made, Rendition};

    fn film(streams: bool) -> Film {
        let file = || File { sha256: "f".into(), bytes: 1, mime: "video/mp4".into() };
        let rendition = Rendition {
            side: 240,
            width: 2,
            height: 2,
            bandwidth: 1,
            codecs: String::new(),
            playlist: "p".into(),
            file: file(),
        };
        let made = Made {
            source: String::new(),
            duration_ms: 1,
            width: 2,
            height: 2,
            has_audio: false,
            master: streams.then(|| "m".to_owned()),
            renditions: if streams { vec![rendition] } else { Vec::new() },
            whole: file(),
            poster: None,
            thumbhash: None,
            strip: None,
            captions: Vec::new(),
        };
        Film {
            id: sampan_protocol::ids::VideoId(Default::default()),
            made: Some(made),
            texts: Vec::new(),
            captions: false,
            sound: String::new(),
            tags: Vec::new(),
        }
    }

    #[test]
    fn what_is_here_plays_from_its_file() {
        let of = |streams, here| source("http://x", &film(streams), here).expect("made");
        assert_eq!(of(true, true).master, None, "it is here");
        assert_eq!(of(false, false).master, None, "there is nothing but the file");
        let streamed = of(true, false);
        assert!(streamed.master.is_some_and(|m| m.ends_with("/master.m3u8")), "sizes");
        assert_eq!(streamed.whole, "http://x/f", "and the file, if they do not play");
        assert_eq!(source("x", &Film { made: None, ..film(true) }, true), None, "not made");
    }
}
