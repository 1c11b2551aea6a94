//! Licences: only those that let people do with Sampan what its own licence says.

use anyhow::Context;
use serde_json::Value;

use super::graph::Graph;
use super::source::Finding;

/// Licences that may be linked to.
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "OpenSSL",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "Zlib",
    "bzip2-1.0.6",
];

/// Every crate has a licence that is allowed.
pub(super) fn crates(graph: &Graph) -> Vec<Finding> {
    let others = graph.packages.values().filter(|package| !package.is_ours);
    let refused = others.filter(|package| !package.licence.as_deref().is_some_and(is_allowed));
    refused
        .map(|package| {
            let licence = package.licence.as_deref().unwrap_or("no licence");
            Finding::at(
                &format!("{} {}", package.name, package.version),
                0,
                format!("{licence} is not an allowed licence"),
            )
        })
        .collect()
}

/// Every npm package has a licence that is allowed.
pub(super) fn npm(lock: &str) -> anyhow::Result<Vec<Finding>> {
    let lock: Value = serde_json::from_str(lock).context("package-lock.json")?;
    let packages = lock["packages"].as_object().context("package-lock.json names no packages")?;
    let refused =
        packages.iter().filter(|(name, _)| !name.is_empty()).filter_map(|(name, package)| {
            let licence = package["license"].as_str().unwrap_or("no licence");
            (!is_allowed(licence))
                .then(|| Finding::at(name, 0, format!("{licence} is not an allowed licence")))
        });
    Ok(refused.collect())
}

/// Whether an SPDX expression can be fulfilled with allowed licences; `/` is an old way to write `OR`.
fn is_allowed(expression: &str) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let verdict = either(&words, &mut at);
    verdict && at == words.len()
}

fn either(words: &[&str], at: &mut usize) -> bool {
    let mut verdict = both(words, at);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        let other = both(words, at);
        verdict = verdict || other;
    }
    verdict
}

fn both(words: &[&str], at: &mut usize) -> bool {
    let mut verdict = one(words, at);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        let other = one(words, at);
        verdict = verdict && other;
    }
    verdict
}

fn one(words: &[&str], at: &mut usize) -> bool {
    let Some(word) = words.get(*at) else {
        return false;
    };
    *at += 1;
    if *word == "(" {
        let verdict = either(words, at);
        let closed = words.get(*at) == Some(&")");
        *at += 1;
        return verdict && closed;
    }
    if words.get(*at) == Some(&"WITH") {
        let exception = words.get(*at + 1).copied().unwrap_or_default();
        *at += 2;
        return ALLOWED.contains(&&*format!("{word} WITH {exception}")) || ALLOWED.contains(word);
    }
    ALLOWED.contains(word)
}

#[cfg(test)]
mod tests {
    use super::super::graph::graph;
    use super::*;

    #[test]
    fn expressions_are_understood() {
        for fine in [
            "MIT",
            "MIT OR GPL-3.0-only",
            "MIT/Apache-2.0",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT",
        ] {
            assert!(is_allowed(fine), "{fine} is fine");
        }
        for refused in [
            "GPL-3.0-only",
            "AGPL-3.0",
            "MIT AND GPL-2.0",
            "(MIT",
            "",
            "LGPL-2.1 OR AGPL-3.0",
            "MIT MIT",
        ] {
            assert!(!is_allowed(refused), "{refused} is refused");
        }
    }

    #[test]
    fn a_planted_licence_is_found() -> anyhow::Result<()> {
        let planted = [
            ("a", &[] as &[&str], "MIT"),
            ("b", &[], "AGPL-3.0"),
            ("c", &[], ""),
            ("sampan-x", &[], ""),
        ];
        let found = crates(&graph(&planted));
        assert_eq!(
            found.len(),
            2,
            "a copyleft crate and one without a licence are found, ours are ours: {found:?}"
        );
        let lock = r#"{"packages": {"": {}, "node_modules/a": {"license": "ISC"}, "node_modules/b": {"license": "GPL-3.0"}}}"#;
        assert_eq!(npm(lock)?.len(), 1, "an npm package is found, too");
        Ok(())
    }
}
