//! What may stand only in certain places: SQL, the databases' crates, Tauri's global, Leptos's prelude.

use proc_macro2::TokenTree;

use super::source::{Finding, Source};

/// The crates of databases.
const DATABASES: &[&str] = &["rusqlite", "postgres", "tokio_postgres", "libsqlite3_sys"];
/// How statements begin, and what follows somewhere after it.
const STATEMENTS: &[(&str, &str)] = &[
    ("SELECT ", ""),
    ("INSERT ", "INTO "),
    ("UPDATE ", " SET "),
    ("DELETE FROM ", ""),
    ("CREATE TABLE ", ""),
    ("CREATE INDEX ", ""),
    ("CREATE UNIQUE INDEX ", ""),
    ("ALTER TABLE ", ""),
    ("DROP TABLE ", ""),
    ("PRAGMA ", ""),
    ("WITH ", " SELECT "),
];
/// Tauri's global in a page, in two parts so that this file does not hold it.
const GLOBAL: &str = concat!("__TAU", "RI");

/// SQL and the crates of databases stand only in `db`, `outbox`, `sync`, `table/` and `.sql` files.
pub(super) fn sql(source: &Source) -> Vec<Finding> {
    let ours = source.path.starts_with("crates/")
        || source.path.starts_with("src-tauri/")
        || source.path.starts_with("app/");
    let in_tests =
        source.path.split('/').any(|part| matches!(part, "tests" | "benches" | "fuzz" | "testvfs"));
    if !source.is_rust() || !ours || in_tests || is_place_of_sql(&source.path) {
        return Vec::new();
    }
    let statements = source.strings().into_iter().filter(|(_, text)| is_statement(text));
    let mut found: Vec<Finding> = statements
        .map(|(line, _)| {
            Finding::at(&source.path, line, "SQL belongs to table/, db, outbox or sync")
        })
        .collect();
    let tokens = source.tokens();
    for token in &tokens {
        if let TokenTree::Ident(ident) = token
            && DATABASES.iter().any(|name| ident == name)
        {
            let text = format!("`{ident}` belongs to table/, db, outbox or sync");
            found.push(Finding::at(&source.path, ident.span().start().line, text));
        }
    }
    found.dedup();
    found
}

/// Tauri's global stands only in the bridge.
pub(super) fn tauri(source: &Source) -> Vec<Finding> {
    if !source.path.starts_with("app/") || source.path == "app/src/bridge.rs" {
        return Vec::new();
    }
    let lines = source.text.lines().enumerate().filter(|(_, line)| line.contains(GLOBAL));
    lines
        .map(|(at, _)| Finding::at(&source.path, at + 1, "only app/src/bridge.rs talks to Tauri"))
        .collect()
}

/// Screens are written with the app's own prelude: what Leptos's brings is compiled for each type.
pub(super) fn leptos(source: &Source) -> Vec<Finding> {
    let may = ["app/src/prelude.rs", "app/src/dom/", "app/src/reactive/"];
    if !source.path.starts_with("app/") || may.iter().any(|place| source.path.starts_with(place)) {
        return Vec::new();
    }
    let names_it = |line: &str| {
        line.contains("leptos::prelude") || line.contains("leptos::{") && line.contains("prelude::")
    };
    let lines = source.text.lines().enumerate().filter(|(_, line)| names_it(line));
    lines
        .map(|(at, _)| Finding::at(&source.path, at + 1, "write it with `crate::prelude`"))
        .collect()
}

fn is_place_of_sql(path: &str) -> bool {
    let mut parts: Vec<&str> = path.split('/').collect();
    let file = parts.pop().unwrap_or_default();
    matches!(file, "db.rs" | "outbox.rs" | "sync.rs")
        || parts.iter().any(|part| matches!(*part, "table" | "db" | "outbox" | "sync"))
}

fn is_statement(text: &str) -> bool {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_uppercase() + " ";
    // Words of SQL are words of English, too: a statement has a table, a star, a comma or a bracket near its verb.
    STATEMENTS.iter().any(|(verb, then)| {
        text.strip_prefix(verb).is_some_and(|rest| {
            let shaped = match *verb {
                "SELECT " => {
                    rest.contains(" FROM ")
                        || rest.starts_with(|first: char| first.is_ascii_digit())
                }
                _ => true,
            };
            shaped && (then.is_empty() || text.contains(then))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sql_outside_its_places_is_found() {
        let planted = r#"fn f(c: &C) { c.run("SELECT a FROM b"); }"#;
        assert_eq!(
            sql(&Source::new("crates/client/src/wallet/pay.rs", planted)).len(),
            1,
            "a planted query is found"
        );
        for place in ["wallet/table/bill.rs", "db.rs", "db/sqlite.rs", "outbox.rs", "sync.rs"] {
            let source = Source::new(format!("crates/client/src/{place}"), planted);
            assert!(sql(&source).is_empty(), "{place} may hold SQL");
        }
        let english = r#"fn f() { say("Select a person"); say("Update available"); say("Delete from this list?".len()) }"#;
        let found = sql(&Source::new("crates/client/src/a.rs", english));
        assert_eq!(found.len(), 1, "English is not SQL, but for what could be both: {found:?}");
        let multiline = "fn f() { q(\"\n  update wallet\n  set a = 1\") }";
        assert_eq!(
            sql(&Source::new("crates/backend/src/a.rs", multiline)).len(),
            1,
            "case and lines do not hide it"
        );
    }

    #[test]
    fn a_database_outside_its_places_is_found() {
        let planted = "use rusqlite::Connection;\nfn f() { vec![postgres::x()]; }";
        let found = sql(&Source::new("crates/backend/src/wallet/pay.rs", planted));
        assert_eq!(
            found.iter().map(|finding| finding.line).collect::<Vec<_>>(),
            [1, 2],
            "in code and in macros"
        );
        let comment = "//! Unlike rusqlite, this is small.\n";
        assert!(
            sql(&Source::new("crates/backend/src/a.rs", comment)).is_empty(),
            "comments may name it"
        );
    }

    #[test]
    fn tauri_outside_the_bridge_is_found() {
        let planted = format!("fn f() {{ js(\"window.{GLOBAL}__\") }}");
        assert_eq!(
            tauri(&Source::new("app/src/main.rs", &*planted)).len(),
            1,
            "a planted call is found"
        );
        assert_eq!(
            tauri(&Source::new("app/public/x.js", &*planted)).len(),
            1,
            "in JavaScript, too"
        );
        assert!(tauri(&Source::new("app/src/bridge.rs", &*planted)).is_empty(), "the bridge may");
    }

    #[test]
    fn the_prelude_of_leptos_in_a_screen_is_found() {
        for planted in ["use leptos::prelude::*;", "use leptos::{html, prelude::*};"] {
            let at = |path: &str| leptos(&Source::new(path, planted)).len();
            assert_eq!(at("app/src/features/wallet/mod.rs"), 1, "{planted} in a feature");
            assert_eq!(at("app/src/prelude.rs"), 0, "the prelude is made of it");
            assert_eq!(at("app/src/dom/view.rs"), 0, "and so are our own views");
        }
        let fine = Source::new("app/src/me/code.rs", "use crate::prelude::*;\nuse leptos::html;");
        assert!(leptos(&fine).is_empty(), "our own prelude, and the rest of Leptos");
    }
}
