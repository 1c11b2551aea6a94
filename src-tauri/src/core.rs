//! What stands behind every command: the device's settings and the session that is open.

use crate::args::Arguments;
use crate::home::{Home, Remembered};
use crate::session::OpenSession;
use sampan_client::{Client, KeyHome, Presence};
use sampan_protocol::device::{
    Event, GetSession, KeepLook, Look, Profile, Session, SetSettings, Settings, UseProfile, Watch,
};
use sampan_protocol::{Error, Reply};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use tokio::sync::{broadcast, watch};

type Opened = Option<Result<Arc<OpenSession>, Error>>;

/// The state of the app.
pub struct Core {
    home: Home,
    arguments: Arguments,
    remembered: Mutex<Remembered>,
    link: Mutex<Option<String>>,
    opened: watch::Sender<Opened>,
    events: broadcast::Sender<Event>,
    presence: OnceLock<Arc<dyn Presence>>,
}

impl Core {
    /// The state of an app that has not started.
    #[must_use]
    pub fn new(home: Home, arguments: Arguments) -> Arc<Self> {
        let mut remembered = home.remembered();
        if arguments.demo {
            remembered.profile = Profile::Demo;
        } else if let Some(url) = &arguments.server {
            remembered.profile = Profile::Server { url: url.clone() };
        }
        Arc::new(Self {
            link: Mutex::new(arguments.uri()),
            home,
            arguments,
            remembered: Mutex::new(remembered),
            opened: watch::channel(None).0,
            events: broadcast::channel(256).0,
            presence: OnceLock::new(),
        })
    }

    /// Opens the last profile in the background; commands wait for it.
    pub fn start(self: &Arc<Self>) {
        let core = self.clone();
        tauri::async_runtime::spawn(async move { core.open().await });
    }

    /// Says who asks for fingerprint or face; before [`Core::start`].
    #[cfg(mobile)]
    pub(crate) fn use_presence(&self, presence: Arc<dyn Presence>) {
        let _ = self.presence.set(presence);
    }

    /// The client of the present profile, as soon as it is open.
    ///
    /// # Errors
    /// Why the profile cannot be opened.
    pub async fn client(&self) -> Result<Arc<Client>, Error> {
        Ok(self.session_opened().await?.client())
    }

    /// Answers [`GetSession`].
    ///
    /// # Errors
    /// Why the profile cannot be opened.
    pub async fn session(&self, _: GetSession) -> Reply<GetSession> {
        let open = self.session_opened().await?;
        let parts = open.client().session().await?;
        let profile = self.remembered().profile.clone();
        Ok(Session {
            profile,
            me: parts.me,
            waiting_for_approval: parts.waiting_for_approval,
            service: parts.service,
            settings: self.settings(),
            sync: parts.sync,
            media_base: parts.media_base,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            open: self.link.lock().unwrap_or_else(PoisonError::into_inner).take(),
        })
    }

    /// Answers [`SetSettings`].
    ///
    /// # Errors
    /// `Storage` if they cannot be written.
    pub fn set_settings(&self, request: SetSettings) -> Reply<SetSettings> {
        let mut remembered = self.remembered();
        let next = Remembered { settings: request.settings, ..remembered.clone() };
        self.home.remember(&next)?;
        *remembered = next;
        drop(remembered);
        self.tell(Event::Session);
        Ok(())
    }

    /// Answers [`KeepLook`].
    ///
    /// # Errors
    /// `Storage` if it cannot be written.
    pub fn keep_look(&self, request: &KeepLook) -> Reply<KeepLook> {
        let profile = self.remembered().profile.clone();
        self.home.keep_look(&profile, request.look.as_ref())
    }

    /// Takes the look that was kept, if this start begins with the home screen in its language.
    #[must_use]
    pub fn take_look(&self) -> Option<Look> {
        let profile = self.remembered().profile.clone();
        let settings = self.settings();
        let look = self.home.take_look(&profile)?;
        let begins_at_home = self.link.lock().unwrap_or_else(PoisonError::into_inner).is_none();
        let is_of_its_language = settings.language.is_none_or(|wanted| wanted == look.language);
        (begins_at_home && is_of_its_language).then_some(look)
    }

    /// Answers [`Watch`]: `hear` is called with each event until it says that nobody listens.
    pub fn watch(&self, _: Watch, hear: impl Fn(Event) -> bool + Send + 'static) {
        let mut events = self.events.subscribe();
        tauri::async_runtime::spawn(async move {
            loop {
                let event = match events.recv().await {
                    Ok(event) => event,
                    // Whoever fell behind reads everything again.
                    Err(broadcast::error::RecvError::Lagged(_)) => Event::Session,
                    Err(broadcast::error::RecvError::Closed) => break,
                };
                if !hear(event) {
                    break;
                }
            }
        });
    }

    /// Answers [`UseProfile`].
    ///
    /// # Errors
    /// `Storage` if the choice cannot be written, or why the profile cannot be opened.
    pub async fn use_profile(self: &Arc<Self>, request: UseProfile) -> Reply<UseProfile> {
        {
            let mut remembered = self.remembered();
            remembered.profile = request.profile;
            self.home.remember(&remembered)?;
        }
        self.opened.send_replace(None);
        self.open().await;
        self.tell(Event::Session);
        self.session_opened().await.map(drop)
    }

    /// What happens, as it happens.
    #[must_use]
    pub fn events(&self) -> broadcast::Receiver<Event> {
        self.events.subscribe()
    }

    /// Hands a link to the UI: now if it listens, and when it asks for the session.
    pub fn open_link(&self, link: String) {
        *self.link.lock().unwrap_or_else(PoisonError::into_inner) = Some(link.clone());
        self.tell(Event::Open(link));
    }

    /// Has the UI go to a place of the app, as it does with a link. What comes from outside is never such
    /// a path, always a `sampan://` link ([`crate::args`]).
    pub(crate) fn open_place(&self, path: String) {
        self.open_link(path);
    }

    /// The settings in force: the remembered ones, under what this start was told.
    #[must_use]
    pub fn settings(&self) -> Settings {
        let mut settings = self.remembered().settings.clone();
        settings.language = self.arguments.language().or(settings.language);
        settings.theme = self.arguments.theme().unwrap_or(settings.theme);
        settings
    }

    /// The size that the window is to have.
    #[must_use]
    pub fn window_size(&self) -> Option<(u32, u32)> {
        self.arguments.size.or(self.remembered().size)
    }

    /// Remembers the window's size, unless this start was told one.
    pub fn remember_size(&self, size: (u32, u32)) {
        if self.arguments.size.is_some() {
            return;
        }
        let mut remembered = self.remembered();
        remembered.size = Some(size);
        if let Err(error) = self.home.remember(&remembered) {
            tracing::warn!(%error, "the window's size is not remembered");
        }
    }

    async fn open(self: &Arc<Self>) {
        let profile = self.remembered().profile.clone();
        // A home of one's own choice is whole by itself: its keys lie in it, not in the keychain.
        let keys = match self.arguments.profile {
            Some(_) => KeyHome::File,
            None => KeyHome::Keychain,
        };
        let opened = OpenSession::open(&self.home, &profile, keys, self.events.clone()).await;
        match (&opened, self.presence.get()) {
            (Ok(session), Some(presence)) => session.client().use_presence(presence.clone()),
            (Ok(_), None) => {}
            (Err(error), _) => tracing::error!(%error, "the profile cannot be opened"),
        }
        self.opened.send_replace(Some(opened.map(Arc::new)));
    }

    async fn session_opened(&self) -> Result<Arc<OpenSession>, Error> {
        let mut opened = self.opened.subscribe();
        let found = opened.wait_for(Option::is_some).await.map_err(|_| Error::internal())?;
        found.clone().unwrap_or_else(|| Err(Error::internal()))
    }

    fn remembered(&self) -> MutexGuard<'_, Remembered> {
        self.remembered.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn tell(&self, event: Event) {
        // Nobody listens before the window is there; it reads everything when it comes.
        let _ = self.events.send(event);
    }
}
