//! Asks ffprobe what a file holds, and refuses what is not taken.

use super::cut::Cut;
use super::sniff::Container;
use super::tools::Tools;
use super::{Fault, bad};
use sampan_protocol::Error;
use sampan_protocol::media::{FASTEST, LARGEST, LONGEST};
use serde::Deserialize;
use std::path::Path;

/// What a file holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Source {
    pub(super) container: Container,
    /// How wide it is shown, upright.
    pub(super) width: u32,
    /// How high.
    pub(super) height: u32,
    /// Frames a second, as a fraction; not the same all the time where it is `uneven`.
    pub(super) rate: (u32, u32),
    pub(super) uneven: bool,
    pub(super) duration_ms: u64,
    /// Which stream is seen.
    pub(super) video: u32,
    /// Which one is heard.
    pub(super) audio: Option<u32>,
    /// How it is transferred, where its range of brightness is large.
    pub(super) wide: Option<&'static str>,
    /// What of it is kept; width, height and length are those of what is.
    pub(super) cut: Cut,
}

#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    streams: Vec<Stream>,
    #[serde(default)]
    format: Format,
}

#[derive(Deserialize, Default)]
struct Format {
    duration: Option<String>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Stream {
    index: u32,
    codec_type: String,
    codec_name: Option<String>,
    width: u32,
    height: u32,
    sample_aspect_ratio: Option<String>,
    r_frame_rate: Option<String>,
    avg_frame_rate: Option<String>,
    color_transfer: Option<String>,
    duration: Option<String>,
    disposition: Disposition,
    side_data_list: Vec<SideData>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Disposition {
    attached_pic: u8,
}

#[derive(Deserialize)]
struct SideData {
    rotation: Option<f64>,
}

/// What a tool is told about a file that it reads.
fn input(container: Container, path: &Path) -> Vec<String> {
    let mut words: Vec<String> =
        ["-protocol_whitelist", "file", "-f", container.demuxer()].map(str::to_owned).into();
    if container == Container::Mp4 {
        // Neither tracks in other files, nor files by their whole path.
        let closed = ["-enable_drefs", "0", "-use_absolute_path", "0"];
        words.extend(closed.map(str::to_owned));
    }
    words.extend(["-i".to_owned(), format!("file:{}", path.display())]);
    words
}

impl Source {
    /// What a tool is told about what is kept of it.
    pub(super) fn input(&self, path: &Path) -> Vec<String> {
        let mut words = self.cut.seek();
        words.extend(input(self.container, path));
        words
    }
}

/// Looks at a file of which so much is kept.
pub(super) async fn probe(
    tools: &Tools,
    folder: &Path,
    (container, cut): (Container, Cut),
    path: &Path,
) -> Result<Source, Fault> {
    let mut arguments: Vec<String> =
        ["-v", "error", "-hide_banner", "-of", "json", "-show_streams", "-show_format"]
            .map(str::to_owned)
            .into();
    arguments.extend(input(container, path));
    let ended = tools.ffprobe(folder, arguments).await?;
    // Nobody hears the rest of what says too much, and it may be ended for that.
    if ended.cut {
        return bad("error.video.malformed");
    }
    if ended.killed {
        return Err(Fault::Trouble("ffprobe was ended from outside".to_owned()));
    }
    if !ended.done {
        tracing::info!(complaints = ended.complaints.trim(), "a file is no video");
        return bad("error.video.malformed");
    }
    let answer: Answer = serde_json::from_str(&ended.words)
        .map_err(|error| Fault::Trouble(format!("ffprobe: {error}")))?;
    let mut source = read(container, &answer)?;
    if source.duration_ms == 0 {
        source.duration_ms = measure(tools, folder, &source, path).await?;
    }
    let source = cut.of(source)?;
    check_length(&source)?;
    Ok(source)
}

/// What the answer says, as far as it is taken.
fn read(container: Container, answer: &Answer) -> Result<Source, Fault> {
    let known = |stream: &&Stream| stream.codec_name.as_deref().is_some_and(|n| n != "unknown");
    let mut streams = answer.streams.iter().filter(known);
    let video = streams
        .clone()
        .find(|stream| stream.codec_type == "video" && stream.disposition.attached_pic == 0);
    let Some(video) = video else { return bad("error.video.no_picture") };
    let audio = streams.find(|stream| stream.codec_type == "audio").map(|stream| stream.index);
    let (width, height) = shown(video)?;
    let (long, short) = (width.max(height), width.min(height));
    if long > LARGEST.0 || short > LARGEST.1 {
        let error = Error::invalid("error.video.too_large");
        let (width, height) = (i64::from(LARGEST.0), i64::from(LARGEST.1));
        return Err(Fault::Bad(error.with("width", width).with("height", height)));
    }
    let fraction = |text: &Option<String>| text.as_deref().and_then(fraction);
    let (average, real) = (fraction(&video.avg_frame_rate), fraction(&video.r_frame_rate));
    let Some(rate) = average.or(real) else { return bad("error.video.malformed") };
    if u64::from(rate.0) > u64::from(FASTEST) * u64::from(rate.1) {
        let limit = i64::from(FASTEST - 1);
        return Err(Fault::Bad(Error::invalid("error.video.too_fast").with("limit", limit)));
    }
    // Sound may go on behind the last picture: the picture counts where it says how long it is.
    let own = length(video.duration.as_deref());
    let seconds = own.or_else(|| length(answer.format.duration.as_deref()));
    let wide = match video.color_transfer.as_deref() {
        Some("smpte2084") => Some("smpte2084"),
        Some("arib-std-b67") => Some("arib-std-b67"),
        _ => None,
    };
    Ok(Source {
        container,
        width,
        height,
        rate,
        uneven: real.is_some_and(|real| {
            u64::from(real.0) * u64::from(rate.1) != u64::from(rate.0) * u64::from(real.1)
        }),
        // A cast of a float keeps within the bounds of what it is cast to.
        duration_ms: (seconds.unwrap_or_default() * 1_000.0) as u64,
        video: video.index,
        audio,
        wide,
        cut: Cut::default(),
    })
}

/// How large it is shown: pixels may be wider than high, and the camera may have been turned.
fn shown(stream: &Stream) -> Result<(u32, u32), Fault> {
    let (width, height) = (u64::from(stream.width), u64::from(stream.height));
    if width == 0 || height == 0 {
        return bad("error.video.malformed");
    }
    let ratio = stream.sample_aspect_ratio.as_deref().and_then(|text| {
        let (wide, high) = text.split_once(':')?;
        Some((wide.parse::<u64>().ok()?, high.parse::<u64>().ok()?))
    });
    let width = match ratio {
        Some((wide @ 1..=1_000, high @ 1..=1_000)) => width * wide / high,
        _ => width,
    };
    let small = |side: u64| u32::try_from(side.max(1)).unwrap_or(u32::MAX);
    let turned = stream.side_data_list.iter().find_map(|data| data.rotation).unwrap_or_default();
    let quarter = (turned.rem_euclid(180.0) - 90.0).abs() < 1.0;
    let (width, height) = (small(width), small(height));
    Ok(if quarter { (height, width) } else { (width, height) })
}

/// A positive number of seconds.
fn length(text: Option<&str>) -> Option<f64> {
    let length = text?.parse::<f64>().ok()?;
    (length.is_finite() && length > 0.0).then_some(length)
}

/// A positive fraction, or a whole number.
fn fraction(text: &str) -> Option<(u32, u32)> {
    let (over, under) = text.split_once('/').unwrap_or((text, "1"));
    let (over, under) = (over.parse().ok()?, under.parse().ok()?);
    (over > 0 && under > 0).then_some((over, under))
}

fn check_length(source: &Source) -> Result<(), Fault> {
    if source.duration_ms == 0 {
        return bad("error.video.truncated");
    }
    if source.duration_ms > u64::from(LONGEST) * 1_000 + 500 {
        let limit = i64::from(LONGEST / 60);
        return Err(Fault::Bad(Error::invalid("error.video.too_long").with("limit", limit)));
    }
    Ok(())
}

/// How long a file is that does not say so, as recorders write them: it is read once.
async fn measure(tools: &Tools, folder: &Path, source: &Source, path: &Path) -> Result<u64, Fault> {
    let mut arguments: Vec<String> =
        ["-hide_banner", "-nostdin", "-v", "error", "-progress"].map(str::to_owned).into();
    arguments.push("pipe:1".to_owned());
    arguments.extend(input(source.container, path));
    let map = format!("0:{}", source.video);
    let limit = (LONGEST + 2).to_string();
    let rest = ["-map", &map, "-c", "copy", "-t", &limit, "-f", "null", "-"];
    arguments.extend(rest.map(str::to_owned));
    let mut reached = 0;
    let ended = tools
        .ffmpeg(folder, arguments, 0, |line| {
            reached = micros(line).map_or(reached, |micros| reached.max(micros));
        })
        .await?;
    if ended.done { Ok(reached / 1_000) } else { bad("error.video.malformed") }
}

/// How far ffmpeg says to be.
pub(super) fn micros(line: &str) -> Option<u64> {
    line.strip_prefix("out_time_us=")?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_of(stream: &str) -> Result<Source, Fault> {
        let text = format!("{{\"streams\":[{stream}],\"format\":{{\"duration\":\"2.5\"}}}}");
        read(Container::Mp4, &serde_json::from_str(&text).expect("an answer"))
    }

    fn video(width: u32, height: u32, more: &str) -> String {
        format!(
            "{{\"index\":1,\"codec_type\":\"video\",\"codec_name\":\"h264\",\"width\":{width},\
             \"height\":{height},\"avg_frame_rate\":\"30/1\",\"r_frame_rate\":\"30/1\"{more}}}"
        )
    }

    fn key(result: Result<Source, Fault>) -> String {
        match result {
            Err(Fault::Bad(error)) => error.key,
            other => panic!("it is {other:?}"),
        }
    }

    #[test]
    fn it_is_as_large_as_it_is_shown() {
        let of = |more: &str| {
            let source = read_of(&video(640, 360, more)).expect("it is taken");
            (source.width, source.height)
        };
        assert_eq!(of(""), (640, 360), "as it is");
        assert_eq!(of(",\"side_data_list\":[{\"rotation\":-90}]"), (360, 640), "turned");
        assert_eq!(of(",\"side_data_list\":[{\"rotation\":180}]"), (640, 360), "upside down");
        assert_eq!(of(",\"side_data_list\":[{},{\"rotation\":270}]"), (360, 640), "the other way");
        assert_eq!(of(",\"sample_aspect_ratio\":\"4:3\""), (853, 360), "wide pixels");
        assert_eq!(of(",\"sample_aspect_ratio\":\"0:1\""), (640, 360), "nobody knows");
    }

    #[test]
    fn it_is_as_long_as_its_picture() {
        let of = |more: &str| read_of(&video(640, 360, more)).expect("it is taken").duration_ms;
        assert_eq!(of(",\"duration\":\"1.25\""), 1_250, "its sound goes on");
        for nothing in ["", ",\"duration\":\"0.0\"", ",\"duration\":\"N/A\""] {
            assert_eq!(of(nothing), 2_500, "the file says it: {nothing}");
        }
    }

    #[test]
    fn what_is_too_much_is_refused() {
        assert!(read_of(&video(3_840, 2_160, "")).is_ok(), "4K");
        assert!(read_of(&video(2_160, 3_840, "")).is_ok(), "4K, upright");
        assert_eq!(key(read_of(&video(7_680, 4_320, ""))), "error.video.too_large", "8K");
        let fast = video(640, 360, "").replace("30/1", "120/1");
        assert_eq!(key(read_of(&fast)), "error.video.too_fast", "120 frames a second");
        let phone = video(640, 360, "").replacen("30/1", "2997/50", 1);
        assert!(read_of(&phone).expect("a phone's").uneven, "not the same all the time");
        let cover = video(640, 360, ",\"disposition\":{\"attached_pic\":1}");
        assert_eq!(key(read_of(&cover)), "error.video.no_picture", "the cover of a song");
        let odd = video(640, 360, "").replacen("30/1", "1529356771/76491340", 1);
        assert_eq!(read_of(&odd).expect("20 a second").rate, (1_529_356_771, 76_491_340), "large");
        let mut long = read_of(&video(2, 2, "")).expect("a video");
        long.duration_ms = 10_800_000;
        assert!(check_length(&long).is_err(), "three hours");
    }
}
