//! A service that may go down at any time, with a clock that is set by hand.

use crate::Engine;
use crate::plant::Plant;
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use sampan_backend::{Backend, Config, PinCost};
use sampan_protocol::{Arg, Clock, Error, Timestamp};
use sampan_testvfs::{Disk, register};
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::RwLock;
use uuid::Uuid;

/// A clock that is set by hand.
#[derive(Clone)]
pub(crate) struct Hand(Arc<AtomicI64>);

impl Hand {
    pub(crate) fn set(&self, at: Timestamp) {
        self.0.store(at.micros(), Ordering::SeqCst);
    }

    /// Time passes until what a refusal says is over.
    pub(crate) fn pass(&self, refusal: &Error) {
        if let Some(Arg::Time(until)) = refusal.args.get("until") {
            self.0.fetch_max(until.micros(), Ordering::SeqCst);
        }
    }
}

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

/// A service and what it stands on.
pub(crate) struct Town {
    /// None while it is down; whoever asks holds it up for as long.
    pub(crate) backend: RwLock<Option<Backend>>,
    pub(crate) clock: Hand,
    /// The disk, on SQLite.
    pub(crate) disk: Option<Disk>,
    /// The database's address.
    pub(crate) address: String,
    pub(crate) plant: Option<Plant>,
    /// How often it went down, or lost its connections.
    pub(crate) outages: AtomicU64,
    /// How much was answered as it was asked.
    pub(crate) answered: AtomicU64,
    config: Config,
    random: Mutex<ChaCha8Rng>,
    ids: AtomicU64,
}

impl Town {
    /// A new service.
    pub(crate) fn new(engine: &Engine, seed: u64, plant: Option<Plant>) -> Result<Self, String> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("rsvp_{}_{number}", std::process::id());
        let (disk, address) = match engine {
            Engine::Sqlite => {
                let disk = Disk::new();
                register(&name, &disk).map_err(|code| format!("SQLite says {code}"))?;
                (Some(disk), format!("sqlite:town?vfs={name}"))
            }
            Engine::Postgres(server) => (None, fresh(server, &name)?),
        };
        let clock = Hand(Arc::new(AtomicI64::new(1_790_000_000_000_000)));
        let mut config = Config::server(&address, "memory:");
        config.clock = Arc::new(clock.clone());
        config.pin_cost = PinCost::DEMO;
        config.first_operates = true;
        let town = Self {
            backend: RwLock::new(None),
            clock,
            disk,
            address,
            plant,
            outages: AtomicU64::new(0),
            answered: AtomicU64::new(0),
            config,
            random: Mutex::new(ChaCha8Rng::seed_from_u64(seed)),
            ids: AtomicU64::new(0),
        };
        if plant == Some(Plant::DiskLies)
            && let Some(disk) = &town.disk
        {
            disk.lie();
        }
        Ok(town)
    }

    /// Opens the service. It blocks, and not on a thread of a runtime.
    pub(crate) fn open(&self) -> Result<Backend, String> {
        let config = self.config.clone();
        let opened = std::thread::scope(|scope| scope.spawn(|| Backend::open(config)).join());
        let backend = opened.map_err(|_| "the service panicked".to_owned())?;
        let backend = backend.map_err(|error| format!("the service does not open: {error}"))?;
        if self.plant == Some(Plant::NotDurable) {
            backend.db().set_durable(false).map_err(|error| error.to_string())?;
        }
        Ok(backend)
    }

    /// A number below another one.
    pub(crate) fn below(&self, most: u64) -> u64 {
        self.random.lock().unwrap_or_else(PoisonError::into_inner).random_range(0..most)
    }

    /// An identifier that nothing has.
    pub(crate) fn id(&self) -> Uuid {
        let n = self.ids.fetch_add(1, Ordering::SeqCst);
        Uuid::from_u128(0x0199_0000_0000_7000_8000_0000_0000_0000 | u128::from(n))
    }

    /// Turns the power off and on again: what was not synced is lost.
    pub(crate) async fn power_cut(&self) -> Result<(), String> {
        let mut backend = self.backend.write().await;
        drop(backend.take());
        if let Some(disk) = &self.disk {
            let mut chance = |below| self.below(below);
            disk.restart(&mut chance);
        }
        *backend = Some(self.open()?);
        self.outages.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }
}

/// Makes a database on a server; answers its address.
fn fresh(server: &str, name: &str) -> Result<String, String> {
    let (base, _) = server.rsplit_once('/').ok_or("the address ends in /NAME")?;
    crate::outage::statement(server, &format!("CREATE DATABASE {name}"))?;
    Ok(format!("{base}/{name}"))
}
