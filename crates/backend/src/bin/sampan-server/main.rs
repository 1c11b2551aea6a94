//! The server program: serves many people, and looks after what it keeps.
#![allow(clippy::print_stdout, reason = "a program answers on standard output")]

mod arguments;
mod audit;
mod export;
mod failure;
mod logs;
mod migrate;
mod operators;
mod qr;
mod rank;
mod seed;
mod serve;
mod settings;

use arguments::{Arguments, Verb};
use clap::Parser;
use failure::Failure;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // Other verbs end with a sentence that says what is wrong.
    let usual = if matches!(arguments.verb, Verb::Serve(_)) { "info" } else { "off" };
    logs::begin(arguments.log.as_deref().unwrap_or(usual));
    match perform(arguments.verb) {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn perform(verb: Verb) -> Result<ExitCode, Failure> {
    match verb {
        Verb::Serve(options) => serve::run(&options),
        Verb::Seed(options) => seed::run(&options),
        Verb::Audit(options) => audit::run(&options),
        Verb::Export(options) => export::run(&options),
        Verb::Migrate(options) => migrate::run(&options),
        Verb::Operators(options) => operators::run(&options),
        Verb::Qr(qr) => qr::run(&qr),
        Verb::Rank(rank) => rank::run(&rank),
    }
}
