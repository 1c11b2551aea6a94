//! Who depends on whom, as cargo resolves it.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context;
use serde_json::Value;

use crate::shell;

/// One package.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub(super) struct Package {
    /// Its name.
    pub(super) name: String,
    /// Its version.
    pub(super) version: String,
    /// Its licence, as an SPDX expression.
    pub(super) licence: Option<String>,
    /// Whether it is one of ours.
    pub(super) is_ours: bool,
    /// The packages that it is built with, by their keys; not those that only its tests need.
    pub(super) needs: BTreeSet<String>,
}

/// All packages by their keys.
#[derive(Default, Debug)]
pub(super) struct Graph {
    /// The key is cargo's; it is unique.
    pub(super) packages: BTreeMap<String, Package>,
}

impl Graph {
    /// Asks cargo, for all platforms or for one.
    pub(super) fn read(platform: Option<&str>) -> anyhow::Result<Self> {
        let mut cargo = shell::cargo();
        cargo.args(["metadata", "--format-version", "1"]);
        if let Some(platform) = platform {
            cargo.args(["--filter-platform", platform]);
        }
        Self::parse(&serde_json::from_str(&shell::output(&mut cargo)?)?)
    }

    /// Reads what cargo says.
    pub(super) fn parse(metadata: &Value) -> anyhow::Result<Self> {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let mut packages = BTreeMap::new();
        for package in
            metadata["packages"].as_array().context("cargo metadata names no packages")?
        {
            let known = Package {
                name: text(&package["name"]),
                version: text(&package["version"]),
                licence: package["license"].as_str().map(ToOwned::to_owned),
                is_ours: package["source"].is_null(),
                needs: BTreeSet::new(),
            };
            packages.insert(text(&package["id"]), known);
        }
        for node in
            metadata["resolve"]["nodes"].as_array().context("cargo metadata resolves nothing")?
        {
            let deps = node["deps"].as_array().into_iter().flatten();
            let needed = deps.filter(|dep| {
                let kinds = dep["dep_kinds"].as_array().into_iter().flatten();
                kinds.into_iter().any(|kind| kind["kind"] != "dev")
            });
            let needs = needed.map(|dep| text(&dep["pkg"])).collect();
            if let Some(package) = packages.get_mut(&text(&node["id"])) {
                package.needs = needs;
            }
        }
        Ok(Self { packages })
    }

    /// Our own packages.
    pub(super) fn ours(&self) -> impl Iterator<Item = (&String, &Package)> {
        self.packages.iter().filter(|(_, package)| package.is_ours)
    }

    /// One of ours by its name.
    pub(super) fn our(&self, name: &str) -> Option<&String> {
        self.ours().find(|(_, package)| package.name == name).map(|(key, _)| key)
    }

    /// The keys of everything that a package is built with, at any depth.
    pub(super) fn keys_below<'a>(&'a self, key: &'a str) -> BTreeSet<&'a str> {
        let mut found = BTreeSet::new();
        let mut open = vec![key];
        while let Some(package) = open.pop().and_then(|key| self.packages.get(key)) {
            open.extend(
                package.needs.iter().map(String::as_str).filter(|need| found.insert(*need)),
            );
        }
        found
    }

    /// Everything that a package is built with, at any depth, and the way to each: the name of who needs it.
    pub(super) fn closure(&self, key: &str) -> BTreeMap<&str, &str> {
        let mut found = BTreeMap::new();
        let mut open = vec![key];
        while let Some(key) = open.pop() {
            let Some(package) = self.packages.get(key) else {
                continue;
            };
            for need in &package.needs {
                if let Some(needed) = self.packages.get(need)
                    && !found.contains_key(&*needed.name)
                {
                    found.insert(&*needed.name, &*package.name);
                    open.push(need);
                }
            }
        }
        found
    }
}

/// A graph for tests: `(name, needs, licence)`; packages whose name begins with `sampan` are ours.
#[cfg(test)]
pub(super) fn graph(packages: &[(&str, &[&str], &str)]) -> Graph {
    let packages = packages.iter().map(|(name, needs, licence)| {
        let package = Package {
            name: (*name).to_owned(),
            version: "1.0.0".to_owned(),
            licence: (!licence.is_empty()).then(|| (*licence).to_owned()),
            is_ours: name.starts_with("sampan"),
            needs: needs.iter().map(ToString::to_string).collect(),
        };
        ((*name).to_owned(), package)
    });
    Graph { packages: packages.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_only_tests_need_is_left_out() -> anyhow::Result<()> {
        let metadata = json!({
            "packages": [
                {"id": "a 1", "name": "a", "version": "1", "license": "MIT", "source": null},
                {"id": "b 1", "name": "b", "version": "1", "license": null, "source": "registry"},
                {"id": "c 1", "name": "c", "version": "1", "license": "MIT", "source": "registry"}
            ],
            "resolve": {"nodes": [
                {"id": "a 1", "deps": [
                    {"pkg": "b 1", "dep_kinds": [{"kind": null}]},
                    {"pkg": "c 1", "dep_kinds": [{"kind": "dev"}]}
                ]}
            ]}
        });
        let graph = Graph::parse(&metadata)?;
        let closure = graph.closure("a 1");
        assert_eq!(
            closure.into_iter().collect::<Vec<_>>(),
            [("b", "a")],
            "b is needed by a, c by its tests alone"
        );
        Ok(())
    }
}
