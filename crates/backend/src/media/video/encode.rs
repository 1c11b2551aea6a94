//! Has ffmpeg make a video anew, in every size at once, and the one file of a small size.

use super::plan::{self, Loudness, Size};
use super::probe::{Source, micros};
use super::tools::Tools;
use super::{Fault, bad};
use serde_json::Value;
use std::path::Path;

/// The name of the one file.
pub(super) const WHOLE: &str = "whole.mp4";

/// Makes the sizes in a folder; says how far it is, in thousandths.
pub(super) async fn encode(
    tools: &Tools,
    folder: &Path,
    (source, path): (&Source, &Path),
    sizes: &[Size],
    mut tell: impl FnMut(u16),
) -> Result<(), Fault> {
    if source.wide.is_some() && !tools.maps_tones {
        return bad("error.video.hdr");
    }
    let loudness = match source.audio {
        Some(audio) => loudness(tools, folder, source, path, audio).await?,
        None => None,
    };
    let mut words = beginning();
    words.extend(["-progress", "pipe:1"].map(str::to_owned));
    words.extend(source.input(path));
    words.extend(["-sn", "-dn", "-filter_complex"].map(str::to_owned));
    words.push(plan::filters(source, sizes, loudness.as_ref()));
    for (at, size) in sizes.iter().enumerate() {
        words.extend(plan::output(tools.coding, source, at, *size));
    }
    let length = source.duration_ms.max(1);
    let hear = |line: &str| {
        if let Some(reached) = micros(line) {
            tell(u16::try_from((reached / length).min(1_000)).unwrap_or(1_000));
        }
    };
    let ended = tools.ffmpeg(folder, words, source.duration_ms, hear).await?;
    if ended.killed {
        return Err(Fault::Trouble("ffmpeg was ended from outside".to_owned()));
    }
    if ended.complaints.contains("Cannot allocate memory") {
        return Err(Fault::Trouble("there is too little memory".to_owned()));
    }
    if !ended.done && is_full(&ended.complaints) {
        return Err(Fault::Full);
    }
    if !ended.done {
        tracing::info!(complaints = ended.complaints.trim(), "a video cannot be made anew");
        return bad("error.video.malformed");
    }
    whole(tools, folder, source, sizes).await
}

fn beginning() -> Vec<String> {
    ["-hide_banner", "-nostdin", "-v", "error", "-y"].map(str::to_owned).into()
}

/// Whether it is the disk that is at fault, and not the file.
fn is_full(complaints: &str) -> bool {
    let words = ["No space left", "Disk quota", "Input/output error"];
    words.iter().any(|word| complaints.contains(word))
}

/// Puts the fragments of a small size into one file that plays from its beginning on.
async fn whole(tools: &Tools, folder: &Path, source: &Source, sizes: &[Size]) -> Result<(), Fault> {
    let Some(size) = plan::whole(sizes) else { return Ok(()) };
    let mut words = beginning();
    let file = format!("file:{}.mp4", size.side);
    words.extend(["-protocol_whitelist", "file", "-f", "mov", "-i"].map(str::to_owned));
    words.push(file);
    let rest = ["-c", "copy", "-map_metadata", "-1", "-movflags", "+faststart", "-f", "mp4", WHOLE];
    words.extend(rest.map(str::to_owned));
    let ended = tools.ffmpeg(folder, words, source.duration_ms, |_| {}).await?;
    ended.well("the one file").map(drop)
}

/// Measures how loud it is; none for silence, which is not made loud.
async fn loudness(
    tools: &Tools,
    folder: &Path,
    source: &Source,
    path: &Path,
    audio: u32,
) -> Result<Option<Loudness>, Fault> {
    let mut words: Vec<String> =
        ["-hide_banner", "-nostdin", "-v", "info", "-nostats"].map(str::to_owned).into();
    words.extend(source.input(path));
    words.extend(["-map".to_owned(), format!("0:{audio}"), "-af".to_owned()]);
    words.push(format!("{}:print_format=json", plan::LOUD));
    words.extend(["-f", "null", "-"].map(str::to_owned));
    let ended = tools.ffmpeg(folder, words, source.duration_ms, |_| {}).await?;
    if ended.killed {
        return Err(Fault::Trouble("ffmpeg was ended from outside".to_owned()));
    }
    Ok(read(&ended.complaints))
}

/// What loudnorm says at its end.
fn read(text: &str) -> Option<Loudness> {
    let from = text.rfind('{')?;
    let to = from + text.get(from..)?.find('}')?;
    let said: Value = serde_json::from_str(text.get(from..=to)?).ok()?;
    let number = |name: &str| {
        let text = said.get(name)?.as_str()?;
        text.parse::<f64>().ok().filter(|number| number.is_finite()).map(|_| text.to_owned())
    };
    Some(Loudness {
        integrated: number("input_i")?,
        peak: number("input_tp")?,
        range: number("input_lra")?,
        threshold: number("input_thresh")?,
        offset: number("target_offset")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loudness_is_read_and_silence_is_left_alone() {
        let said = "x\n[Parsed_loudnorm_0 @ 0x1] \n{\n\"input_i\" : \"-21.80\",\n\
            \"input_tp\" : \"-17.68\",\n\"input_lra\" : \"0.00\",\n\"input_thresh\" : \"-31.80\",\n\
            \"target_offset\" : \"0.00\"\n}\n";
        let loud = read(said).expect("it is measured");
        assert_eq!((loud.integrated.as_str(), loud.peak.as_str()), ("-21.80", "-17.68"), "both");
        assert_eq!(read(&said.replace("-21.80", "-inf")), None, "silence");
        assert_eq!(read("nothing"), None, "nothing was said");
    }
}
