//! What of a video is kept: its words for ffmpeg, and what is left of the source then. Pure.

use super::probe::Source;
use super::{Fault, bad};
use sampan_protocol::Error;
use sampan_protocol::media::{SHORTEST, Span, Window};
use std::fmt;
use std::str::FromStr;

/// What of a video is kept; all of it where nothing is said. Written as `<span>;<window>`, each of which
/// may be empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Cut {
    /// From when until when.
    pub(crate) trim: Option<Span>,
    /// What of the picture.
    pub(crate) crop: Option<Window>,
}

impl Cut {
    /// Whether anything is left out.
    pub(super) fn is_any(self) -> bool {
        self != Self::default()
    }

    /// Which moment of what is kept a moment of the file is.
    pub(super) fn moment(self, ms: u64) -> u64 {
        ms.saturating_sub(self.trim.map_or(0, |span| span.from_ms))
    }

    /// What is left of a source.
    pub(super) fn of(self, source: Source) -> Result<Source, Fault> {
        let mut left = source;
        left.cut = self;
        if let Some(Span { from_ms, to_ms }) = self.trim {
            let to_ms = to_ms.min(left.duration_ms);
            let length = to_ms.saturating_sub(from_ms);
            if length < SHORTEST.min(left.duration_ms) {
                return bad("error.video.trim");
            }
            left.cut.trim = Some(Span { from_ms, to_ms });
            left.duration_ms = length;
        }
        if let Some(window) = self.crop {
            left.width = part(left.width, window.width);
            left.height = part(left.height, window.height);
        }
        Ok(left)
    }

    /// What ffmpeg is told before it reads the file: it decodes from the key frame before, and keeps
    /// nothing of that.
    pub(super) fn seek(self) -> Vec<String> {
        let Some(Span { from_ms, to_ms }) = self.trim else { return Vec::new() };
        let seconds = |ms: u64| format!("{}.{:03}", ms / 1_000, ms % 1_000);
        let words = ["-ss", &seconds(from_ms), "-t", &seconds(to_ms.saturating_sub(from_ms))];
        words.map(str::to_owned).into()
    }

    /// What is done with pictures that stand upright already; empty for nothing.
    pub(super) fn filter(self) -> String {
        let Some(Window { x, y, width, height }) = self.crop else { return String::new() };
        // Even sides, from an even place: colours are kept for two pixels by two.
        let even = |side: &str, part: u16| format!("floor({side}*{part}/2000)*2");
        format!(
            ",crop=w={}:h={}:x={}:y={}:exact=1",
            even("iw", width),
            even("ih", height),
            even("iw", x),
            even("ih", y)
        )
    }
}

/// Some thousandths of a side, in even numbers.
fn part(side: u32, thousandths: u16) -> u32 {
    let part = u64::from(side) * u64::from(thousandths) / 2_000 * 2;
    u32::try_from(part).unwrap_or(side).max(2)
}

impl fmt::Display for Cut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.is_any() {
            return Ok(());
        }
        let trim = self.trim.map(|span| span.to_string()).unwrap_or_default();
        let crop = self.crop.map(|window| window.to_string()).unwrap_or_default();
        write!(f, "{trim};{crop}")
    }
}

impl FromStr for Cut {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let (trim, crop) = text.split_once(';').unwrap_or_default();
        let trim = (!trim.is_empty()).then(|| trim.parse()).transpose()?;
        let crop = (!crop.is_empty()).then(|| crop.parse()).transpose()?;
        Ok(Self { trim, crop })
    }
}

#[cfg(test)]
mod tests {
    use super::super::sniff::Container;
    use super::*;

    fn source() -> Source {
        Source {
            container: Container::Mp4,
            width: 641,
            height: 360,
            rate: (30, 1),
            uneven: false,
            duration_ms: 4_000,
            video: 0,
            audio: None,
            wide: None,
            cut: Cut::default(),
        }
    }

    fn trimmed(from_ms: u64, to_ms: u64) -> Cut {
        Cut { trim: Some(Span { from_ms, to_ms }), crop: None }
    }

    #[test]
    fn it_is_read_as_it_is_written() {
        for text in ["", "500-2500;", ";0,0,500,1000", "500-2500;0,0,500,1000"] {
            let cut: Cut = text.parse().expect("it can be read");
            assert_eq!(cut.to_string(), text, "as it was");
        }
        assert_eq!(Cut::default().filter(), "", "nothing is cut away");
        assert!(Cut::default().seek().is_empty(), "and nothing left out");
    }

    #[test]
    fn what_is_left_is_as_long_and_large_as_is_kept() {
        let left = trimmed(1_000, 9_000).of(source()).expect("there is something");
        assert_eq!(left.duration_ms, 3_000, "until its end");
        assert_eq!(left.cut.seek(), ["-ss", "1.000", "-t", "3.000"], "and no further");
        assert_eq!(trimmed(1_500, 4_000).moment(1_200), 0, "before is the beginning");
        assert!(trimmed(3_800, 9_000).of(source()).is_err(), "what is too short");
        assert!(trimmed(5_000, 9_000).of(source()).is_err(), "behind the end there is nothing");
        let crop = Some(Window { x: 250, y: 0, width: 500, height: 1_000 });
        let left = Cut { trim: None, crop }.of(source()).expect("there is something");
        assert_eq!((left.width, left.height), (320, 360), "in even numbers");
        let words = left.cut.filter();
        assert!(
            words.contains("w=floor(iw*500/2000)*2") && words.contains("x=floor(iw*250/"),
            "{words}"
        );
    }
}
