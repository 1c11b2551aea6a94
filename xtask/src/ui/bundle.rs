//! Turns what cargo built into an ES module and its WASM, as small as it gets, in the parts that the router
//! loads (`app/src/router/apart.rs`).

use std::fs;
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

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

/// What wasm-opt does. Two passes make code shorter that is longer then when it is compressed. Functions of
/// similar names are of similar code: side by side they compress better, and only then the names go. Nothing
/// of Rust's lies below address 1,024 but the very end of the stack.
const PASSES: &[&str] = &[
    "-Oz",
    "--low-memory-unused",
    "--skip-pass=local-cse",
    "--skip-pass=simplify-locals",
    "--reorder-functions-by-name",
    "--strip-debug",
];

/// What brings the parts together with the first one.
pub(super) const LINK: &str = "parts.js";

/// Writes `sampan.js`, `sampan_bg.wasm`, the parts and snippets; not again, when `wasm` is the one last bundled.
pub(super) fn write(wasm: &Path, kind: Kind, dist: &Path) -> anyhow::Result<()> {
    let bytes = fs::read(wasm).with_context(|| format!("{} is missing", wasm.display()))?;
    let stamp = paths::memory().join("bundle.stamp");
    let hash = format!("{} {LINK} table {:x} {PASSES:?}", kind.name(), Sha256::digest(&bytes));
    let first = dist.join(FIRST);
    if first.exists() && fs::read_to_string(&stamp).is_ok_and(|known| known == hash) {
        return Ok(());
    }
    let _ = fs::remove_file(&stamp);
    let _ = fs::remove_dir_all(dist.join("snippets"));
    for old in all(dist)? {
        fs::remove_file(old)?;
    }
    fs::create_dir_all(paths::memory())?;
    let debug = kind == Kind::Debug;
    let rest = take_apart(&bytes, dist)?;
    let mut bindgen = Bindgen::new();
    bindgen.input_bytes("sampan", rest).out_name("sampan").web(true)?;
    // The parts are put into the table that the linker made.
    bindgen.keep_lld_exports(true);
    bindgen.typescript(false).remove_producers_section(true).debug(debug);
    bindgen.generate(dist)?;
    if !debug {
        shrink_all(&all(dist)?)?;
    }
    Ok(fs::write(stamp, hash)?)
}

/// The WASM that the first screen needs.
pub(super) const FIRST: &str = "sampan_bg.wasm";

/// Every WASM in the bundle.
pub(super) fn all(dist: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let files = crate::stamp::files(dist)?.into_iter();
    Ok(files.filter(|file| file.extension().is_some_and(|kind| kind == "wasm")).collect())
}

/// Writes the parts that are loaded later, and gives what is left.
fn take_apart(bytes: &[u8], dist: &Path) -> anyhow::Result<Vec<u8>> {
    let left = paths::memory().join("first.wasm");
    let link = format!("./{LINK}");
    let mut options = wasm_split_cli_support::Options::new(bytes);
    options.output_dir = dist;
    options.main_out_path = &left;
    options.link_name = &link;
    options.main_module = "./sampan.js";
    wasm_split_cli_support::transform(options)
        .map_err(|cause| anyhow::anyhow!("the WASM cannot be taken apart: {cause:?}"))?;
    let rest = fs::read(&left)?;
    fs::remove_file(left)?;
    Ok(rest)
}

/// Makes every part as small as it gets, as many at a time as there are processors: most are so small that
/// starting wasm-opt is what takes time.
fn shrink_all(parts: &[PathBuf]) -> anyhow::Result<()> {
    let next = AtomicUsize::new(0);
    let work = || -> anyhow::Result<()> {
        while let Some(part) = parts.get(next.fetch_add(1, Ordering::Relaxed)) {
            shrink(part)?;
        }
        Ok(())
    };
    let workers = std::thread::available_parallelism().map_or(1, NonZero::get);
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        all.into_iter().try_for_each(|one| {
            one.join().map_err(|_| anyhow::anyhow!("making the bundle small panicked"))?
        })
    })
}

fn shrink(bundle: &Path) -> anyhow::Result<()> {
    let small = bundle.with_extension("small");
    let mut opt = shell::command(paths::npm_program("wasm-opt"));
    opt.args(PASSES).args(FEATURES).arg(bundle).arg("-o").arg(&small);
    shell::quiet(&mut opt).context("wasm-opt failed")?;
    Ok(fs::rename(&small, bundle)?)
}
