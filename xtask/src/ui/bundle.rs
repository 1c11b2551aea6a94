//! Turns what cargo built into an ES module and its WASM, as small as it gets.

use std::fs;
use std::path::Path;

use anyhow::Context;
use sha2::{Digest, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use super::Kind;
use crate::{paths, shell};

/// What today's Rust puts into WASM; wasm-opt has to be told.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// What wasm-opt does, one run after another. Two passes make code shorter that is longer then when
/// it is compressed. Functions of similar names are of similar code: side by side they compress
/// better, and only then the names go. Nothing of Rust's lies below address 1,024 but the very end
/// of the stack.
const RUNS: &[&[&str]] = &[
    &["-Oz", "--low-memory-unused", "--skip-pass=local-cse", "--skip-pass=simplify-locals", "-g"],
    &["--reorder-functions-by-name", "-g"],
    &["--strip-debug"],
];

/// Writes `sampan.js`, `sampan_bg.wasm` and snippets; not again, when `wasm` is the one last bundled.
pub(super) fn write(wasm: &Path, kind: Kind, dist: &Path) -> anyhow::Result<()> {
    let bytes = fs::read(wasm).with_context(|| format!("{} is missing", wasm.display()))?;
    let stamp = paths::memory().join("bundle.stamp");
    let hash = format!("{} {:x} {RUNS:?}", kind.name(), Sha256::digest(&bytes));
    let bundle = dist.join("sampan_bg.wasm");
    if bundle.exists() && fs::read_to_string(&stamp).is_ok_and(|known| known == hash) {
        return Ok(());
    }
    let _ = fs::remove_file(&stamp);
    let _ = fs::remove_dir_all(dist.join("snippets"));
    let debug = kind == Kind::Debug;
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes("sampan", bytes).out_name("sampan").web(true)?;
    bindgen.typescript(false).remove_producers_section(true).debug(debug);
    bindgen.generate(dist)?;
    if !debug {
        shrink(&bundle)?;
    }
    fs::create_dir_all(paths::memory())?;
    Ok(fs::write(stamp, hash)?)
}

fn shrink(bundle: &Path) -> anyhow::Result<()> {
    let small = bundle.with_extension("small");
    for run in RUNS {
        let mut opt = shell::command(paths::npm_program("wasm-opt"));
        opt.args(*run).args(FEATURES).arg(bundle).arg("-o").arg(&small);
        shell::quiet(&mut opt).context("wasm-opt failed")?;
        fs::rename(&small, bundle)?;
    }
    Ok(())
}
