//! Times the ranking of 10,000 candidates; one line of JSON for each number of neighbours:
//! `cargo run --release -p sampan-rank --example candidates`.

mod world;

use std::{error::Error, io::Write, time::Instant};

fn main() -> Result<(), Box<dyn Error>> {
    for near in [16, 32, 100] {
        let world = world::world(near);
        let mut times: Vec<f64> = (0..101)
            .map(|seed| {
                let start = Instant::now();
                assert_eq!(world::turn(&world, seed), 50, "a screenful is shown");
                start.elapsed().as_secs_f64() * 1e3
            })
            .collect();
        times.sort_by(f64::total_cmp);
        let told = serde_json::json!({
            "neighbours": near, "median_ms": times[50], "p95_ms": times[95],
        });
        writeln!(std::io::stdout(), "{told}")?;
    }
    Ok(())
}
