//! Hot: the next page of a community of a million posts, against as many rows by the primary key.

use super::median::rounded;
use crate::progress::{note, step};
use crate::setup::postgres_folder;
use crate::test::Postgres;
use crate::{paths, shell};
use anyhow::Context;
use serde_json::{Map, Value, json};
use std::path::Path;

/// How many posts the community has.
const POSTS: u64 = 1_000_000;
/// How many pages of each kind are read a run.
const PAGES: usize = 100;

/// Measures on SQLite, and on PostgreSQL where there is one.
pub(super) fn measure(runs: usize) -> anyhow::Result<Value> {
    step("building what reads", || {
        let mut cargo = shell::cargo();
        cargo.args(["build", "--release", "--package", "sampan-talk-trial", "--bins"]);
        shell::quiet(cargo.args(["--features", "sampan-talk-trial/postgres"]))
    })?;
    let program = paths::target().join("release/bench-hot");
    let folder = paths::target().join("bench");
    std::fs::create_dir_all(&folder)?;
    let folder = tempfile::tempdir_in(&folder)?;
    let mut engines = Map::new();
    let file = format!("sqlite:{}", folder.path().join("hot.db").display());
    engines.insert("sqlite".to_owned(), read(&program, &file, runs)?);
    if let Some(told) = on_postgres(&program, runs)? {
        engines.insert("postgres".to_owned(), told);
    }
    let ratio = |told: &Value| told["ratio"].as_f64().unwrap_or(f64::MAX);
    let worst = engines.values().max_by(|a, b| ratio(a).total_cmp(&ratio(b)));
    let worst = worst.context("something was measured")?.clone();
    let whole = |told: &Value| told["page_ratio"].as_f64().unwrap_or(f64::MAX);
    let page_ratio = engines.values().map(whole).fold(0.0, f64::max);
    for (engine, told) in &engines {
        let [ours, page, key] = ["ours", "page", "yardstick"].map(|name| &told[name]);
        note(format!(
            "{engine}: {ours} µs the ranked rows, {key} µs as many by key, {page} µs the whole page"
        ));
    }
    Ok(json!({
        "bench": "hot",
        "ratio": rounded(ratio(&worst)),
        "page_ratio": rounded(page_ratio),
        "ours": worst["ours"],
        "yardstick": worst["yardstick"],
        "unit": "µs",
        "of": "the worse engine: the 21 posts of the next page as they are ranked, against as many posts by the \
            primary key; page_ratio: with authors, tags, polls, previews, reactions and votes, against the same",
        "engines": engines,
        "runs": runs,
    }))
}

/// Fills a database and reads it.
fn read(program: &Path, database: &str, runs: usize) -> anyhow::Result<Value> {
    let (engine, _) = database.split_once(':').unwrap_or((database, ""));
    step(&format!("{POSTS} posts on {engine}, {runs} times {PAGES} pages"), || {
        let mut command = shell::command(program);
        command.args(["--database", database, "--posts", &POSTS.to_string()]);
        command.args(["--pages", &(runs * PAGES).to_string()]);
        Ok(serde_json::from_str(&shell::output(&mut command)?)?)
    })
}

/// On a database of its own: in the PostgreSQL that is named, or one to throw away.
fn on_postgres(program: &Path, runs: usize) -> anyhow::Result<Option<Value>> {
    let given = std::env::var("SAMPAN_TEST_POSTGRES").ok();
    if given.is_none() && postgres_folder().is_none() {
        note("there is no PostgreSQL here: it is not measured");
        return Ok(None);
    }
    let (url, _running) = match given {
        Some(url) => (url, None),
        None => {
            let server = Postgres::start()?;
            (server.url(), Some(server))
        }
    };
    let (server, _) = url.rsplit_once('/').context("the address ends in /NAME")?;
    let name = format!("hot_{}", std::process::id());
    let say =
        |statement: String| shell::quiet(shell::command("psql").args([&*url, "-qc", &statement]));
    say(format!("CREATE DATABASE {name}"))?;
    let told = read(program, &format!("{server}/{name}"), runs);
    say(format!("DROP DATABASE {name} WITH (FORCE)"))?;
    told.map(Some)
}
