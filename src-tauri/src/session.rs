//! An open profile: the client, and the backend behind it where that runs in the app.

use crate::home::Home;
use sampan_backend::seed;
use sampan_backend::system::{SystemClock, SystemRandom};
use sampan_backend::{Backend, Config as BackendConfig};
use sampan_client::{Client, Config, HttpProtocol, KeyHome, Run, SyncProtocol};
use sampan_protocol::device::{Event, Profile};
use sampan_protocol::people::Me;
use sampan_protocol::{Clock, Code, Error};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::sync::broadcast;
use tokio::task::JoinHandle;

/// The seed of the demo world: the same people and bills for everybody.
const DEMO_SEED: u64 = 20_260_701;

/// A profile that is open until this is dropped.
pub(crate) struct OpenSession {
    client: Arc<Client>,
    backend: Option<Backend>,
    forward: JoinHandle<()>,
    keeping: Option<JoinHandle<()>>,
}

impl OpenSession {
    /// Opens a profile, making it first if it is not there; its events go to `events`.
    ///
    /// # Errors
    /// Why it cannot be opened.
    pub(crate) async fn open(
        home: &Home,
        profile: &Profile,
        keys: KeyHome,
        events: broadcast::Sender<Event>,
    ) -> Result<Self, Error> {
        let folder = home.folder_of(profile);
        let (protocol, backend): (Arc<dyn SyncProtocol>, _) = match profile {
            Profile::Server { url } => (Arc::new(HttpProtocol::new(url)?), None),
            Profile::ThisDevice | Profile::Demo => {
                let (profile, home, at) = (profile.clone(), home.clone(), folder.clone());
                let backend = blocking(move || {
                    if profile == Profile::Demo && !at.exists() {
                        make_demo(&at, home.videos())?;
                    }
                    open_bundled(&at)
                })
                .await?;
                (Arc::new(backend.clone()), Some(backend))
            }
        };
        let client = Client::open(Config {
            folder,
            protocol,
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandom),
            keys: if *profile == Profile::Demo { KeyHome::File } else { keys },
            device_name: device_name(),
            run: Run::Background,
        })
        .await?;
        let mut heard = client.watch();
        let forward = tokio::spawn(async move {
            while let Some(event) = heard.next().await {
                // Nobody listens while the window is closed.
                let _ = events.send(event);
            }
        });
        let keeping = backend.as_ref().map(Backend::keep_time);
        Ok(Self { client, backend, forward, keeping })
    }

    /// The client.
    #[must_use]
    pub(crate) fn client(&self) -> Arc<Client> {
        self.client.clone()
    }
}

impl Drop for OpenSession {
    fn drop(&mut self) {
        self.forward.abort();
        self.keeping.iter().for_each(JoinHandle::abort);
        if let Some(backend) = &self.backend {
            backend.close();
        }
    }
}

fn open_bundled(folder: &Path) -> Result<Backend, Error> {
    fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    Backend::open(bundled(folder))
}

fn bundled(folder: &Path) -> BackendConfig {
    let database = format!("sqlite:{}", folder.join("backend.db").display());
    BackendConfig::bundled(&database, &folder.join("backend-media").display().to_string())
}

/// Makes the demo world beside its place and moves it there: it is whole or not there at all. Its short
/// videos are taken as they are: nobody waits for them to be encoded.
fn make_demo(folder: &Path, videos: Option<&Path>) -> Result<(), Error> {
    let new: PathBuf = folder.with_extension("new");
    if new.exists() {
        fs::remove_dir_all(&new).map_err(|error| unwritable(&new, &error))?;
    }
    fs::create_dir_all(&new).map_err(|error| unwritable(&new, &error))?;
    let mut config = bundled(&new);
    config.video.use_tools = false;
    let world = seed::with_videos(&config, (DEMO_SEED, SystemClock.now()), 0, videos)?;
    let person = world.people.into_iter().find(|person| person.id == world.me);
    // The first round of synchronisation tells whether they run the service.
    let me = Me { person: person.ok_or_else(Error::internal)?, operator: false, frozen: false };
    sampan_client::adopt(&new, world.device, &world.secret_key, &me)?;
    fs::rename(&new, folder).map_err(|error| unwritable(folder, &error))
}

fn unwritable(path: &Path, error: &std::io::Error) -> Error {
    tracing::warn!(%error, path = %path.display(), "a profile's folder cannot be written");
    Error::new(Code::Storage, "error.storage.unwritable").with("path", path.display().to_string())
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|_| Err(Error::internal()))
}

fn device_name() -> String {
    let named = ["HOSTNAME", "COMPUTERNAME"].iter().find_map(|name| std::env::var(name).ok());
    named
        .or_else(|| fs::read_to_string("/etc/hostname").ok())
        .map(|name| name.trim().chars().take(40).collect::<String>())
        .filter(|name| sampan_protocol::people::check_name(name).is_ok())
        .unwrap_or_else(|| std::env::consts::OS.to_owned())
}
