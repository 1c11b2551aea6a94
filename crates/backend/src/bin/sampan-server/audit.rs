//! Replays the whole ledger and checks it.

use crate::arguments::Report;
use crate::failure::Failure;
use crate::settings;
use sampan_backend::{Backend, audit};
use std::process::ExitCode;

pub(crate) fn run(options: &Report) -> Result<ExitCode, Failure> {
    let db = Backend::look(&settings::place(&options.place)?.database)?;
    let found = audit(&db)?;
    if options.json {
        let line = serde_json::to_string(&found).map_err(|e| Failure::of("the answer", &e))?;
        println!("{line}");
    } else {
        println!("{} entries, root {}", found.entries, found.root);
        for (currency, total) in &found.totals {
            println!("{currency}: {total} minor units in all accounts together");
        }
        match &found.first_bad {
            None => println!("Everything is as it was written."),
            Some(bad) => println!("WRONG: {bad:?}"),
        }
    }
    Ok(if found.first_bad.is_none() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
