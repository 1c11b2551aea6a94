//! Measures the next page of a community's hot posts against as many rows by the primary key; one line of
//! JSON.
#![allow(clippy::print_stdout, reason = "a command line tool answers on standard output")]

use clap::Parser;
use sampan_protocol::Error;
use sampan_talk_trial::hot::measure;

/// What is measured.
#[derive(Parser)]
struct Arguments {
    /// A new database, such as `sqlite:hot.db`.
    #[arg(long)]
    database: String,
    /// How many posts the community has.
    #[arg(long, default_value_t = 1_000_000)]
    posts: u64,
    /// How many pages of each kind are read.
    #[arg(long, default_value_t = 600)]
    pages: u64,
}

fn main() -> Result<(), Error> {
    let Arguments { database, posts, pages } = Arguments::parse();
    println!("{}", measure(&database, posts, pages)?);
    Ok(())
}
