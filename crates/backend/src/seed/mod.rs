//! The demo world: a small bilingual town, made through the public operations only.
//!
//! The same seed and time give the same world, down to the last hash of the ledger.

mod bank;
mod cast;
mod chats;
mod clock;
mod decency;
mod desk;
mod dice;
mod disputes;
mod exchange;
mod films;
mod gifts;
mod life;
mod meet;
mod perks;
mod play;
mod rails;
mod saving;
mod script;
mod talk;

use crate::backend::Backend;
use crate::config::Config;
use crate::features::PointsRules;
use crate::pin::PinCost;
use clock::Hand;
use dice::Dice;
use films::Reel;
use play::Stage;
use sampan_protocol::ids::{DeviceId, PersonId};
use sampan_protocol::people::Person;
use sampan_protocol::{Currency, Error, Timestamp};
use script::Extent;
use std::path::Path;
use std::sync::Arc;
use std::thread;

/// The payment PIN of everybody in the demo world.
pub const PIN: &str = "246813";

/// How the demo's service gives points.
const POINTS: PointsRules = PointsRules { each: 1, worth: 100, months: 12 };

/// A demo world that was made.
pub struct DemoWorld {
    /// Everybody, people first.
    pub people: Vec<Person>,
    /// The person whom the demo app speaks for; one of `people`.
    pub me: PersonId,
    /// Their device for the app. It has not sent anything yet: its first counter is 1, and its
    /// first place in each queue.
    pub device: DeviceId,
    /// The secret half of the device's ed25519 key.
    pub secret_key: [u8; 32],
    /// Everybody's payment PIN.
    pub pin: &'static str,
    /// How many operations were played.
    pub operations: usize,
}

/// Makes three months of a demo world that end at `now`, on a service where nobody has registered.
/// It blocks; where it is called from does not matter.
///
/// # Errors
/// `Refused` where somebody has registered, or what the backend says.
pub fn demo(config: &Config, seed: u64, now: Timestamp) -> Result<DemoWorld, Error> {
    with_bills(config, seed, now, 0)
}

/// Makes a demo world in which the demo's person has at least so many bills: as many years as it
/// takes.
///
/// # Errors
/// As [`demo`].
pub fn with_bills(
    config: &Config,
    seed: u64,
    now: Timestamp,
    bills: usize,
) -> Result<DemoWorld, Error> {
    with_videos(config, (seed, now), bills, None)
}

/// Makes the same world with short videos in it: those of a list, whose files lie beside it in a folder
/// that is called as the list. They are worked on as everybody's, so what is made of them differs with
/// the tools that are there.
///
/// # Errors
/// As [`demo`]; `Storage` where list or files cannot be read.
pub fn with_videos(
    config: &Config,
    (seed, now): (u64, Timestamp),
    bills: usize,
    list: Option<&Path>,
) -> Result<DemoWorld, Error> {
    // A thread of its own: the caller may be inside a runtime, where nothing may block.
    thread::scope(|scope| {
        let made = scope.spawn(|| {
            let reel = list.map(Reel::read).transpose()?.unwrap_or_default();
            let kinds = reel.clips.iter().map(|clip| clip.kind.clone()).collect();
            make(config, Extent { seed, now, bills }, (reel, kinds))
        });
        made.join().unwrap_or_else(|_| Err(Error::internal()))
    })
}

fn make(
    config: &Config,
    extent: Extent,
    (reel, kinds): (Reel, Vec<String>),
) -> Result<DemoWorld, Error> {
    let clock = Hand::at(extent.now);
    let backend = Backend::open(prepared(config, &clock, extent.seed))?;
    let db = backend.db().clone();
    if db.read(|sql| backend.ports().people.by_handle(sql, "mei"))?.is_some() {
        return Err(Error::refused("error.seed.not_empty"));
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|_| Error::internal())?;
    let stage = Stage::new(backend, clock, Dice::new(extent.seed, 2), reel);
    db.set_durable(false)?;
    let world = runtime.block_on(stage.play(&script::with_videos(extent, &kinds), extent.now));
    db.set_durable(true)?;
    world
}

/// The backend's configuration for making a world: time and chance in the seeder's hands, PINs
/// that cost little, and currencies that the town uses.
fn prepared(config: &Config, clock: &Hand, seed: u64) -> Config {
    let mut config = config.clone();
    config.clock = Arc::new(clock.clone());
    config.random = Arc::new(Dice::new(seed, 3));
    config.pin_cost = PinCost::DEMO;
    config.newcomers_per_minute = u32::MAX;
    config.first_operates = true;
    config.settings.name = "Sampan 小镇".to_owned();
    config.settings.currencies =
        ["CNY", "USD", "JPY", "EUR"].iter().filter_map(|code| Currency::new(code).ok()).collect();
    exchange::set_up(&mut config.settings);
    config.settings.points = POINTS;
    bank::set_up(&mut config.settings);
    config.rails.sim = Some(rails::rail());
    config
}

#[cfg(test)]
mod tests;
