//! The list that the app shows of what others made: every crate that it is built with, and the icons.

use std::collections::BTreeSet;
use std::path::PathBuf;

use anyhow::Context;
use serde_json::{Value, json};

use super::graph::Graph;
use super::source::Finding;
use crate::paths;

/// Ours that people install.
const INSTALLED: &[&str] = &["sampan", "sampan-app"];
/// npm packages of which a part stands in the UI.
const SHOWN: &[(&str, &str)] =
    &[("node_modules/hls.js", "hls.js"), ("node_modules/lucide-static", "lucide")];
/// Where the list stands.
const PATH: &str = "assets/licences.json";

/// Writes the list.
pub(crate) fn write() -> anyhow::Result<()> {
    let list = list(&Graph::read(None)?, &npm_lock()?)?;
    std::fs::write(place(), list).with_context(|| PATH.to_owned())
}

/// The list names what is built in today.
pub(super) fn current(graph: &Graph) -> anyhow::Result<Option<Finding>> {
    let written = std::fs::read_to_string(place()).unwrap_or_default();
    let is_current = written == list(graph, &npm_lock()?)?;
    let told = "does not name what the app is made of; `cargo xtask licences` writes it";
    Ok((!is_current).then(|| Finding::at(PATH, 0, told)))
}

fn place() -> PathBuf {
    paths::root().join(PATH)
}

fn npm_lock() -> anyhow::Result<Value> {
    let lock = std::fs::read_to_string(paths::root().join("package-lock.json"))?;
    serde_json::from_str(&lock).context("package-lock.json")
}

fn list(graph: &Graph, lock: &Value) -> anyhow::Result<String> {
    let mut parts = BTreeSet::new();
    for ours in INSTALLED {
        let key = graph.our(ours).with_context(|| format!("{ours} is not there"))?;
        let keys = graph.keys_below(key);
        let made = keys.iter().filter_map(|key| graph.packages.get(*key)).filter(|p| !p.is_ours);
        parts.extend(made.map(|package| {
            let licence = package.licence.clone().unwrap_or_default();
            (package.name.clone(), package.version.clone(), licence)
        }));
    }
    for (package, name) in SHOWN {
        let of = |what: &str| lock["packages"][package][what].as_str().unwrap_or_default();
        parts.insert(((*name).to_owned(), of("version").to_owned(), of("license").to_owned()));
    }
    let rows: Vec<Value> = parts
        .iter()
        .map(|(name, version, licence)| json!({"name": name, "version": version, "licence": licence}))
        .collect();
    Ok(serde_json::to_string_pretty(&rows)? + "\n")
}

#[cfg(test)]
mod tests {
    use super::super::graph::graph;
    use super::*;

    #[test]
    fn what_is_built_in_is_named_and_nothing_else() -> anyhow::Result<()> {
        let graph = graph(&[
            ("sampan", &["b", "sampan-client"], "MIT"),
            ("sampan-client", &["c"], "MIT"),
            ("sampan-app", &["b"], "MIT"),
            ("b", &[], "MIT"),
            ("c", &[], "ISC"),
            ("elsewhere", &[], "MIT"),
        ]);
        let lock = json!({"packages": {
            "node_modules/hls.js": {"version": "1", "license": "Apache-2.0"},
            "node_modules/lucide-static": {"version": "1", "license": "ISC"},
        }});
        let rows: Vec<Value> = serde_json::from_str(&list(&graph, &lock)?)?;
        let names: Vec<&str> = rows.iter().filter_map(|row| row["name"].as_str()).collect();
        assert_eq!(names, ["b", "c", "hls.js", "lucide"], "at any depth, each once, without ours");
        Ok(())
    }
}
