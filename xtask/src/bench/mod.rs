//! Measures Sampan against a yardstick, turn by turn in one run.

mod hot;
mod ledger;
mod median;
mod pixels;
mod rank;
mod start;
mod swipe;
mod thread;
mod upload;
mod wake;

use clap::ValueEnum;

/// What can be measured.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Debug)]
enum Bench {
    /// The next page of a community of a million posts, against as many rows by the primary key.
    Hot,
    /// Transfers a second, durable, against the bare rows that they write and the crate `doubleentry`.
    Ledger,
    /// 10,000 candidates ranked on the device, in WASM and natively, against the budget of each.
    Rank,
    /// From starting the program to its first real content, against a bare Tauri window; and the memory of both.
    Start,
    /// From a swipe to the first moving frame of a video, a hundred times whatever `--runs` says, against a bare page of the same file; and the memory over 500.
    Swipe,
    /// From pressing a post with 5,000 comments to the frame that has them, against a plain page of the same rows.
    Thread,
    /// What the service costs beside the work itself: a video through its tools, a file on its way in.
    Upload,
    /// From the server's acknowledgement of a payment to the change on the payee's screen, against the budget.
    Wake,
}

/// What is measured, and how often.
#[derive(clap::Args, Debug)]
pub(crate) struct Arguments {
    /// What to measure.
    name: Bench,
    /// How often each side is measured.
    #[arg(long, default_value_t = 12)]
    runs: usize,
    /// For the ledger: also how speed holds with so many transfers in it.
    #[arg(long)]
    history: Option<u64>,
}

/// Measures, and prints JSON as the last line.
pub(crate) fn run(arguments: &Arguments) -> anyhow::Result<()> {
    let outcome = match arguments.name {
        Bench::Hot => hot::measure(arguments.runs)?,
        Bench::Ledger => ledger::measure(arguments.runs.min(5), arguments.history)?,
        Bench::Rank => rank::measure(arguments.runs)?,
        Bench::Start => start::measure(arguments.runs)?,
        Bench::Swipe => swipe::measure()?,
        Bench::Thread => thread::measure(arguments.runs)?,
        Bench::Upload => upload::measure(arguments.runs)?,
        Bench::Wake => wake::measure(arguments.runs)?,
    };
    println!("{outcome}");
    Ok(())
}
