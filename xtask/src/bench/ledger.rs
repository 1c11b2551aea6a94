//! The ledger's speed, turn by turn with the crate `doubleentry` on SQLite.

use super::median::{median, rounded};
use crate::progress::{note, step};
use crate::{paths, shell};
use anyhow::Context;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// The yardstick's own package, which is no member of the workspace.
const YARDSTICK: &str = "tests/ledger/yardstick";

/// Measures both sides so often, and how speed holds with so much history.
pub(super) fn measure(runs: usize, history: Option<u64>) -> anyhow::Result<Value> {
    step("building the ledger and its yardstick", build)?;
    let folder = paths::target().join("bench");
    std::fs::create_dir_all(&folder)?;
    let ours = paths::target().join("release/bench-ledger");
    let theirs = paths::target().join("yardstick/release/yardstick-ledger");
    let mut figures: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for turn in 1..=runs {
        let told = step(&format!("turn {turn} of {runs}"), || {
            let ours = shell::output(shell::command(&ours).arg("--folder").arg(&folder))?;
            let theirs = shell::output(shell::command(&theirs).arg(&folder))?;
            Ok((serde_json::from_str(&ours)?, serde_json::from_str(&theirs)?))
        })?;
        let (ours, theirs): (Value, Value) = told;
        for (side, told) in [("", &ours), ("doubleentry_", &theirs)] {
            for (name, figure) in told.as_object().context("figures are told by name")? {
                let figure = figure.as_f64().context("a figure is a number")?;
                figures.entry(format!("{side}{name}")).or_default().push(figure);
            }
        }
    }
    let history = history.map(|transfers| past(&ours, &folder, transfers)).transpose()?;
    let of = |name: &str| figures.get(name).map_or(0.0, |all| median(all));
    let ratio = of("batch_1000") / of("raw_1000");
    let times = of("batch_100") / of("doubleentry_batch_100");
    let waits = of("batch_1_p99_us") / of("fdatasync_p99_us");
    note(format!(
        "{ratio:.2} of the bare rows, {times:.0} × doubleentry at 100, p99 {waits:.1} × the disk's"
    ));
    let medians: BTreeMap<&String, f64> =
        figures.iter().map(|(name, all)| (name, median(all))).collect();
    Ok(json!({
        "bench": "ledger",
        "ratio": rounded(ratio),
        "ours": of("batch_1000"),
        "yardstick": of("raw_1000"),
        "batch_100_times_doubleentry": rounded(times),
        "unbatched_p99_times_fdatasync": rounded(waits),
        "medians": medians,
        "history": history,
        "runs": runs,
    }))
}

/// How speed holds with so many transfers in the ledger.
fn past(ours: &Path, folder: &Path, transfers: u64) -> anyhow::Result<Value> {
    step(&format!("posting {transfers} transfers"), || {
        let mut command = shell::command(ours);
        command.arg("--folder").arg(folder).args(["--history", &transfers.to_string()]);
        Ok(serde_json::from_str(&shell::output(&mut command)?)?)
    })
}

fn build() -> anyhow::Result<()> {
    let mut cargo = shell::cargo();
    cargo.args(["build", "--release", "--package", "sampan-ledger-trial", "--bins"]);
    shell::quiet(&mut cargo)?;
    let mut cargo = shell::cargo();
    cargo.current_dir(paths::root().join(YARDSTICK));
    cargo.args(["build", "--release"]).env("CARGO_TARGET_DIR", paths::target().join("yardstick"));
    shell::quiet(&mut cargo)
}
