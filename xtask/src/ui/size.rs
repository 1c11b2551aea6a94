//! The budget of the WASM: a hard cap, and no growth that nobody wrote a reason for.

use std::fs;
use std::io::Write;

use anyhow::{Context, bail};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;

use crate::paths;
use crate::progress::note;

/// Gzipped bytes that are never exceeded. The house with a wallet that pays took 293,000 of 350,000;
/// the whole wallet is some seventy screens more, with operators' desks, disputes, rails and savings.
const CAP: u64 = 740_000;
/// Growth over the recorded size that needs a note, in percent.
const GROWTH: u64 = 5;

/// What is asked of the size.
#[derive(Clone, Debug)]
pub(crate) enum Gate {
    /// Nothing: it is only told, so that a UI that has grown too large can still be looked at.
    Told,
    /// To stay below the cap.
    Cap,
    /// To stay near the recorded size, too.
    Growth,
    /// To be recorded, with the reason of its growth.
    Record(String),
}

/// Prints the gzipped size and holds it against the budget.
pub(super) fn check(gate: Gate) -> anyhow::Result<()> {
    let size = gzipped(&fs::read(paths::dist().join("sampan_bg.wasm"))?)?;
    let file = paths::root().join("xtask/wasm-size.json");
    let recorded = fs::read_to_string(&file).ok().map(|text| recorded(&text)).transpose()?;
    note(format!("WASM: {size} bytes gzipped (recorded {}, cap {CAP})", recorded.unwrap_or(0)));
    match gate {
        Gate::Record(reason) => {
            let text = serde_json::to_string_pretty(&json!({"gzip": size, "note": reason}))?;
            fs::write(&file, format!("{text}\n"))?;
            Ok(())
        }
        Gate::Growth => judge(size, recorded),
        Gate::Cap => judge(size, None),
        Gate::Told => {
            if size > CAP {
                note("this is over the cap, and will not pass `cargo xtask lint`");
            }
            Ok(())
        }
    }
}

/// Refuses a size over the cap, or grown too much over the recorded one.
fn judge(size: u64, recorded: Option<u64>) -> anyhow::Result<()> {
    if size > CAP {
        bail!("the WASM has {size} bytes gzipped, and may have {CAP}");
    }
    if let Some(recorded) = recorded.filter(|recorded| size * 100 > recorded * (100 + GROWTH)) {
        bail!(
            "the WASM has grown from {recorded} to {size} bytes gzipped, by more than {GROWTH} %; \
             if that is worth it, say why: cargo xtask ui --record \"the reason\""
        );
    }
    Ok(())
}

fn recorded(text: &str) -> anyhow::Result<u64> {
    let value: serde_json::Value = serde_json::from_str(text).context("xtask/wasm-size.json")?;
    let noted = value["note"].as_str().is_some_and(|note| !note.trim().is_empty());
    anyhow::ensure!(noted, "xtask/wasm-size.json has no note");
    value["gzip"].as_u64().context("xtask/wasm-size.json has no size")
}

fn gzipped(bytes: &[u8]) -> anyhow::Result<u64> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growth_without_a_note_is_refused() {
        assert!(judge(105_000, Some(100_000)).is_ok(), "five percent pass");
        assert!(judge(105_001, Some(100_000)).is_err(), "more than five percent do not");
        assert!(judge(CAP, None).is_ok(), "the cap itself passes");
        assert!(judge(CAP + 1, None).is_err(), "nothing passes the cap");
        assert!(judge(CAP + 9, Some(CAP + 9)).is_err(), "nor does one that was recorded");
        assert!(
            recorded(r#"{"gzip": 1, "note": " "}"#).is_err(),
            "a record without a reason is refused"
        );
    }
}
