//! Rank: 10,000 candidates ranked on the device, in the window's WASM and natively, against the budget of each.

use super::median::{median, rounded};
use crate::progress::{note, section, step};
use crate::setup::wasm::{self, TARGET};
use crate::setup::{self, Ready};
use crate::{paths, shell};
use anyhow::{Context, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sampan_window::{App, Display, Size, Window};
use serde_json::{Value, json};

/// How long it may take in WASM and natively, in milliseconds.
const BUDGET: (f64, f64) = (20.0, 4.0);
/// Neighbours of each candidate: as many as the service tells.
const NEIGHBOURS: u32 = 32;
/// How often it is ranked between two looks at a clock that tells whole milliseconds.
const TURNS: u32 = 10;
/// Ranks so often, and answers the milliseconds of one turn.
const SCRIPT: &str = "
    const [file, near, turns, seed] = args;
    if (!window.ranking) {
        const bytes = Uint8Array.from(atob(file), letter => letter.charCodeAt(0));
        window.ranking = (await WebAssembly.instantiate(bytes, {})).instance.exports;
        window.ranking.prepare(near);
    }
    const began = performance.now();
    for (let turn = 0; turn < turns; turn += 1) {
        if (window.ranking.turn(seed + turn) !== 50) throw new Error('too few are shown');
    }
    return (performance.now() - began) / turns;";

/// Measures in WASM `runs` times, and natively.
pub(super) fn measure(runs: usize) -> anyhow::Result<Value> {
    setup::ensure(Ready::Headless)?;
    let file = build()?;
    let native = step("ranking natively", native)?;
    let display = Display::start(Size::PHONE)?;
    let bare = App::foreign(paths::target().join("release/sampan-yardstick-window"));
    let window = Window::open(&display, &bare)?;
    window.wait_screen("home", "ready")?;
    let mut times = Vec::new();
    step(&format!("ranking {runs} times {TURNS} times in the window"), || {
        // The first one makes the world, and is compiled while it runs.
        for run in 0..=runs {
            let of = [json!(file), json!(NEIGHBOURS), json!(TURNS), json!(run)];
            let took = window.script_async(SCRIPT, &of)?;
            if run > 0 {
                times.push(took.as_f64().context("it took a time")?);
            }
        }
        Ok(())
    })?;
    let in_wasm = median(&times);
    note(format!("{in_wasm:.1} ms in WASM, {native:.1} ms natively"));
    let ratio = (in_wasm / BUDGET.0).max(native / BUDGET.1);
    Ok(json!({
        "bench": "rank",
        "ratio": rounded(ratio),
        "ours": rounded(in_wasm),
        "yardstick": BUDGET.0,
        "of": "10,000 candidates in the window's WASM; the yardstick is the budget",
        "unit": "ms",
        "native": { "ours": rounded(native), "yardstick": BUDGET.1 },
        "neighbours": NEIGHBOURS,
        "runs": runs,
    }))
}

/// Builds both sides; answers the WASM in base64.
fn build() -> anyhow::Result<String> {
    let toolchain = wasm::ensure()?;
    section("building the ranking", || {
        let mut cargo = shell::cargo();
        cargo.args(["build", "--release", "-p", "sampan-rank", "--example", "candidates"]);
        shell::run(&mut cargo)?;
        let mut cargo = shell::cargo();
        shell::run(cargo.args(["build", "--release", "-p", "sampan-yardstick-window"]))?;
        let mut cargo = toolchain.cargo();
        cargo.args(["build", "-p", "sampan-rank", "--example", "turn", "--target", TARGET]);
        cargo.args(["--profile", "wasm-release"]);
        shell::run(cargo.env("CARGO_TARGET_DIR", paths::target().join("wasm")))
    })?;
    let file = paths::target().join("wasm").join(TARGET).join("wasm-release/examples/turn.wasm");
    Ok(STANDARD.encode(std::fs::read(file)?))
}

/// The median in milliseconds, as the program says it.
fn native() -> anyhow::Result<f64> {
    let program = paths::target().join("release/examples/candidates");
    let told = shell::output(&mut shell::command(program))?;
    for line in told.lines() {
        let told: Value = serde_json::from_str(line)?;
        if told["neighbours"] == json!(NEIGHBOURS) {
            return told["median_ms"].as_f64().context("a time");
        }
    }
    bail!("there is no line with {NEIGHBOURS} neighbours")
}
