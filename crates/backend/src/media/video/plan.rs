//! What is made of a video, and by which words ffmpeg is told so: pure.

use super::probe::Source;
use super::tools::Coding;
use sampan_protocol::media::SIDES;

/// The most frames a second that are made.
const MOST_RATE: u32 = 60;

/// A size in which a video is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Size {
    /// The short side that it stands for.
    pub(super) side: u32,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// How loud a video is, as ffmpeg measures it (EBU R128).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Loudness {
    pub(super) integrated: String,
    pub(super) peak: String,
    pub(super) range: String,
    pub(super) threshold: String,
    pub(super) offset: String,
}

/// How loud it becomes: −16 LUFS, and never over −1.5 dB.
pub(super) const LOUD: &str = "loudnorm=I=-16:TP=-1.5:LRA=11";

/// The sizes that a video is made in: never larger than it is, the largest first.
pub(super) fn sizes(source: &Source) -> Vec<Size> {
    let short = source.width.min(source.height);
    let fitting: Vec<u32> = SIDES.into_iter().filter(|side| *side <= short).collect();
    let sides = if fitting.is_empty() { vec![short] } else { fitting };
    let scaled = |long: u32, side: u32| {
        let exact = u64::from(long) * u64::from(side) / u64::from(short.max(1));
        even(u32::try_from(exact).unwrap_or(u32::MAX))
    };
    sides
        .into_iter()
        .map(|side| {
            let (width, height) = match source.width <= source.height {
                true => (even(side), scaled(source.height, side)),
                false => (scaled(source.width, side), even(side)),
            };
            Size { side, width, height }
        })
        .collect()
}

/// Encoders take even sides.
const fn even(side: u32) -> u32 {
    let even = side / 2 * 2;
    if even < 2 { 2 } else { even }
}

/// The frames a second that are made: the same all the time.
pub(super) fn rate(source: &Source) -> (u32, u32) {
    let (over, under) = source.rate;
    let at_most = |rate: u32| u64::from(over) <= u64::from(rate) * u64::from(under);
    if !at_most(MOST_RATE) {
        return (MOST_RATE, 1);
    }
    if source.uneven {
        let usual = [24, 25, 30, 50, MOST_RATE].into_iter().find(|rate| at_most(*rate));
        return (usual.unwrap_or(MOST_RATE), 1);
    }
    // Less than a frame a second would leave seconds without a key frame.
    if over < under { (1, 1) } else { (over, under) }
}

/// The most bits a second of a size.
const fn bits(side: u32) -> u32 {
    match side {
        0..=240 => 400_000,
        241..=480 => 1_200_000,
        481..=720 => 2_800_000,
        _ => 5_000_000,
    }
}

/// What is done with pictures and sound before they are encoded: `[v0]`, `[v1]`… and `[a0]`….
pub(super) fn filters(source: &Source, sizes: &[Size], loudness: Option<&Loudness>) -> String {
    let (over, under) = rate(source);
    let many = sizes.len();
    let labels = |letter: &str| (0..many).map(|n| format!("[{letter}{n}]")).collect::<String>();
    let mut text = format!("[0:{}]fps={over}/{under}{}", source.video, source.cut.filter());
    if let (Some(transfer), Some(top)) = (source.wide, sizes.first()) {
        text.push_str(&format!(
            ",scale={}:{},zscale=tin={transfer}:pin=bt2020:min=bt2020nc:t=linear:npl=100,\
             format=gbrpf32le,zscale=p=bt709,tonemap=hable:desat=0,\
             zscale=t=bt709:m=bt709:r=tv,format=yuv420p",
            top.width, top.height
        ));
    }
    text.push_str(&format!(",split={many}{}", labels("s")));
    for (at, size) in sizes.iter().enumerate() {
        text.push_str(&format!(
            ";[s{at}]scale={}:{}:flags=bicubic,setsar=1,format=yuv420p[v{at}]",
            size.width, size.height
        ));
    }
    if let Some(audio) = source.audio {
        let loud = loudness.map(|loud| {
            let Loudness { integrated, peak, range, threshold, offset } = loud;
            format!(
                "{LOUD}:measured_I={integrated}:measured_TP={peak}:measured_LRA={range}:\
                 measured_thresh={threshold}:offset={offset}:linear=true,"
            )
        });
        let loud = loud.unwrap_or_default();
        text.push_str(&format!(
            ";[0:{audio}]{loud}aresample=48000:async=1:first_pts=0,\
             aformat=channel_layouts=stereo,asplit={many}{}",
            labels("a")
        ));
    }
    text
}

/// How one size is encoded and written: a playlist `<side>.m3u8` and its file `<side>.mp4`.
pub(super) fn output(coding: Coding, source: &Source, at: usize, size: Size) -> Vec<String> {
    let (over, under) = rate(source);
    let (most, side) = (bits(size.side), size.side);
    let mut words: Vec<String> = vec!["-map".into(), format!("[v{at}]")];
    if source.audio.is_some() {
        words.extend(["-map".into(), format!("[a{at}]")]);
    }
    let video: &[&str] = match coding {
        Coding::H264 => &["-c:v", "libx264", "-preset", "veryfast", "-profile:v", "high"],
        Coding::Vp9 => &["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "6"],
    };
    let quality = match coding {
        Coding::H264 => format!("-crf 23 -sc_threshold 0 -maxrate {most} -bufsize {}", most * 2),
        Coding::Vp9 => format!("-row-mt 1 -crf 34 -b:v {most}"),
    };
    let audio = match coding {
        Coding::H264 => "-c:a aac -b:a 128k",
        Coding::Vp9 => "-c:a libopus -b:a 96k",
    };
    words.extend(video.iter().map(|word| (*word).to_owned()));
    words.extend(quality.split(' ').chain(audio.split(' ')).map(str::to_owned));
    let key = over.div_ceil(under).to_string();
    let rest = [
        "-g",
        &key,
        "-force_key_frames",
        "expr:gte(t,n_forced)",
        "-map_metadata",
        "-1",
        "-map_chapters",
        "-1",
        "-fflags",
        "+bitexact",
        "-f",
        "hls",
        "-hls_time",
        "2",
        "-hls_playlist_type",
        "vod",
        "-hls_segment_type",
        "fmp4",
        "-hls_flags",
        "single_file+independent_segments",
        "-hls_segment_filename",
    ];
    words.extend(rest.map(str::to_owned));
    words.extend([format!("{side}.mp4"), format!("{side}.m3u8")]);
    words
}

/// The size that is made into the one file for players without playlists: 480 or less.
pub(super) fn whole(sizes: &[Size]) -> Option<Size> {
    sizes.iter().find(|size| size.side <= 480).or(sizes.last()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::video::cut::Cut;
    use crate::media::video::sniff::Container;
    use sampan_protocol::media::Window;

    fn source(width: u32, height: u32) -> Source {
        Source {
            container: Container::Mp4,
            width,
            height,
            rate: (30, 1),
            uneven: false,
            duration_ms: 2_000,
            video: 0,
            audio: Some(1),
            wide: None,
            cut: Cut::default(),
        }
    }

    #[test]
    fn no_size_is_larger_than_the_video_and_its_shape_stays() {
        let of = |width, height| {
            let sizes = sizes(&source(width, height));
            sizes.iter().map(|size| (size.side, size.width, size.height)).collect::<Vec<_>>()
        };
        let all = [(1_080, 1_920, 1_080), (720, 1_280, 720), (480, 852, 480), (240, 426, 240)];
        assert_eq!(of(3_840, 2_160), all, "of 4K");
        let upright = [(720, 720, 1_280), (480, 480, 852), (240, 240, 426)];
        assert_eq!(of(720, 1_280), upright, "the short side counts");
        assert_eq!(of(1_000, 900)[0], (720, 800, 720), "the next smaller one");
        assert_eq!(of(101, 51), [(51, 100, 50)], "smaller than all: as it is, in even numbers");
        assert_eq!(of(1, 1), [(1, 2, 2)], "and at least something");
        let whole = |width, height| whole(&sizes(&source(width, height))).map(|size| size.side);
        assert_eq!((whole(1_920, 1_080), whole(300, 300)), (Some(480), Some(240)), "480 or less");
    }

    #[test]
    fn the_rate_is_the_same_all_the_time_and_at_most_sixty() {
        let of = |rate, uneven| super::rate(&Source { rate, uneven, ..source(2, 2) });
        assert_eq!(of((30_000, 1_001), false), (30_000, 1_001), "what is even stays");
        assert_eq!(of((2_871, 100), true), (30, 1), "what is not becomes the next usual one");
        assert_eq!(of((61, 1), false), (60, 1), "sixty at most");
        let large = (1_529_356_771, 76_491_340);
        assert_eq!((of(large, false), of(large, true)), (large, (24, 1)), "in large numbers, too");
        assert_eq!(of((1, 10), false), (1, 1), "a key frame a second needs a frame a second");
    }

    #[test]
    fn the_words_are_those_that_are_meant() {
        let video = Source { wide: Some("smpte2084"), ..source(640, 480) };
        let sizes = sizes(&video);
        let text = filters(&video, &sizes, None);
        assert!(text.contains("tonemap") && text.contains("tin=smpte2084"), "{text}");
        let crop = Some(Window { x: 0, y: 0, width: 500, height: 1_000 });
        let cropped = Source { cut: Cut { trim: None, crop }, ..video.clone() };
        let (cropped, scaled) = (filters(&cropped, &sizes, None), "scale=640:480,zscale");
        let place = cropped.find("crop=").zip(cropped.find(scaled));
        assert!(place.is_some_and(|(crop, scale)| crop < scale), "cropped first: {cropped}");
        assert!(text.contains("asplit=2[a0][a1]"), "sound for each size: {text}");
        let words = output(Coding::H264, &video, 1, sizes[1]).join(" ");
        assert!(words.contains("-map [v1] -map [a1]"), "the second size: {words}");
        assert!(words.contains("-g 30 ") && words.contains("-map_metadata -1"), "{words}");
        let silent = Source { audio: None, ..video };
        let words = output(Coding::Vp9, &silent, 0, sizes[0]).join(" ");
        assert!(words.contains("libvpx-vp9") && !words.contains("[a0]"), "no sound: {words}");
        assert!(!filters(&silent, &sizes, None).contains("asplit"), "nothing to hear");
    }
}
