//! Features: each exists in every layer, and names no other.

use anyhow::Context;
use proc_macro2::TokenTree;

use super::source::{Finding, Source};

/// Where a layer keeps a feature, `{}` standing for its name: a file, or a folder when it ends in `/`.
const LAYERS: &[&[&str]] = &[
    &["crates/protocol/src/{}.rs", "crates/protocol/src/{}/"],
    &["crates/client/src/{}/"],
    &["crates/backend/src/{}/"],
    &["app/src/features/{}/"],
    &["src-tauri/src/commands/{}.rs", "src-tauri/src/commands/{}/"],
];
/// Where Rust of layers is.
const ROOTS: &[&str] = &[
    "crates/protocol/src/",
    "crates/client/src/",
    "crates/backend/src/",
    "app/src/",
    "src-tauri/src/",
];
/// The files that put features together: `features.rs`, and what declares modules where a folder must.
const COMPOSERS: &[&str] = &[
    "crates/protocol/src/lib.rs",
    "crates/protocol/src/commands.rs",
    "crates/backend/src/lib.rs",
    "src-tauri/src/commands/mod.rs",
];
/// Every feature that is planned: none may begin to exist in one layer alone.
const PLANNED: &[&str] =
    &["wallet", "communities", "feed", "live", "programs", "merchants", "promotion"];

/// The names in `pub const ALL: &[&str] = &["wallet", …]`.
pub(super) fn existing(text: &str) -> anyhow::Result<Vec<String>> {
    let file = syn::parse_file(text)?;
    let list = file.items.into_iter().find_map(|item| match item {
        syn::Item::Const(item) if item.ident == "ALL" => Some(*item.expr),
        _ => None,
    });
    let list = match list.context("crates/protocol/src/features.rs has no `ALL`")? {
        syn::Expr::Reference(reference) => *reference.expr,
        other => other,
    };
    let syn::Expr::Array(array) = list else { anyhow::bail!("`ALL` is not a list of strings") };
    let names = array.elems.into_iter().map(|element| match element {
        syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(name), .. }) => Ok(name.value()),
        _ => anyhow::bail!("`ALL` holds something else than a string"),
    });
    names.collect()
}

/// Every feature that exists has its name in every layer, and in the list.
pub(super) fn presence(sources: &[Source], existing: &[String]) -> Vec<Finding> {
    let mut found = Vec::new();
    for name in PLANNED
        .iter()
        .map(ToString::to_string)
        .chain(existing.iter().filter(|name| !PLANNED.contains(&name.as_str())).cloned())
    {
        let is_listed = existing.contains(&name);
        for places in LAYERS {
            let places: Vec<String> =
                places.iter().map(|place| place.replace("{}", &name)).collect();
            let is_there = sources
                .iter()
                .any(|source| places.iter().any(|place| source.path.starts_with(place.as_str())));
            if is_listed && !is_there {
                found.push(Finding::at(
                    &places[0],
                    0,
                    format!("the feature `{name}` is missing in this layer"),
                ));
            }
            if !is_listed && is_there {
                found.push(Finding::at(
                    &places[0],
                    0,
                    format!("`{name}` is not in crates/protocol/src/features.rs"),
                ));
            }
        }
    }
    found
}

/// A feature never names a sibling, and what all features share names none.
pub(super) fn isolation(source: &Source, existing: &[String]) -> Vec<Finding> {
    let in_a_layer = ROOTS.iter().any(|root| source.path.starts_with(root));
    if !in_a_layer || source.path.ends_with("/features.rs") || COMPOSERS.contains(&&*source.path) {
        return Vec::new();
    }
    let own = existing.iter().find(|name| belongs_to(&source.path, name));
    let named = named_modules(&source.tokens());
    let strangers =
        named.into_iter().filter(|(name, _)| existing.contains(name) && Some(name) != own);
    let mut found: Vec<Finding> = strangers
        .map(|(name, line)| {
            let text = match own {
                Some(own) => format!(
                    "the feature `{own}` names its sibling `{name}`: use a trait of ports.rs"
                ),
                None => format!("only features.rs names features, and this names `{name}`"),
            };
            Finding::at(&source.path, line, text)
        })
        .collect();
    found.dedup();
    found
}

fn belongs_to(path: &str, name: &str) -> bool {
    let places =
        LAYERS.iter().flat_map(|places| places.iter()).map(|place| place.replace("{}", name));
    places.into_iter().any(|place| path.starts_with(&place))
}

/// Names that stand as a part of a path, or are declared as a module: `a::b`, `use a;`, `mod a`, `use x::{a, b}`.
fn named_modules(tokens: &[TokenTree]) -> Vec<(String, usize)> {
    let is = |at: Option<usize>, wanted: &str| {
        at.and_then(|at| tokens.get(at)).is_some_and(|t| t.to_string() == wanted)
    };
    let mut in_use = false;
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if is(Some(at), ";") {
            in_use = false;
        }
        let TokenTree::Ident(ident) = token else {
            continue;
        };
        if ident == "use" {
            in_use = true;
        }
        let after_path = is(at.checked_sub(1), ":") && is(at.checked_sub(2), ":");
        let before_path = is(Some(at + 1), ":") && is(Some(at + 2), ":");
        let declared = is(at.checked_sub(1), "mod");
        if after_path || before_path || declared || in_use {
            found.push((ident.to_string(), ident.span().start().line));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_list_is_read() -> anyhow::Result<()> {
        let text = r#"pub const ALL: &[&str] = &["wallet", "feed"];"#;
        assert_eq!(existing(text)?, names(&["wallet", "feed"]), "names come in their order");
        assert!(existing("pub const NONE: u8 = 0;").is_err(), "a file without the list is told");
        Ok(())
    }

    #[test]
    fn a_feature_that_is_missing_in_a_layer_is_found() {
        let everywhere = [
            "crates/protocol/src/wallet/mod.rs",
            "crates/client/src/wallet/mod.rs",
            "crates/backend/src/wallet/mod.rs",
            "app/src/features/wallet/mod.rs",
            "src-tauri/src/commands/wallet.rs",
        ];
        let sources: Vec<Source> =
            everywhere.iter().map(|path| Source::new(*path, "//! x.")).collect();
        assert!(
            presence(&sources, &names(&["wallet"])).is_empty(),
            "a feature in every layer passes"
        );
        for missing in 0..everywhere.len() {
            let rest: Vec<Source> = everywhere
                .iter()
                .enumerate()
                .filter(|(at, _)| *at != missing)
                .map(|(_, path)| Source::new(*path, ""))
                .collect();
            assert_eq!(
                presence(&rest, &names(&["wallet"])).len(),
                1,
                "without {} it is found",
                everywhere[missing]
            );
        }
        assert_eq!(
            presence(&sources, &[]).len(),
            5,
            "what exists and is not listed is found in each layer"
        );
    }

    #[test]
    fn a_sibling_that_is_named_is_found() {
        let existing = names(&["wallet", "feed"]);
        let in_feed = |text: &str| {
            isolation(&Source::new("crates/backend/src/feed/like.rs", text), &existing).len()
        };
        assert_eq!(in_feed("use crate::wallet::Payments;"), 1, "in a use");
        assert_eq!(in_feed("use crate::{ports, wallet};"), 1, "in a group");
        assert_eq!(in_feed("fn f() { sampan_protocol::wallet::pay() }"), 1, "in a path");
        assert_eq!(
            in_feed("fn f() -> V { view! { <A on:click=move |_| wallet::pay()/> } }"),
            1,
            "in a macro"
        );
        assert_eq!(
            in_feed("use crate::feed::Post; fn wallet() {}"),
            0,
            "itself, and what is only called so, may be"
        );
    }

    #[test]
    fn a_feature_that_the_base_names_is_found() {
        let existing = names(&["wallet"]);
        let at = |path: &str| isolation(&Source::new(path, "mod wallet;"), &existing).len();
        assert_eq!(at("crates/client/src/sync.rs"), 1, "the base does not name features");
        assert_eq!(at("app/src/routes.rs"), 1, "nor do the routes");
        assert_eq!(at("crates/client/src/features.rs"), 0, "features.rs does");
        assert_eq!(at("app/src/features.rs"), 0, "in every layer");
        assert_eq!(at("xtask/src/main.rs"), 0, "what is no layer is free");
    }
}
