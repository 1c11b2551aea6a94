//! Has a crowd talk about a post in a new database; says where, in one line of JSON.
#![allow(clippy::print_stdout, reason = "a command line tool answers on standard output")]

use clap::Parser;
use sampan_backend::system::SystemClock;
use sampan_protocol::{Clock, Error};
use sampan_talk_trial::crowd::talk;

/// How much is said, and where.
#[derive(Parser)]
struct Arguments {
    /// The database, such as `sqlite:talk.db`.
    #[arg(long)]
    database: String,
    /// How many comments.
    #[arg(long, default_value_t = 5_000)]
    comments: u64,
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let Arguments { database, comments } = Arguments::parse();
    let talked = talk(&database, comments, SystemClock.now()).await?;
    println!("{}", serde_json::to_string(&talked).map_err(|_| Error::internal())?);
    Ok(())
}
