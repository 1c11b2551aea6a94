//! Brings the database's tables up to date.

use crate::arguments::Report;
use crate::failure::Failure;
use crate::settings;
use sampan_backend::Backend;
use std::collections::BTreeMap;
use std::process::ExitCode;

pub(crate) fn run(options: &Report) -> Result<ExitCode, Failure> {
    let backend = Backend::open(settings::place(&options.place)?)?;
    let versions = backend.db().versions()?;
    if options.json {
        let versions: BTreeMap<_, _> = versions.into_iter().collect();
        let answer = serde_json::json!({ "engine": backend.db().engine(), "versions": versions });
        println!("{answer}");
    } else {
        println!("{}, up to date:", backend.db().engine());
        for (module, version) in versions {
            println!("  {module} {version}");
        }
    }
    Ok(ExitCode::SUCCESS)
}
