//! Says who runs the service, and appoints somebody where the others cannot act any more.

use crate::arguments::Operators;
use crate::failure::Failure;
use crate::settings;
use sampan_backend::{Backend, Succession, operators, succeed};
use std::process::ExitCode;

pub(crate) fn run(options: &Operators) -> Result<ExitCode, Failure> {
    let backend = Backend::open(settings::place(&options.place)?)?;
    if let Some(successor) = &options.appoint {
        let why = options.why.clone().unwrap_or_default();
        let (successor, replaces) = (bare(successor), options.in_place_of.as_deref().map(bare));
        succeed(&backend, &Succession { successor, replaces, why })?;
    }
    for person in operators(&backend)? {
        match options.json {
            true => {
                println!("{}", serde_json::json!({"handle": person.handle, "name": person.name}))
            }
            false => println!("@{} {}", person.handle, person.name),
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// A handle as people write it, without the sign before it.
fn bare(handle: &str) -> String {
    handle.trim().trim_start_matches('@').to_owned()
}
