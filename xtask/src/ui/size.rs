//! The budget of the WASM: a hard cap, and no growth that nobody wrote a reason for.

use std::fs;
use std::io::Write;

use anyhow::{Context, bail};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;

use super::bundle;
use crate::paths;
use crate::progress::note;

/// Gzipped bytes of what the first screen needs that are never exceeded. Home, frame, design system and
/// the wallet's screens of every day take 317,000; everything else is loaded apart.
const CAP: u64 = 420_000;
/// Growth over the recorded size that needs a note, in percent.
const GROWTH: u64 = 5;

/// Gzipped bytes of what the first screen needs, and of everything.
#[derive(Clone, Copy, Default)]
struct Size {
    first: u64,
    all: u64,
}

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
    let dist = paths::dist();
    let mut size = Size { first: gzipped(&fs::read(dist.join(bundle::FIRST))?)?, all: 0 };
    for part in bundle::all(&dist)? {
        size.all += gzipped(&fs::read(part)?)?;
    }
    let file = paths::root().join("xtask/wasm-size.json");
    let recorded = fs::read_to_string(&file).ok().map(|text| recorded(&text)).transpose()?;
    let told = recorded.unwrap_or_default();
    note(format!(
        "WASM: {} bytes gzipped to start (recorded {}, cap {CAP}), {} in all (recorded {})",
        size.first, told.first, size.all, told.all
    ));
    match gate {
        Gate::Record(reason) => {
            let record = json!({"first": size.first, "all": size.all, "note": reason});
            fs::write(&file, format!("{}\n", serde_json::to_string_pretty(&record)?))?;
            Ok(())
        }
        Gate::Growth => judge(size, recorded),
        Gate::Cap => judge(size, None),
        Gate::Told => {
            if size.first > CAP {
                note("this is over the cap, and will not pass `cargo xtask lint`");
            }
            Ok(())
        }
    }
}

/// Refuses a size over the cap, or grown too much over the recorded one.
fn judge(size: Size, recorded: Option<Size>) -> anyhow::Result<()> {
    if size.first > CAP {
        bail!(
            "the WASM of the first screen has {} bytes gzipped, and may have {CAP}: screens that are not \
             opened every day belong into an `apart!` (app/src/router/apart.rs)",
            size.first
        );
    }
    let Some(recorded) = recorded else {
        return Ok(());
    };
    for (name, now, then) in
        [("first screen", size.first, recorded.first), ("app", size.all, recorded.all)]
    {
        if now * 100 > then * (100 + GROWTH) {
            bail!(
                "the WASM of the {name} has grown from {then} to {now} bytes gzipped, by more than {GROWTH} %; \
                 if that is worth it, say why: cargo xtask ui --record \"the reason\""
            );
        }
    }
    Ok(())
}

fn recorded(text: &str) -> anyhow::Result<Size> {
    let value: serde_json::Value = serde_json::from_str(text).context("xtask/wasm-size.json")?;
    let noted = value["note"].as_str().is_some_and(|note| !note.trim().is_empty());
    anyhow::ensure!(noted, "xtask/wasm-size.json has no note");
    let size = |name: &str| value[name].as_u64().context("xtask/wasm-size.json has no size");
    Ok(Size { first: size("first")?, all: size("all")? })
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
        let before = Some(Size { first: 100_000, all: 200_000 });
        let judge = |first: u64, all: u64, before: Option<Size>| judge(Size { first, all }, before);
        assert!(judge(105_000, 210_000, before).is_ok(), "five percent pass");
        assert!(judge(105_001, 200_000, before).is_err(), "more than five percent do not");
        assert!(judge(100_000, 210_001, before).is_err(), "nor in what is loaded later");
        assert!(judge(CAP, 9 * CAP, None).is_ok(), "the cap itself passes, whatever comes later");
        assert!(judge(CAP + 1, CAP + 1, None).is_err(), "nothing passes the cap");
        let beyond = Some(Size { first: CAP + 9, all: CAP + 9 });
        assert!(judge(CAP + 9, CAP + 9, beyond).is_err(), "nor does one that was recorded");
        assert!(
            recorded(r#"{"first": 1, "all": 1, "note": " "}"#).is_err(),
            "a record without a reason is refused"
        );
    }
}
