//! Checks the rules of the house that no compiler knows.

mod catalogues;
mod credits;
mod features;
mod graph;
mod layers;
mod licences;
mod places;
mod shape;
mod source;

use std::fs;

use anyhow::{Context, bail};

use crate::paths;
use crate::progress::{note, step};
pub(crate) use credits::write as write_credits;
use graph::Graph;
use source::{Finding, Source};

/// A rule that looks at one file.
type FileRule = fn(&Source) -> Vec<Finding>;

/// Every rule that looks at one file.
const FILE_RULES: &[FileRule] = &[
    shape::length,
    shape::opening,
    shape::functions,
    shape::names,
    places::sql,
    places::tauri,
    places::leptos,
];

/// Checks everything; fails when a rule is broken anywhere.
pub(crate) fn run() -> anyhow::Result<()> {
    let mut findings = step("checking the sources", check_sources)?;
    findings.extend(step("checking dependencies and licences", check_dependencies)?);
    findings.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    for finding in &findings {
        eprintln!("{finding}");
    }
    if !findings.is_empty() {
        bail!("tidy found {} broken rules", findings.len());
    }
    note("every rule of the house holds");
    Ok(())
}

fn check_sources() -> anyhow::Result<Vec<Finding>> {
    let root = paths::root();
    let sources = source::gather(&root)?;
    let mut findings: Vec<Finding> = sources
        .iter()
        .flat_map(|source| FILE_RULES.iter().flat_map(move |rule| rule(source)))
        .collect();
    let list = root.join("crates/protocol/src/features.rs");
    let list = fs::read_to_string(&list).with_context(|| list.display().to_string())?;
    let existing = features::existing(&list)?;
    findings.extend(sources.iter().flat_map(|source| features::isolation(source, &existing)));
    findings.extend(features::presence(&sources, &existing));
    let catalogues = catalogues::read(&root.join("assets/locales"))?;
    findings.extend(catalogues::agreement(&catalogues));
    findings.extend(catalogues::usage(&catalogues, &sources));
    Ok(findings)
}

fn check_dependencies() -> anyhow::Result<Vec<Finding>> {
    let everywhere = Graph::read(None)?;
    let on_wasm = Graph::read(Some(crate::setup::wasm::TARGET))?;
    let mut findings = layers::directions(&everywhere);
    findings.extend(layers::purity(&everywhere));
    findings.extend(layers::tauri_in_the_shell(&everywhere));
    findings.extend(layers::lean_app(&on_wasm));
    findings.extend(licences::crates(&everywhere));
    findings.extend(credits::current(&everywhere)?);
    findings.extend(licences::npm(&fs::read_to_string(paths::root().join("package-lock.json"))?)?);
    Ok(findings)
}
