//! Layers: who may depend on whom.

use super::graph::Graph;
use super::source::Finding;

/// What each layer may need of ours.
const DIRECTIONS: &[(&str, &[&str])] = &[
    ("sampan-emvqr", &[]),
    ("sampan-rank", &[]),
    ("sampan-protocol", &["sampan-emvqr"]),
    ("sampan-calendar", &["sampan-protocol"]),
    ("sampan-programs", &["sampan-protocol"]),
    ("sampan-testvfs", &[]),
    ("sampan-view", &[]),
    ("sampan-app", &["sampan-protocol", "sampan-emvqr", "sampan-view"]),
    ("sampan-client", &["sampan-protocol", "sampan-emvqr", "sampan-calendar", "sampan-rank"]),
    (
        "sampan-backend",
        &["sampan-protocol", "sampan-emvqr", "sampan-calendar", "sampan-rank", "sampan-programs"],
    ),
    ("sampan-window", &[]),
    ("sampan-yardstick-window", &[]),
];
/// The layers that may reach Tauri: the shell, the bare window that it is measured against.
const SHELLS: &[&str] = &["sampan", "sampan-yardstick-window"];
/// Small pure crates that `protocol` and `emvqr` may name.
const PURE: &[&str] = &[
    "base64",
    "schemars",
    "serde",
    "serde_json",
    "sha2",
    "thiserror",
    "unicode-normalization",
    "uuid",
];
/// What the UI must not pull in, at any depth.
const HEAVY: &[&str] =
    &["rusqlite", "libsqlite3-sys", "tokio", "reqwest", "postgres", "chrono-tz", "rrule"];

/// Layers depend only downwards.
pub(super) fn directions(graph: &Graph) -> Vec<Finding> {
    let mut found = Vec::new();
    for (_, package) in graph.ours() {
        let Some((_, allowed)) = DIRECTIONS.iter().find(|(name, _)| *name == package.name) else {
            continue;
        };
        let needs = package
            .needs
            .iter()
            .filter_map(|key| graph.packages.get(key))
            .filter(|needed| needed.is_ours);
        for needed in needs.filter(|needed| !allowed.contains(&&*needed.name)) {
            found.push(Finding::at(
                &package.name,
                0,
                format!("must not depend on {}", needed.name),
            ));
        }
    }
    found
}

/// `protocol` and `emvqr` name serde and small pure crates only.
pub(super) fn purity(graph: &Graph) -> Vec<Finding> {
    let mut found = Vec::new();
    for (_, package) in graph.ours().filter(|(_, package)| {
        matches!(&*package.name, "sampan-protocol" | "sampan-emvqr" | "sampan-rank")
    }) {
        let needs = package
            .needs
            .iter()
            .filter_map(|key| graph.packages.get(key))
            .filter(|needed| !needed.is_ours);
        for needed in needs.filter(|needed| !PURE.contains(&&*needed.name)) {
            let text = format!(
                "{} is not among the small pure crates (xtask/src/tidy/layers.rs)",
                needed.name
            );
            found.push(Finding::at(&package.name, 0, text));
        }
    }
    found
}

/// Only the shell reaches Tauri.
pub(super) fn tauri_in_the_shell(graph: &Graph) -> Vec<Finding> {
    let mut found = Vec::new();
    for (key, package) in graph.ours().filter(|(_, package)| !SHELLS.contains(&&*package.name)) {
        let closure = graph.closure(key);
        if let Some((name, by)) =
            closure.iter().find(|(name, _)| **name == "tauri" || name.starts_with("tauri-"))
        {
            found.push(Finding::at(
                &package.name,
                0,
                format!("reaches {name} (through {by}); only the shell may"),
            ));
        }
    }
    found
}

/// The UI pulls in nothing that belongs to the core.
pub(super) fn lean_app(on_wasm: &Graph) -> Vec<Finding> {
    let Some(app) = on_wasm.our("sampan-app") else {
        return vec![Finding::at("app", 0, "the package sampan-app is missing")];
    };
    let closure = on_wasm.closure(app);
    let heavy = HEAVY.iter().filter_map(|name| Some((name, closure.get(name)?)));
    heavy
        .map(|(name, by)| Finding::at("sampan-app", 0, format!("pulls in {name} (through {by})")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::graph::graph;
    use super::*;

    #[test]
    fn a_layer_that_depends_upwards_or_sideways_is_found() {
        let fine = [
            ("sampan-emvqr", &[] as &[&str], ""),
            ("sampan-protocol", &["sampan-emvqr"], ""),
            ("sampan-client", &["sampan-protocol"], ""),
            ("sampan-backend", &["sampan-protocol"], ""),
            ("sampan-view", &[], ""),
            ("sampan-app", &["sampan-protocol", "sampan-view"], ""),
            ("sampan", &["sampan-client", "sampan-backend"], ""),
        ];
        assert!(directions(&graph(&fine)).is_empty(), "downwards is fine");
        for (layer, planted) in [
            ("sampan-app", "sampan-client"),
            ("sampan-client", "sampan-backend"),
            ("sampan-backend", "sampan-client"),
            ("sampan-protocol", "sampan-client"),
            ("sampan-emvqr", "sampan-protocol"),
            ("sampan-view", "sampan-protocol"),
            ("sampan-protocol", "sampan-view"),
        ] {
            let needs = [planted];
            let mut packages = fine.to_vec();
            packages.retain(|(name, ..)| *name != layer);
            packages.push((layer, &needs, ""));
            assert_eq!(directions(&graph(&packages)).len(), 1, "{layer} must not need {planted}");
        }
    }

    #[test]
    fn a_heavy_crate_in_the_protocol_is_found() {
        let planted = [
            ("sampan-protocol", &["serde", "tokio"] as &[&str], ""),
            ("serde", &[], ""),
            ("tokio", &[], ""),
        ];
        let found = purity(&graph(&planted));
        assert!(
            found.len() == 1 && found[0].text.starts_with("tokio"),
            "serde is pure, tokio is not: {found:?}"
        );
    }

    #[test]
    fn tauri_below_the_shell_is_found_at_any_depth() {
        let planted = [
            ("sampan", &["tauri"] as &[&str], ""),
            ("sampan-client", &["deep"], ""),
            ("deep", &["tauri-plugin-x"], ""),
            ("tauri-plugin-x", &["tauri"], ""),
            ("tauri", &[], ""),
        ];
        let found = tauri_in_the_shell(&graph(&planted));
        assert!(
            found.len() == 1 && found[0].path == "sampan-client",
            "only the client is at fault: {found:?}"
        );
    }

    #[test]
    fn what_the_ui_must_not_pull_in_is_found_at_any_depth() {
        for heavy in HEAVY {
            let needs = [*heavy];
            let planted =
                [("sampan-app", &["deep"] as &[&str], ""), ("deep", &needs, ""), (*heavy, &[], "")];
            assert_eq!(lean_app(&graph(&planted)).len(), 1, "{heavy} is found");
        }
        assert!(lean_app(&graph(&[("sampan-app", &[], "")])).is_empty(), "a lean UI passes");
        assert_eq!(lean_app(&graph(&[])).len(), 1, "a UI that is not there is no lean UI");
    }
}
