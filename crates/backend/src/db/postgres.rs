//! PostgreSQL: serializable transactions, tried again when another one came in between.
//!
//! They run beside one another. Whoever loses over a row goes to the [`lane`], and so does, for a
//! while, everybody who comes to that row: there they go one after the other and share commits.

mod fault;
mod hot;
mod lane;
mod transaction;

use super::group::Shared;
use super::pool::{Lent, Pool};
use super::{DbError, Engine, Outcome, Work};
use fault::fault;
use hot::Hot;
use lane::Lane;
use postgres::config::SslMode;
use postgres::{Client, Config, NoTls, Statement};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use tokio_postgres_rustls::MakeRustlsConnect;
use transaction::Transaction;

/// How often a transaction is tried that others came in between of.
const TRIES: u32 = 30;
/// How often one is tried that found a key taken: it may be the same thing, tried twice at once.
const COLLISION_TRIES: u32 = 3;
/// How many sessions may be open at once.
const SESSIONS: usize = 8;
/// How long an answer to a connection is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// A scan of a whole table locks the whole table against serializable writers, and PostgreSQL
/// prefers that for small tables; by index, only what was looked at is locked.
const NARROW_LOCKS: &str = "SET enable_seqscan = off";

/// A PostgreSQL database.
pub(super) struct Postgres {
    /// None only while it is dropped.
    pool: Option<Pool<Session>>,
    /// None only while it is dropped.
    lane: Option<Shared<Lane>>,
    hot: Hot,
}

/// Opens one more session.
type Open = Arc<dyn Fn() -> Result<Session, DbError> + Send + Sync>;

impl Postgres {
    /// The database at `postgres://USER:PASSWORD@HOST:PORT/NAME`. With `?sslmode=require` the
    /// connection is encrypted, and the server's certificate checked against those that the system
    /// trusts (`SSL_CERT_FILE` names others); without, it is neither.
    pub(super) fn open(url: &str) -> Result<Self, DbError> {
        let mut config: Config =
            url.parse().map_err(|error: postgres::Error| DbError::Address(error.to_string()))?;
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(PATIENCE);
        }
        config.application_name("sampan");
        // Processes begin at different places, so that their sessions seldom share a lane; in
        // containers all of them have the same number.
        let lanes = AtomicI64::new(i64::try_from(dice(64)).unwrap_or_default());
        let open: Open = Arc::new(move || {
            let client = match config.get_ssl_mode() {
                SslMode::Require => config.connect(verified_tls()?).map_err(fault)?,
                _ => config.connect(NoTls).map_err(fault)?,
            };
            let stream = lanes.fetch_add(1, Ordering::Relaxed);
            let mut session = Session { client, prepared: HashMap::new(), lane: stream };
            // Others who speak PostgreSQL's protocol may not know it.
            let _ = session.simple(NARROW_LOCKS);
            Ok(session)
        });
        let lane = Shared::new(Lane::new(open.clone()), lane::TOGETHER);
        let pool = Pool::new(SESSIONS, Session::is_open, move || open());
        drop(pool.lend()?);
        Ok(Self { pool: Some(pool), lane: Some(lane), hot: Hot::default() })
    }

    fn pool(&self) -> &Pool<Session> {
        self.pool.as_ref().expect("it is there until it is dropped")
    }

    fn lane(&self) -> &Shared<Lane> {
        self.lane.as_ref().expect("it is there until it is dropped")
    }
}

impl Drop for Postgres {
    /// Ends the sessions on a thread of their own: it blocks, and the last user may be async.
    fn drop(&mut self) {
        let sessions = (self.pool.take(), self.lane.take());
        let _ = std::thread::spawn(move || drop(sessions)).join();
    }
}

fn verified_tls() -> Result<MakeRustlsConnect, DbError> {
    let found = rustls_native_certs::load_native_certs();
    let mut trusted = rustls::RootCertStore::empty();
    trusted.add_parsable_certificates(found.certs);
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| DbError::Other(error.to_string()))?
        .with_root_certificates(trusted)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

/// A session with the statements that it has prepared.
struct Session {
    client: Client,
    prepared: HashMap<String, Statement>,
    lane: i64,
}

impl Session {
    fn is_open(&self) -> bool {
        !self.client.is_closed()
    }

    fn simple(&mut self, sql: &str) -> Result<(), DbError> {
        self.client.batch_execute(sql).map_err(fault)
    }

    fn prepare(&mut self, sql: &str) -> Result<Statement, DbError> {
        if let Some(statement) = self.prepared.get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.prepare(sql).map_err(fault)?;
        self.prepared.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

impl Engine for Postgres {
    fn read(&self, work: &mut Work<'_>) -> Result<(), DbError> {
        let mut session = self.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?;
        let mut transaction = Transaction::of(&mut session, &self.hot);
        work(&mut transaction);
        session.simple("ROLLBACK")
    }

    fn write(&self, work: &mut Work<'_>) -> Result<(), DbError> {
        for attempt in 1.. {
            let again_if_taken = attempt < COLLISION_TRIES;
            let tried = match attempt {
                1 => self.write_beside(work, again_if_taken),
                _ => self.write_in_lane(work, again_if_taken),
            };
            match tried {
                Err(DbError::Conflict(why)) if attempt < TRIES => {
                    tracing::debug!(attempt, why, "a transaction is tried again");
                    // In the lane it can only meet newcomers, and other processes.
                    if attempt > 1 {
                        std::thread::sleep(pause(attempt));
                    }
                }
                Err(DbError::Conflict(why)) => return Err(DbError::Busy(why)),
                other => return other,
            }
        }
        Ok(())
    }

    fn commits(&self) -> u64 {
        self.lane().commits()
    }

    fn name(&self) -> &'static str {
        "PostgreSQL"
    }

    fn list_tables(&self) -> &'static str {
        "SELECT table_name AS name FROM information_schema.tables
         WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'"
    }
}

impl Postgres {
    /// Begins a transaction in a session that lives: those that the server has ended, say at its
    /// restart, are found out here.
    fn begin(&self, statement: &str) -> Result<Lent<'_, Session>, DbError> {
        let mut tries = 0..SESSIONS;
        loop {
            let mut session = self.pool().lend()?;
            match session.simple(statement) {
                Ok(()) => return Ok(session),
                Err(DbError::Unreachable(_)) if tries.next().is_some() => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Runs a transaction beside others.
    fn write_beside(&self, work: &mut Work<'_>, again_if_taken: bool) -> Result<(), DbError> {
        let mut session = self.begin("BEGIN ISOLATION LEVEL SERIALIZABLE")?;
        let mut transaction = Transaction::of(&mut session, &self.hot).beside();
        let outcome = work(&mut transaction);
        match transaction.end(outcome, again_if_taken) {
            Ok(Outcome::Commit) => session.simple("COMMIT"),
            Ok(Outcome::RollBack) => session.simple("ROLLBACK"),
            Err(error) => {
                session.simple("ROLLBACK")?;
                Err(error)
            }
        }
    }

    /// Runs a transaction in the lane.
    fn write_in_lane(&self, work: &mut Work<'_>, again_if_taken: bool) -> Result<(), DbError> {
        let mut fault = None;
        self.lane().write(&mut |lane| {
            let mut transaction = Transaction::of(lane.session(), &self.hot);
            let outcome = work(&mut transaction);
            match transaction.end(outcome, again_if_taken) {
                Ok(outcome) => {
                    fault = None;
                    outcome
                }
                Err(error) => {
                    if matches!(error, DbError::Conflict(_)) {
                        lane.lost();
                    }
                    fault = Some(error);
                    Outcome::RollBack
                }
            }
        })?;
        fault.map_or(Ok(()), Err)
    }
}

/// How long to wait before trying again: longer each time, and not in step with others.
fn pause(attempt: u32) -> Duration {
    Duration::from_millis(1 + dice(2 << attempt.min(6)))
}

/// A number below `most` that others hardly come by at the same time.
fn dice(most: u64) -> u64 {
    use std::hash::{BuildHasher, RandomState};
    RandomState::new().hash_one(most) % most
}
