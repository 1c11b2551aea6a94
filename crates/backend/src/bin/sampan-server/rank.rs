//! Ranks recorded interactions with the model that devices run, and says how well it does.

use crate::arguments::Rank;
use crate::failure::Failure;
use sampan_rank::eval::{self, Fault};
use std::fs::File;
use std::io::{BufReader, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn run(rank: &Rank) -> Result<ExitCode, Failure> {
    let out = BufWriter::new(std::io::stdout().lock());
    match rank {
        Rank::Recommend { train, k, at } => {
            let served =
                eval::recommend(open(train)?, *k, *at).map_err(|fault| of(train, &fault))?;
            told(out, served.iter().map(|(user, items)| eval::line(user, items)))
        }
        Rank::Eval { interactions } => {
            let report =
                eval::evaluate(open(interactions)?).map_err(|fault| of(interactions, &fault))?;
            let line =
                serde_json::to_string(&report).map_err(|error| Failure::of("writing", &error))?;
            told(out, std::iter::once(line))
        }
    }
}

fn open(file: &Path) -> Result<BufReader<File>, Failure> {
    let opened = File::open(file);
    Ok(BufReader::new(opened.map_err(|error| Failure::of(&file.display().to_string(), &error))?))
}

fn of(file: &Path, fault: &Fault) -> Failure {
    Failure::of(&file.display().to_string(), fault)
}

/// Writes lines; whoever reads them may stop when they have seen enough.
fn told(mut to: impl Write, lines: impl Iterator<Item = String>) -> Result<ExitCode, Failure> {
    let write = || {
        for line in lines {
            writeln!(to, "{line}")?;
        }
        to.flush()
    };
    match write() {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(Failure::of("writing", &error))
        }
        _ => Ok(ExitCode::SUCCESS),
    }
}
