//! Measures what the service costs beside the work itself, turn by turn in one run; one line of JSON:
//!
//! * `pipeline_ratio`: the time from a whole upload to a video that is done, over the time that the very
//!   same calls of ffmpeg and ffprobe take by themselves, on the same file;
//! * `throughput_ratio`: bytes a second of an upload by tus over HTTP, over those of a bare handler that
//!   writes its body into a file and puts it on the disk as often;
//! * `parts_ratio`: the same, sent as the app does: in signed parts that grow where the line is quick.
#![allow(clippy::print_stdout, reason = "a command line tool answers on standard output")]

mod pipeline;
mod site;
mod throughput;

/// Whatever goes wrong ends the measurement.
type Fault = Box<dyn std::error::Error + Send + Sync>;

/// The number after an option, or else this one.
fn option(name: &str, or: usize) -> Result<usize, Fault> {
    let mut words = std::env::args().skip_while(|word| word != name).skip(1);
    Ok(words.next().map(|word| word.parse()).transpose()?.unwrap_or(or))
}

/// The middle of several measurements.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => 0.0,
        odd if odd % 2 == 1 => values[middle],
        _ => f64::midpoint(values[middle - 1], values[middle]),
    }
}

/// Three decimals are enough for anyone who reads it.
fn rounded(value: f64) -> f64 {
    (value * 1_000.0).round() / 1_000.0
}

#[tokio::main]
async fn main() -> Result<(), Fault> {
    let (runs, seconds) = (option("--runs", 5)?, option("--seconds", 10)?);
    let mebibytes = option("--mebibytes", 256)?;
    let pipeline = pipeline::measure(runs, seconds).await?;
    let throughput = throughput::measure(runs, mebibytes).await?;
    let mut told = serde_json::Map::new();
    for (name, value) in pipeline.into_iter().chain(throughput) {
        told.insert(name.to_owned(), rounded(value).into());
    }
    told.insert("runs".to_owned(), runs.into());
    println!("{}", serde_json::Value::Object(told));
    Ok(())
}
