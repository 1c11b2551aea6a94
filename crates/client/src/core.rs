//! What every command stands on: the two files, the line to the backend, and what is known.

use crate::biometric::Biometrics;
use crate::cache::Cache;
use crate::db::{Connection, Fault, Store, blocking};
use crate::identity::Identity;
use crate::made::Made;
use crate::media::ahead::Ahead;
use crate::media::arriving::Arriving;
use crate::messages::Handing;
use crate::outbox::{self, Outbox};
use crate::pages::Asked;
use crate::status::Status;
use crate::table::known;
use crate::vault::Vault;
use crate::wire::Wire;
use sampan_protocol::ids::DeviceId;
use sampan_protocol::people::{Me, Person};
use sampan_protocol::service::Info;
use sampan_protocol::{Clock, Code, Error, Random, Timestamp};
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};
use tokio::sync::Notify;

/// The core of an open profile.
pub(crate) struct Core {
    pub(crate) folder: PathBuf,
    pub(crate) device_name: String,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) vault: Arc<Vault>,
    pub(crate) cache: Arc<Store>,
    pub(crate) own: Arc<Store>,
    pub(crate) status: Arc<Status>,
    pub(crate) wire: Wire,
    /// Whoever pushes or pulls has the turn: queues stay in order.
    pub(crate) turn: tokio::sync::Mutex<Turn>,
    /// Asks for a round of synchronisation now.
    pub(crate) kick: Notify,
    /// Whether the service has news: it is to present itself again.
    pub(crate) news: AtomicBool,
    /// Tells the task of wake-ups that there is a person to listen for.
    pub(crate) arrived: Notify,
    /// Asks for a look at what is to be uploaded now.
    pub(crate) upload: Notify,
    /// Whoever writes files that are to be uploaded goes after the one before.
    pub(crate) staging: tokio::sync::Mutex<()>,
    /// Pictures and recordings of messages that are to be handed in.
    pub(crate) handing: Handing,
    pub(crate) media_base: OnceLock<String>,
    pub(crate) biometrics: Biometrics,
    /// Which lists were asked for lately.
    pub(crate) asked: Asked,
    /// What took long to make.
    pub(crate) made: Made,
    /// Files that are on their way.
    pub(crate) arriving: Arriving,
    /// Files that are wanted before anybody looks at them.
    pub(crate) ahead: Ahead,
    known: RwLock<Known>,
    /// Whoever changes what is known goes after the one before.
    learning: tokio::sync::Mutex<()>,
}

/// What who has the turn remembers between rounds.
#[derive(Debug, Default)]
pub(crate) struct Turn {
    /// When the service last presented itself.
    pub(crate) looked: Option<Timestamp>,
    /// Whether the rows on disk were added up since the profile was opened.
    pub(crate) checked: bool,
}

/// What this device knows of itself and its service; a copy of what stands in the outbox's file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    /// The person, as the service last told.
    pub(crate) me: Option<Me>,
    /// The service.
    pub(crate) service: Option<Info>,
    /// By how many microseconds the service's clock is ahead.
    pub(crate) clock_offset: i64,
    /// The handle for which this device waits to be let in.
    pub(crate) linking: Option<String>,
}

impl Known {
    /// The person whom this device speaks for.
    pub(crate) fn person(&self) -> Result<Person, Error> {
        let none = || Error::refused("error.device.nobody");
        self.me.as_ref().map(|me| me.person.clone()).ok_or_else(none)
    }

    /// The service, as it last presented itself.
    pub(crate) fn service(&self) -> Result<Info, Error> {
        let never = || Error::new(Code::Offline, "error.device.never_reached");
        self.service.clone().ok_or_else(never)
    }
}

impl Core {
    /// Opens the files of a profile.
    pub(crate) fn open(config: crate::Config) -> Result<Self, Fault> {
        let folder = config.folder;
        std::fs::create_dir_all(&folder).map_err(|e| Fault::File(folder.clone(), e))?;
        let own = Arc::new(open_outbox(&folder)?);
        let cache = Arc::new(Store::open_disposable::<Cache>(&folder)?);
        let (clock, random) = (config.clock, config.random);
        let week_ago = clock.now().plus_seconds(-7 * 86_400);
        own.write(|tx| outbox::forget_told(tx, week_ago))?;
        let device = own.write(|tx| match known::get(tx, known::DEVICE)? {
            Some(device) => Ok(device),
            None => {
                let device = DeviceId::new(&*clock, &*random);
                known::set(tx, known::DEVICE, &device)?;
                Ok(device)
            }
        })?;
        let vault = Arc::new(Vault::new(config.keys, &folder, device.to_string()));
        let known = own.read(read_known)?;
        let mut identity = Identity::load(&vault, device)?;
        if !identity.has_key() && known.me.is_none() && known.linking.is_none() {
            identity = Identity::make(&vault, device, &*random)?;
        }
        let status = Arc::new(Status::new());
        status.counted(own.read(outbox::counts)?);
        let wire = Wire::new(config.protocol, identity, own.clone(), status.clone())?;
        Ok(Self {
            folder,
            device_name: presentable(&config.device_name),
            clock,
            random,
            vault,
            cache,
            own,
            status,
            wire,
            turn: tokio::sync::Mutex::default(),
            kick: Notify::new(),
            news: AtomicBool::new(false),
            arrived: Notify::new(),
            upload: Notify::new(),
            staging: tokio::sync::Mutex::default(),
            handing: Handing::default(),
            media_base: OnceLock::new(),
            biometrics: Biometrics::default(),
            asked: Asked::default(),
            made: Made::default(),
            arriving: Arriving::default(),
            ahead: Ahead::default(),
            known: RwLock::new(known),
            learning: tokio::sync::Mutex::default(),
        })
    }

    /// What is known.
    pub(crate) fn known(&self) -> Known {
        self.known.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The person whom this device speaks for.
    pub(crate) fn me(&self) -> Result<Person, Error> {
        self.known().person()
    }

    /// The service, as it last presented itself.
    pub(crate) fn service(&self) -> Result<Info, Error> {
        self.known().service()
    }

    /// The time, as the service's clock has it.
    pub(crate) fn service_now(&self) -> Timestamp {
        let offset = self.known().clock_offset;
        Timestamp::from_micros(self.clock.now().micros().saturating_add(offset))
    }

    /// Changes what is known, on disk first.
    pub(crate) async fn learn(
        &self,
        change: impl FnOnce(&mut Known) + Send + 'static,
    ) -> Result<(), Error> {
        let _learning = self.learning.lock().await;
        let mut known = self.known();
        change(&mut known);
        let (own, new) = (self.own.clone(), known.clone());
        blocking(move || {
            own.write(|tx| {
                put(tx, known::ME, new.me.as_ref())?;
                put(tx, known::SERVICE, new.service.as_ref())?;
                put(tx, known::LINKING, new.linking.as_ref())?;
                known::set(tx, known::CLOCK_OFFSET, &new.clock_offset)
            })
        })
        .await?;
        *self.known.write().unwrap_or_else(PoisonError::into_inner) = known;
        Ok(())
    }

    /// Counts what waits, and tells if it is another number than before.
    pub(crate) async fn recount(&self) -> Result<(), Error> {
        let own = self.own.clone();
        let counts = blocking(move || own.read(outbox::counts)).await?;
        self.status.counted(counts);
        Ok(())
    }
}

pub(crate) fn open_outbox(folder: &std::path::Path) -> Result<Store, Fault> {
    let path = folder.join("outbox.db").display().to_string();
    Store::open::<Outbox>(folder).map_err(|fault| match fault {
        fault if fault.is_corrupt() => {
            Error::new(Code::Storage, "error.storage.outbox_corrupt").with("path", path).into()
        }
        Fault::Told(error) => error.with("path", path).into(),
        other => other,
    })
}

fn read_known(db: &Connection) -> Result<Known, Fault> {
    Ok(Known {
        me: known::get(db, known::ME)?,
        service: known::get(db, known::SERVICE)?,
        clock_offset: known::get(db, known::CLOCK_OFFSET)?.unwrap_or(0),
        linking: known::get(db, known::LINKING)?,
    })
}

fn put<T: serde::Serialize>(
    tx: &crate::db::Transaction<'_>,
    name: &str,
    value: Option<&T>,
) -> Result<(), Fault> {
    match value {
        Some(value) => known::set(tx, name, value),
        None => known::remove(tx, name),
    }
}

/// A device's name as services take it: one line of at most 60 characters, not empty.
fn presentable(name: &str) -> String {
    let line: String = name.chars().filter(|c| !c.is_control()).take(60).collect();
    match line.trim() {
        "" => "Sampan".to_owned(),
        name => name.to_owned(),
    }
}
