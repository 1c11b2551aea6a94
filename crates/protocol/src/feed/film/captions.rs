//! Captions (WebVTT): a file is read into cues, and cues are written into a file.

use crate::Error;
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

/// The most bytes of a file of captions.
pub const MOST_BYTES: usize = 64 << 10;
/// The most cues of it.
pub const MOST_CUES: usize = 1_000;

/// Words that are shown for a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    /// From when on, in milliseconds.
    pub from_ms: u64,
    /// Until when.
    pub to_ms: u64,
    /// The words, without markup; lines are parted by `\n`.
    pub text: String,
}

/// Reads a file of captions. Settings, regions, styles and notes are passed over; markup is taken out.
///
/// # Errors
/// `Invalid` for what is no WebVTT, with the line that is wrong.
pub fn read(file: &str) -> Result<Vec<Cue>, Error> {
    if file.len() > MOST_BYTES {
        return Err(Error::invalid("error.feed.captions_large").with("limit", 64));
    }
    let file = file.strip_prefix('\u{feff}').unwrap_or(file);
    let wrong = |at: usize| Error::invalid("error.feed.captions").with("line", at as i64 + 1);
    let mut lines = file.lines().enumerate().peekable();
    let head = lines.next().map_or("", |(_, line)| line.trim_end());
    if head != "WEBVTT" && !head.starts_with("WEBVTT ") && !head.starts_with("WEBVTT\t") {
        return Err(wrong(0));
    }
    // What stands right under the head belongs to it.
    while lines.next_if(|(_, line)| !line.trim().is_empty() && !line.contains("-->")).is_some() {}
    let mut cues = Vec::new();
    while let Some((at, line)) = lines.next() {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let is_other = ["NOTE", "STYLE", "REGION"].iter().any(|word| {
            line.strip_prefix(word).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        });
        if is_other && !line.contains("-->") {
            while lines.next_if(|(_, line)| !line.trim().is_empty()).is_some() {}
            continue;
        }
        // A cue may have a name, in a line before its times.
        let (at, times) = match line.contains("-->") {
            true => (at, line),
            false => lines.next().map(|(at, line)| (at, line.trim())).ok_or_else(|| wrong(at))?,
        };
        let (from_ms, to_ms) = span(times).ok_or_else(|| wrong(at))?;
        let mut text = String::new();
        while let Some((_, line)) = lines.next_if(|(_, line)| !line.trim().is_empty()) {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(plain(line.trim()).as_str());
        }
        if !text.is_empty() {
            cues.push(Cue { from_ms, to_ms, text });
        }
        if cues.len() > MOST_CUES {
            return Err(Error::invalid("error.feed.captions_many").with("limit", MOST_CUES as i64));
        }
    }
    Ok(cues)
}

/// Writes a file of captions.
#[must_use]
pub fn write(cues: &[Cue]) -> String {
    let mut file = "WEBVTT\n".to_owned();
    for Cue { from_ms, to_ms, text } in cues {
        let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
        let _ = write!(file, "\n{} --> {}\n{}\n", time(*from_ms), time(*to_ms), lines.join("\n"));
    }
    file
}

/// What is shown at a moment.
pub fn at(cues: &[Cue], ms: u64) -> impl Iterator<Item = &Cue> {
    cues.iter().filter(move |cue| cue.from_ms <= ms && ms < cue.to_ms)
}

fn time(ms: u64) -> String {
    let (seconds, ms) = (ms / 1_000, ms % 1_000);
    format!("{:02}:{:02}:{:02}.{ms:03}", seconds / 3_600, seconds / 60 % 60, seconds % 60)
}

/// `00:01.000 --> 01:02:03.500 align:start`
fn span(line: &str) -> Option<(u64, u64)> {
    let (from, rest) = line.split_once("-->")?;
    let to = rest.split_whitespace().next()?;
    let (from, to) = (moment(from.trim())?, moment(to)?);
    (from < to).then_some((from, to))
}

/// `mm:ss.mmm` or `hh:mm:ss.mmm`, in milliseconds.
fn moment(text: &str) -> Option<u64> {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let (clock, ms) = text.split_once('.')?;
    let parts: Vec<&str> = clock.split(':').collect();
    let (hours, minutes, seconds) = match parts[..] {
        [minutes, seconds] => ("0", minutes, seconds),
        [hours, minutes, seconds] => (hours, minutes, seconds),
        _ => return None,
    };
    let all = [hours, minutes, seconds, ms];
    if !all.iter().all(|part| digits(part)) || ms.len() != 3 || seconds.len() != 2 {
        return None;
    }
    let number = |text: &str| text.parse::<u64>().ok();
    let (hours, minutes, seconds) = (number(hours)?, number(minutes)?, number(seconds)?);
    if hours > 99 || minutes > 59 || seconds > 59 {
        return None;
    }
    Some(((hours * 60 + minutes) * 60 + seconds) * 1_000 + number(ms)?)
}

/// A line without tags such as `<b>` and `<00:01.000>`.
fn plain(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('<') {
        text.push_str(before);
        rest = after.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    let named = [("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\u{a0}"), ("&amp;", "&")];
    named.iter().fold(text, |text, (name, letter)| text.replace(name, letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cue(from_ms: u64, to_ms: u64, text: &str) -> Cue {
        Cue { from_ms, to_ms, text: text.to_owned() }
    }

    #[test]
    fn a_file_as_people_have_it_is_read() {
        let file = "\u{feff}WEBVTT - by hand\nKind: captions\n\nNOTE\nnot shown\n\nSTYLE\n::cue {}\n\n\
            intro\n00:01.000 --> 00:02.500 align:start\n<v Ann>Hello &amp; <i>welcome</i>\n你好\n\n\
            01:00:00.000 --> 01:00:01.000\nlate\n";
        let wanted =
            [cue(1_000, 2_500, "Hello & welcome\n你好"), cue(3_600_000, 3_601_000, "late")];
        assert_eq!(read(file).expect("WebVTT"), wanted, "what is shown, and when");
    }

    #[test]
    fn what_is_written_is_read_again() {
        let cues = [cue(0, 1, "a < b & c > d"), cue(59_999, 3_600_000, "two\nlines")];
        assert_eq!(read(&write(&cues)).expect("its own"), cues, "as it was");
        assert_eq!(at(&cues, 60_000).count(), 1, "one is shown");
        assert_eq!(at(&cues, 1).count(), 0, "the end is out");
    }

    #[test]
    fn what_is_none_is_refused_with_its_line() {
        for (file, line) in [
            ("", 1),
            ("WEBVTTX\n", 1),
            ("1\n00:00:01,000 --> 00:00:02,000\nSubRip\n", 1),
            ("WEBVTT\n\n00:02.000 --> 00:01.000\nbackwards", 3),
            ("WEBVTT\n\n00:61.000 --> 02:01.000\nno such second", 3),
            ("WEBVTT\n\nname\nnothing", 4),
            ("WEBVTT\n\n00:00.0 --> 00:01.000\nx", 3),
        ] {
            let error = read(file).expect_err(file);
            assert_eq!(error.key, "error.feed.captions", "{file}");
            assert_eq!(error, Error::invalid("error.feed.captions").with("line", line), "{file}");
        }
    }
}
