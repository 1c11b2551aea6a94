//! Evaluates a file of interactions: `cargo run --release -p sampan-rank --example movielens FILE.csv`.

use sampan_rank::eval::{Protocol, evaluate_under};
use std::{error::Error, fs::File, io::BufReader, io::Write, time::Instant};

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args().nth(1).ok_or("give the path of a CSV file")?;
    for (all_rows, newcomers) in [(false, false), (true, false), (false, true), (true, true)] {
        let start = Instant::now();
        let protocol = Protocol { all_rows, newcomers };
        let report = evaluate_under(BufReader::new(File::open(&file)?), protocol)?;
        let report = serde_json::to_string(&report)?;
        writeln!(std::io::stdout(), "{protocol:?} {:?}\n{report}", start.elapsed())?;
    }
    Ok(())
}
