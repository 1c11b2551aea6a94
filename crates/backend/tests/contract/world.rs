//! A backend on a fresh database, with a clock that is set by hand, and people in it.

use sampan_backend::system::SystemRandom;
use sampan_backend::{Backend, Config, LocalDevice, PinCost};
use sampan_protocol::ids::{OpId, PersonId};
use sampan_protocol::people::{Kind, Me};
use sampan_protocol::sync::{Cursor, Outcome, Pull, Scope, ScopeChanges};
use sampan_protocol::{Clock, Error, Timestamp};
use serde::Serialize;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};

/// A PIN that is neither weak nor anybody's.
pub(crate) const PIN: &str = "271828";

/// A clock that is set by hand.
#[derive(Clone)]
pub(crate) struct Hand(Arc<AtomicI64>);

impl Hand {
    pub(crate) fn forward(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }
}

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }
}

/// A backend with its configuration, so that it can be opened again.
pub(crate) struct World {
    pub(crate) backend: Backend,
    pub(crate) config: Config,
    pub(crate) clock: Hand,
    /// Holds the files for as long as the world lives.
    _folder: tempfile::TempDir,
}

/// A person with a device.
pub(crate) struct Someone {
    pub(crate) device: LocalDevice,
    pub(crate) me: Me,
    pub(crate) clock: Hand,
}

/// Runs a test on a fresh world of each engine that is there.
pub(crate) async fn on_each(test: impl AsyncFn(World)) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("backend.db");
    test(World::open(&format!("sqlite:{}", file.display()), folder)).await;
    let Ok(server) = std::env::var("SAMPAN_TEST_POSTGRES") else {
        eprintln!("only SQLite was tried: SAMPAN_TEST_POSTGRES is not set");
        return;
    };
    let database = postgres::Fresh::new(&server).await;
    let folder = tempfile::tempdir().expect("a temporary folder");
    test(World::open(&database.url, folder)).await;
    database.end().await;
}

impl World {
    pub(crate) fn open(database: &str, folder: tempfile::TempDir) -> Self {
        let clock = Hand(Arc::new(AtomicI64::new(1_790_000_000_000_000)));
        let media = folder.path().join("media").display().to_string();
        let mut config = Config::server(database, &media);
        config.clock = Arc::new(clock.clone());
        config.pin_cost = PinCost::DEMO;
        config.first_operates = true;
        let opened = config.clone();
        let backend = off_runtime(move || Backend::open(opened)).expect("the backend opens");
        Self { backend, config, clock, _folder: folder }
    }

    /// Ends this backend and opens its database again, as after a restart.
    pub(crate) fn reopen(&mut self) {
        let config = self.config.clone();
        self.backend = off_runtime(move || Backend::open(config)).expect("it opens again");
    }

    /// Another backend on the same database, as another server process has it.
    pub(crate) fn another(&self) -> Backend {
        let config = self.config.clone();
        off_runtime(move || Backend::open(config)).expect("it opens a second time")
    }

    /// A device that nobody knows yet.
    pub(crate) fn device(&self) -> LocalDevice {
        LocalDevice::new(&self.backend, &self.clock, &SystemRandom)
    }

    /// Registers somebody.
    pub(crate) async fn someone(&self, handle: &str, name: &str) -> Someone {
        let mut device = self.device();
        let id = PersonId::new(&self.clock, &SystemRandom);
        let me = device
            .register(id, handle, name, Kind::Person, None, PIN)
            .await
            .expect("they register");
        Someone { device, me, clock: self.clock.clone() }
    }

    /// Runs what blocks.
    pub(crate) async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Backend) -> Result<T, Error> + Send + 'static,
    ) -> T {
        self.backend.blocking(work).await.expect("it can be done")
    }
}

impl Someone {
    pub(crate) fn id(&self) -> PersonId {
        self.me.person.id
    }

    /// The scope of this person that begins with `word`.
    pub(crate) fn scope(&self, word: &str) -> Scope {
        Scope::of(word, self.id())
    }

    pub(crate) fn new_op(&self) -> OpId {
        OpId::new(&self.clock, &SystemRandom)
    }

    /// Does something in the scope `person:<me>`.
    pub(crate) async fn act(
        &mut self,
        name: &str,
        args: &impl Serialize,
        pin: Option<&str>,
    ) -> Result<Outcome, Error> {
        let (op, scope) = (self.new_op(), self.scope("person"));
        self.device.act(op, &scope, name, args, pin).await
    }

    /// Reads a scope from a cursor on.
    pub(crate) async fn pull(
        &mut self,
        word: &str,
        epoch: u64,
        seq: u64,
        limit: u32,
    ) -> ScopeChanges {
        let cursors = vec![Cursor { scope: self.scope(word), epoch, seq }];
        let mut pulled = self.device.ask(&Pull { cursors, limit }).await.expect("it can be read");
        pulled.scopes.pop().expect("one's own scope may be read")
    }

    /// The JSON of all live rows of a kind.
    pub(crate) async fn rows(&mut self, word: &str, kind: &str) -> Vec<serde_json::Value> {
        let changes = self.pull(word, 0, 0, 1_000).await.changes;
        changes
            .into_iter()
            .filter(|change| change.kind == kind)
            .filter_map(|change| change.value)
            .map(|text| serde_json::from_str(&text).expect("rows are JSON"))
            .collect()
    }
}

/// The key of the message of a refusal.
pub(crate) fn key<T: std::fmt::Debug>(result: Result<T, Error>) -> String {
    result.expect_err("it must be refused").key
}

/// The key of the message of a rejection.
pub(crate) fn rejection(outcome: &Outcome) -> &str {
    match outcome {
        Outcome::Rejected(error) => &error.key,
        other => panic!("it must be rejected, and is {other:?}"),
    }
}

fn off_runtime<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| scope.spawn(work).join().expect("it does not panic"))
}

mod postgres {
    //! Databases that live for one test.

    use super::{AtomicU32, Ordering, off_runtime};

    pub(crate) struct Fresh {
        pub(crate) url: String,
        server: String,
        name: String,
    }

    impl Fresh {
        pub(crate) async fn new(server: &str) -> Self {
            static COUNT: AtomicU32 = AtomicU32::new(0);
            let number = COUNT.fetch_add(1, Ordering::Relaxed);
            let name = format!("backend_{}_{number}", std::process::id());
            run(server, &format!("CREATE DATABASE {name}")).await;
            let (base, _) = server.rsplit_once('/').expect("the address ends in /NAME");
            Self { url: format!("{base}/{name}"), server: server.to_owned(), name }
        }

        pub(crate) async fn end(self) {
            run(&self.server, &format!("DROP DATABASE {} WITH (FORCE)", self.name)).await;
        }
    }

    async fn run(server: &str, statement: &str) {
        off_runtime(|| {
            ::postgres::Client::connect(server, ::postgres::NoTls)
                .expect("SAMPAN_TEST_POSTGRES is the address of a server that is up")
                .batch_execute(statement)
                .expect("databases may be made and dropped");
        });
    }
}
