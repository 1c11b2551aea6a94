//! Upload: what the service costs beside the work itself, on the way in and on the way through its tools.

use crate::progress::{note, step};
use crate::{paths, shell};
use anyhow::Context;
use serde_json::{Value, json};

/// The most turns: each makes a video twice.
const MOST: usize = 7;

/// Measures both, turn by turn with what they are held against.
pub(super) fn measure(runs: usize) -> anyhow::Result<Value> {
    step("building what uploads", || {
        let mut cargo = shell::cargo();
        cargo.args(["build", "--release", "--package", "sampan-backend", "--no-default-features"]);
        shell::quiet(cargo.args(["--example", "bench-upload"]))
    })?;
    let program = paths::target().join("release/examples/bench-upload");
    let runs = runs.clamp(1, MOST);
    let told: Value = step(&format!("{runs} clips and files, in turns"), || {
        let mut command = shell::command(&program);
        command.args(["--runs", &runs.to_string()]);
        Ok(serde_json::from_str(&shell::output(&mut command)?)?)
    })?;
    let number = |name: &str| told[name].as_f64().with_context(|| format!("{name} is missing"));
    let (pipeline, throughput) = (number("pipeline_ratio")?, number("throughput_ratio")?);
    note(format!(
        "{pipeline} times what the tools take; {throughput} of a bare copy's bytes a second"
    ));
    Ok(json!({
        "bench": "upload",
        "ratio": pipeline,
        "ours": told["pipeline_seconds"],
        "yardstick": told["bare_seconds"],
        "unit": "s",
        "of": "from a whole upload to a video that is done, against the same calls of ffmpeg and ffprobe",
        "throughput_ratio": throughput,
        "throughput_of": "bytes a second of an upload over HTTP, against a bare handler that writes and syncs as often",
        "details": told,
        "runs": runs,
    }))
}
