//! Fills an empty database with the demo world.

use crate::arguments::Seed;
use crate::failure::Failure;
use crate::settings;
use sampan_backend::seed::{DemoWorld, with_videos};
use sampan_protocol::auth::to_hex;
use std::fs::OpenOptions;
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn run(options: &Seed) -> Result<ExitCode, Failure> {
    let config = settings::place(&options.place)?;
    let when = (options.seed, config.clock.now());
    let world = with_videos(&config, when, options.bills, options.videos.as_deref())?;
    if let Some(path) = &options.device {
        keep_device(path, &world)
            .map_err(|error| Failure::of(&path.display().to_string(), &error))?;
    }
    println!("{} operations by {} people:", world.operations, world.people.len());
    for person in &world.people {
        println!("  @{} {}", person.handle, person.name);
    }
    println!("Every payment PIN is {}.", world.pin);
    Ok(ExitCode::SUCCESS)
}

/// Writes what it takes to speak for the demo's person; only the file's owner may read it.
fn keep_device(path: &Path, world: &DemoWorld) -> std::io::Result<()> {
    let device = serde_json::json!({
        "person": world.me,
        "device": world.device,
        "secret_key": to_hex(&world.secret_key),
        "pin": world.pin,
    });
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    writeln!(file, "{device}")
}
