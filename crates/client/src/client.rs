//! The client of one profile: opened from a folder, closed when it is dropped.

use crate::core::Core;
use crate::db::blocking;
use crate::events::Events;
use crate::media::MediaServer;
use crate::{KeyHome, features, people, run};
use sampan_protocol::device::{Refresh, SyncNow, SyncState};
use sampan_protocol::people::Me;
use sampan_protocol::service::Info;
use sampan_protocol::sync::SyncProtocol;
use sampan_protocol::{Clock, Code, Error, Random, Reply};
use std::path::PathBuf;
use std::sync::Arc;
use tokio::task::JoinHandle;

/// What a profile is opened with.
pub struct Config {
    /// The profile's folder; made if it is not there.
    pub folder: PathBuf,
    /// The line to the backend.
    pub protocol: Arc<dyn SyncProtocol>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Gives randomness fit for keys.
    pub random: Arc<dyn Random>,
    /// Where the device's key is kept.
    pub keys: KeyHome,
    /// What the owner calls this device, e.g. the machine's name.
    pub device_name: String,
    /// Whether it synchronises by itself.
    pub run: Run,
}

/// Whether a client synchronises by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run {
    /// It does: at once, when woken up, and from time to time.
    Background,
    /// It does when [`Client::sync_now`] is called; for tests and tools.
    ByHand,
}

/// What the client adds to the session of the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionParts {
    /// The person, once there is one; changes that wait are shown.
    pub me: Option<Me>,
    /// Whether this device waits for an older one's approval.
    pub waiting_for_approval: bool,
    /// The service as last seen.
    pub service: Option<Info>,
    /// How it stands with the backend.
    pub sync: SyncState,
    /// Where media is served from.
    pub media_base: String,
}

/// An open profile.
pub struct Client {
    pub(crate) core: Arc<Core>,
    tasks: Vec<JoinHandle<()>>,
    _media: MediaServer,
}

impl Client {
    /// Opens a profile: at once, without waiting for the network.
    ///
    /// # Errors
    /// `Storage` if the profile's files cannot be used; what the person wrote is never thrown away.
    pub async fn open(config: Config) -> Result<Arc<Self>, Error> {
        let run = config.run;
        let core = Arc::new(blocking(move || Core::open(config)).await?);
        let media = MediaServer::start(core.clone()).await?;
        // The cell is empty: this is the only place that fills it.
        let _ = core.media_base.set(media.base().to_owned());
        let tasks = match run {
            Run::Background => run::start(&core),
            Run::ByHand => Vec::new(),
        };
        Ok(Arc::new(Self { core, tasks, _media: media }))
    }

    /// Listens to what changes on this device.
    #[must_use]
    pub fn watch(&self) -> Events {
        Events(self.core.status.listen())
    }

    /// The client's part of the session.
    ///
    /// # Errors
    /// `Storage` if the profile's files cannot be read.
    pub async fn session(&self) -> Result<SessionParts, Error> {
        let known = self.core.known();
        let me = match people::me(&self.core).await {
            // A broken cache is laid anew meanwhile; who it is stands elsewhere, too.
            Err(error) if error.code == Code::Storage => known.me,
            shown => shown?,
        };
        Ok(SessionParts {
            me,
            waiting_for_approval: known.linking.is_some(),
            service: known.service,
            sync: self.core.status.shown(),
            media_base: self.core.media_base.get().cloned().unwrap_or_default(),
        })
    }

    /// Synchronises now, with the pictures and recordings that wait.
    ///
    /// # Errors
    /// Why it cannot; what waits stays.
    pub async fn sync_now(&self, _: SyncNow) -> Reply<SyncNow> {
        self.core.round().await?;
        match self.core.hand_in().await? {
            true => self.core.round().await,
            false => Ok(()),
        }
    }

    /// Answers [`Refresh`]: every list is asked for again when a screen reads it next.
    ///
    /// # Errors
    /// None so far.
    #[allow(clippy::unused_async, reason = "every command is answered alike")]
    pub async fn refresh(&self, _: Refresh) -> Reply<Refresh> {
        self.core.asked.forget();
        self.core.status.tell_rows(features::page_kinds());
        Ok(())
    }

    /// Asks for a look at the backend soon, without waiting for it: when the app comes to the front.
    pub fn kick(&self) {
        self.core.kick.notify_one();
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        self.core.ahead.stop();
        for task in &self.tasks {
            task.abort();
        }
    }
}
