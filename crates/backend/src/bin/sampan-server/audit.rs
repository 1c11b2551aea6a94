//! Replays the whole ledger and follows the operators' log, and checks both.

use crate::arguments::Report;
use crate::failure::Failure;
use crate::settings;
use sampan_backend::{
    Audit, Backend, LogAudit, ModerationAudit, audit, audit_moderation, audit_operators,
};
use serde::Serialize;
use std::process::ExitCode;

/// What is found: the ledger as ever, and the log beside it.
#[derive(Serialize)]
struct Found {
    #[serde(flatten)]
    ledger: Audit,
    operators: LogAudit,
    moderation: ModerationAudit,
}

pub(crate) fn run(options: &Report) -> Result<ExitCode, Failure> {
    let db = Backend::look(&settings::place(&options.place)?.database)?;
    let found = Found {
        ledger: audit(&db)?,
        operators: audit_operators(&db)?,
        moderation: audit_moderation(&db)?,
    };
    let Found { ledger, operators, moderation } = &found;
    if options.json {
        let line = serde_json::to_string(&found).map_err(|e| Failure::of("the answer", &e))?;
        println!("{line}");
    } else {
        println!("{} entries, root {}", ledger.entries, ledger.root);
        println!("{} lines in the operators' log, head {}", operators.lines, operators.head);
        println!("{} lines in the log of moderation, head {}", moderation.lines, moderation.head);
        for (currency, total) in &ledger.totals {
            println!("{currency}: {total} minor units in all accounts together");
        }
        match (&ledger.first_bad, operators.first_bad, moderation.first_bad) {
            (None, None, None) => println!("Everything is as it was written."),
            (Some(bad), _, _) => println!("WRONG: {bad:?}"),
            (None, Some(line), _) => println!("WRONG: line {line} of the operators' log"),
            (None, None, Some(line)) => println!("WRONG: line {line} of the log of moderation"),
        }
    }
    let whole = ledger.first_bad.is_none() && operators.first_bad.is_none();
    let whole = whole && moderation.first_bad.is_none();
    Ok(if whole { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
