//! The backend's state: database, media, modules, and what they are given.

use crate::auth::{self, Replay};
use crate::config::Config;
use crate::db::{Db, DbError, ModuleMigrations, Sql};
use crate::endpoint::Endpoint;
use crate::media::{Intake, MediaStore};
use crate::metrics::Metrics;
use crate::module::{Context, Module, Refusal};
use crate::pin::{self, PinCost};
use crate::ports::Ports;
use crate::rate::Rate;
use crate::sync::{self, Bus, InProcessBus};
use crate::{features, jobs, router, service};
use axum::Router;
use sampan_protocol::ids::{OpId, PersonId};
use sampan_protocol::service::NEWS_SCOPE;
use sampan_protocol::sync::{Scope, Wake};
use sampan_protocol::{Clock, Error, Money, Random, Timestamp};
use std::collections::BTreeMap;
use std::future::Future;
use std::sync::{Arc, OnceLock};
use tokio::sync::{Notify, watch};
use tokio::task::JoinHandle;

/// A backend; cheap to clone. It closes when the last clone is dropped.
#[derive(Clone)]
pub struct Backend {
    state: Arc<State>,
    /// Kept outside of the state, which the router holds: a circle would never be freed.
    router: Arc<OnceLock<Router>>,
}

struct State {
    db: Db,
    media: MediaStore,
    intake: Intake,
    modules: Vec<Box<dyn Module>>,
    ports: Ports,
    config: Config,
    replay: Replay,
    bus: Box<dyn Bus>,
    metrics: Metrics,
    newcomers: Rate,
    closing: watch::Sender<bool>,
    /// Tells the keeper of jobs that there is a new one.
    scheduled: Notify,
    /// Tells each module's asking of the world outside that there may be something new to ask.
    reaching: Vec<Notify>,
}

impl Backend {
    /// Opens the database, brings its tables up to date, and sets a new service up. It blocks.
    ///
    /// # Errors
    /// `Storage` or `Incompatible` with what is wrong with the database, `Invalid` for an address
    /// that is none.
    pub fn open(config: Config) -> Result<Self, Error> {
        let modules = features::modules(&config);
        let db = Db::open(&config.database)?;
        db.migrate(&migrations(&modules))?;
        db.write(|sql| service::begin(sql, &config.settings, &*config.random))?;
        let state = State {
            media: MediaStore::open(&config.media)?,
            intake: Intake::new(&config),
            reaching: modules.iter().map(|_| Notify::new()).collect(),
            modules,
            ports: features::ports(),
            replay: Replay::default(),
            bus: Box::new(InProcessBus::new()),
            metrics: Metrics::new(),
            newcomers: Rate::new(config.newcomers_per_minute),
            closing: watch::Sender::new(false),
            scheduled: Notify::new(),
            config,
            db,
        };
        Ok(Self { state: Arc::new(state), router: Arc::default() })
    }

    /// Opens a backend's database as it is, to look at it: nothing is made, nothing changed.
    ///
    /// # Errors
    /// `Storage` or `Incompatible` if it is not there, or not of this version.
    pub fn look(database: &str) -> Result<Db, Error> {
        let db = Db::open_existing(database)?;
        db.check(&migrations(&features::plain_modules()))?;
        Ok(db)
    }

    /// Everything that the backend answers, as a service for HTTP.
    pub fn router(&self) -> Router {
        self.router
            .get_or_init(|| {
                router::build(&Self { state: self.state.clone(), router: Arc::default() })
            })
            .clone()
    }

    /// A one-time invitation for the first operator, as long as there is none. It blocks.
    ///
    /// # Errors
    /// What the database says.
    pub fn first_invitation(&self) -> Result<Option<String>, Error> {
        service::first_invitation(self)
    }

    /// Ends every stream of wake-ups, so that a server can stop.
    pub fn close(&self) {
        self.state.closing.send_replace(true);
    }

    /// Does everything that is due at `now`; says how many things were done. It blocks.
    ///
    /// # Errors
    /// What the database says; what is done by itself and fails is tried again later.
    pub fn run_due(&self, now: Timestamp) -> Result<usize, Error> {
        jobs::run_due(self, now)
    }

    /// Asks the world outside whatever has to be asked of it at `now`; says how much was asked.
    ///
    /// # Errors
    /// What the database says; what does not answer is asked again later.
    pub async fn reach_out(&self, now: Timestamp) -> Result<usize, Error> {
        jobs::reach_out(self, now).await
    }

    /// Keeps doing what is due, and asking the world outside, in the present runtime, until the
    /// backend closes.
    pub fn keep_time(&self) -> JoinHandle<()> {
        let (jobs, outside) = (jobs::keep(self.clone()), jobs::keep_reaching(self.clone()));
        tokio::spawn(async {
            tokio::join!(jobs, outside);
        })
    }

    /// Does something in somebody's name that they did not ask for just now, in a transaction of
    /// its own, and wakes whoever reads of it.
    pub(crate) fn in_name_of<T>(
        &self,
        person: PersonId,
        op_id: OpId,
        now: Timestamp,
        work: impl Fn(&mut Context<'_>) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        jobs::in_name_of(self, (person, op_id, now), work)
    }

    /// The database.
    #[must_use]
    pub fn db(&self) -> &Db {
        &self.state.db
    }

    /// The time.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.state.config.clock.now()
    }

    /// The clock.
    #[must_use]
    pub fn clock(&self) -> &dyn Clock {
        &*self.state.config.clock
    }

    /// Randomness fit for cryptography.
    #[must_use]
    pub fn random(&self) -> &dyn Random {
        &*self.state.config.random
    }

    /// The modules.
    #[must_use]
    pub fn modules(&self) -> &[Box<dyn Module>] {
        &self.state.modules
    }

    /// What modules may ask of one another.
    #[must_use]
    pub fn ports(&self) -> &Ports {
        &self.state.ports
    }

    /// Runs `work`, which may block, off the threads of the runtime.
    ///
    /// # Errors
    /// What `work` says; `Internal` if it panics.
    pub async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let backend = self.clone();
        let span = tracing::Span::current();
        tokio::task::spawn_blocking(move || span.in_scope(|| work(&backend))).await.unwrap_or_else(
            |error| {
                tracing::error!(%error, "an answer panicked");
                Err(Error::internal())
            },
        )
    }

    /// Wakes whoever waits for changes in these scopes.
    pub(crate) fn wake(&self, reached: BTreeMap<Scope, u64>) {
        for (scope, seq) in reached {
            self.state.bus.publish(Wake { scope, seq });
        }
    }

    /// Waits for something asynchronous, on a thread that may block.
    pub(crate) fn block_on<T>(&self, work: impl Future<Output = T>) -> T {
        tokio::runtime::Handle::current().block_on(work)
    }

    pub(crate) fn module(&self, scope_word: &str) -> Option<&dyn Module> {
        let mut modules = self.state.modules.iter();
        modules.find(|module| module.scope_word() == scope_word).map(AsRef::as_ref)
    }

    /// Whether somebody may read a scope, and act in it.
    pub(crate) fn may_read(
        &self,
        sql: &mut dyn Sql,
        me: PersonId,
        scope: &Scope,
    ) -> Result<bool, DbError> {
        match self.module(scope.word()) {
            None => Ok(false),
            Some(module) if module.for_operators() => self.ports().people.is_operator(sql, me),
            Some(module) => Ok(module.may_read(me, scope)),
        }
    }

    /// The same, off the threads of the runtime where it has to be looked up.
    pub(crate) async fn may_hear(&self, me: PersonId, scope: &Scope) -> bool {
        match self.module(scope.word()) {
            None => scope.word() == NEWS_SCOPE,
            Some(module) if module.for_operators() => {
                let people = self.ports().people.clone();
                let ask = move |backend: &Self| {
                    Ok(backend.db().read(|sql| people.is_operator(sql, me))?)
                };
                self.blocking(ask).await.unwrap_or(false)
            }
            Some(module) => module.may_read(me, scope),
        }
    }

    pub(crate) fn endpoints(&self) -> Vec<Endpoint> {
        let modules = self.state.modules.iter().flat_map(|module| module.endpoints());
        service::endpoints()
            .into_iter()
            .chain(pin::endpoints())
            .chain(sync::endpoints())
            .chain(modules)
            .collect()
    }

    pub(crate) fn media(&self) -> &MediaStore {
        &self.state.media
    }

    /// What uploads and the work on videos need.
    pub(crate) fn intake(&self) -> &Intake {
        &self.state.intake
    }

    pub(crate) fn replay(&self) -> &Replay {
        &self.state.replay
    }

    pub(crate) fn bus(&self) -> &dyn Bus {
        &*self.state.bus
    }

    pub(crate) fn metrics(&self) -> &Metrics {
        &self.state.metrics
    }

    pub(crate) fn newcomers(&self) -> &Rate {
        &self.state.newcomers
    }

    /// Has the keepers of jobs, and of the world outside, look when there is something to do.
    pub(crate) fn wake_keeper(&self) {
        self.state.scheduled.notify_one();
        self.state.reaching.iter().for_each(Notify::notify_one);
    }

    /// Waits until there may be something new that a module has to ask the world outside.
    pub(crate) async fn reaching(&self, module: usize) {
        self.state.reaching[module].notified().await;
    }

    /// Waits until there is a new job.
    pub(crate) async fn scheduled(&self) {
        self.state.scheduled.notified().await;
    }

    pub(crate) fn closed(&self) -> watch::Receiver<bool> {
        self.state.closing.subscribe()
    }

    pub(crate) fn pin_cost(&self) -> PinCost {
        self.state.config.pin_cost
    }

    pub(crate) fn play_money(&self) -> bool {
        self.state.config.play_money
    }

    pub(crate) fn first_operates(&self) -> bool {
        self.state.config.first_operates
    }

    pub(crate) fn behind_proxy(&self) -> bool {
        self.state.config.behind_proxy
    }

    pub(crate) fn limits(&self) -> &[Money] {
        &self.state.config.limits
    }
}

/// The steps of every table, base modules first: what features refer to is there then.
pub(crate) fn migrations(modules: &[Box<dyn Module>]) -> Vec<ModuleMigrations> {
    let base = [
        ("service", service::MIGRATIONS),
        ("sync", sync::MIGRATIONS),
        ("auth", auth::MIGRATIONS),
        ("pin", pin::MIGRATIONS),
        ("jobs", jobs::MIGRATIONS),
    ];
    base.into_iter().chain(modules.iter().map(|m| (m.name(), m.migrations()))).collect()
}
