//! Where log lines go: standard error, pretty on a terminal, JSON otherwise.

use std::io::{IsTerminal, stderr};
use tracing_subscriber::EnvFilter;

/// What is kept out of the log whatever is asked for: at `debug`, these tell values of statements.
const QUIET: [&str; 2] = ["tokio_postgres=warn", "postgres=warn"];

/// Begins to log what the filter lets through.
pub(crate) fn begin(filter: &str) {
    let mut chosen = EnvFilter::builder().parse_lossy(filter);
    for directive in QUIET {
        if let Ok(directive) = directive.parse() {
            chosen = chosen.add_directive(directive);
        }
    }
    let lines = tracing_subscriber::fmt().with_env_filter(chosen).with_writer(stderr);
    if stderr().is_terminal() {
        lines.compact().init();
    } else {
        lines.json().flatten_event(true).init();
    }
}
