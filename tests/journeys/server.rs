//! A real `sampan-server` on a database of its own.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Command;

/// The engines that journeys run on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    /// A file.
    Sqlite,
    /// A fresh database of the PostgreSQL that `cargo xtask test` starts.
    Postgres,
}

/// A running server; it ends with this value.
pub(crate) struct Server {
    running: sampan_window::Server,
    database: String,
    folder: tempfile::TempDir,
}

impl Server {
    /// Starts one, open to everybody; none on an engine that is not at hand.
    pub(crate) fn start(engine: Engine) -> Option<Self> {
        Self::start_with(engine, &[])
    }

    /// The same, with further options.
    pub(crate) fn start_with(engine: Engine, options: &[&str]) -> Option<Self> {
        Self::start_on(engine, options, |_| {})
    }

    /// The same, on a database that is filled before.
    pub(crate) fn start_filled(engine: Engine, fill: impl FnOnce(&str)) -> Option<Self> {
        Self::start_on(engine, &[], fill)
    }

    fn start_on(engine: Engine, options: &[&str], fill: impl FnOnce(&str)) -> Option<Self> {
        let folder = tempfile::tempdir().expect("a folder");
        let database = match engine {
            Engine::Sqlite => format!("sqlite:{}", folder.path().join("server.db").display()),
            Engine::Postgres => fresh_postgres()?,
        };
        fill(&database);
        let media = folder.path().join("media");
        let running = sampan_window::Server::start_with(&program(), &database, &media, options);
        let running = running.expect("sampan-server starts: cargo xtask test builds it");
        Some(Self { running, database, folder })
    }

    /// Where it listens.
    pub(crate) fn address(&self) -> SocketAddr {
        self.running.address()
    }

    /// The invitation that makes an operator.
    pub(crate) fn invitation(&self) -> String {
        self.running.invitation().expect("a new service invites its operator")
    }

    /// What `audit` says of its ledger.
    pub(crate) fn audit(&self) -> serde_json::Value {
        let output = Command::new(program())
            .args(["audit", "--json", "--database", &self.database])
            .output()
            .expect("the audit runs");
        assert!(
            output.status.success(),
            "the ledger holds: {}",
            String::from_utf8_lossy(&output.stdout)
        );
        serde_json::from_slice(&output.stdout).expect("one object")
    }

    /// A folder for the homes of devices.
    pub(crate) fn folder(&self) -> PathBuf {
        self.folder.path().to_owned()
    }
}

/// The server beside the app under test.
fn program() -> PathBuf {
    let app = std::env::var_os("SAMPAN_APP_BIN")
        .map_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_sampan")), PathBuf::from);
    app.with_file_name("sampan-server")
}

/// A database of its own in the PostgreSQL at hand, if there is one.
fn fresh_postgres() -> Option<String> {
    let Ok(url) = std::env::var("SAMPAN_TEST_POSTGRES") else {
        eprintln!("SAMPAN_TEST_POSTGRES is not set: this journey did not run on PostgreSQL");
        return None;
    };
    let (server, _) = url.rsplit_once('/').expect("a database in the address");
    let name = format!("journey_{}_{:x}", std::process::id(), unique());
    let done =
        Command::new("psql").args([&url, "-qc", &format!("CREATE DATABASE {name}")]).status();
    assert!(done.is_ok_and(|status| status.success()), "a fresh database is made");
    Some(format!("{server}/{name}"))
}

fn unique() -> u64 {
    use std::sync::atomic::{AtomicU64, Ordering};
    static NEXT: AtomicU64 = AtomicU64::new(0);
    NEXT.fetch_add(1, Ordering::SeqCst)
}
