//! PostgreSQL: serializable transactions, tried again when another one came in between.

use super::pool::{Lent, Pool};
use super::{DbError, Engine, Outcome, ROLL_BACK_TO, Row, Sql, Value, Work};
use bytes::BytesMut;
use parking_lot::FairMutex;
use postgres::config::SslMode;
use postgres::error::SqlState;
use postgres::fallible_iterator::FallibleIterator;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, Config, NoTls, Statement};
use std::collections::HashMap;
use std::error::Error as StdError;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use tokio_postgres_rustls::MakeRustlsConnect;

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
    /// Held by a transaction that another came in between of, until it is through: those go one
    /// after the other, first come first served, instead of coming in between of one another again.
    turn: FairMutex<()>,
}

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
        let pool = Pool::new(SESSIONS, Session::is_open, move || {
            let client = match config.get_ssl_mode() {
                SslMode::Require => config.connect(verified_tls()?).map_err(fault)?,
                _ => config.connect(NoTls).map_err(fault)?,
            };
            let lane = lanes.fetch_add(1, Ordering::Relaxed);
            let mut session = Session { client, prepared: HashMap::new(), lane };
            // Others who speak PostgreSQL's protocol may not know it.
            let _ = session.simple(NARROW_LOCKS);
            Ok(session)
        });
        drop(pool.lend()?);
        Ok(Self { pool: Some(pool), turn: FairMutex::new(()) })
    }

    fn pool(&self) -> &Pool<Session> {
        self.pool.as_ref().expect("it is there until it is dropped")
    }
}

impl Drop for Postgres {
    /// Ends the sessions on a thread of their own: it blocks, and the last user may be async.
    fn drop(&mut self) {
        let pool = self.pool.take();
        let _ = std::thread::spawn(move || drop(pool)).join();
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
        let mut transaction = Transaction::of(&mut session);
        work(&mut transaction);
        session.simple("ROLLBACK")
    }

    fn write(&self, work: &mut Work<'_>) -> Result<(), DbError> {
        let mut turn = None;
        for attempt in 1.. {
            match self.try_write(work, attempt < COLLISION_TRIES) {
                Err(DbError::Conflict(why)) if attempt < TRIES => {
                    tracing::debug!(attempt, why, "a transaction is tried again");
                    // With its turn it can only meet newcomers, and other processes.
                    match turn {
                        None => turn = Some(self.turn.lock()),
                        Some(_) => std::thread::sleep(pause(attempt)),
                    }
                }
                Err(DbError::Conflict(why)) => return Err(DbError::Busy(why)),
                other => return other,
            }
        }
        Ok(())
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

    fn try_write(&self, work: &mut Work<'_>, again_if_taken: bool) -> Result<(), DbError> {
        let mut session = self.begin("BEGIN ISOLATION LEVEL SERIALIZABLE")?;
        let mut transaction = Transaction::of(&mut session);
        let outcome = work(&mut transaction);
        let taken = transaction.taken.filter(|_| again_if_taken);
        let (conflict, aborted) = (transaction.conflict.or(taken), transaction.aborted);
        if let (None, false, Outcome::Commit) = (&conflict, aborted, outcome) {
            return session.simple("COMMIT");
        }
        session.simple("ROLLBACK")?;
        match (conflict, outcome) {
            (Some(why), _) => Err(DbError::Conflict(why)),
            // PostgreSQL would answer this COMMIT by rolling back, without an error.
            (None, Outcome::Commit) => {
                Err(DbError::Other("work went on after a statement had failed".into()))
            }
            (None, Outcome::RollBack) => Ok(()),
        }
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

struct Transaction<'a> {
    session: &'a mut Session,
    /// Why the whole transaction has to be tried again, whatever became of the work.
    conflict: Option<String>,
    /// Which key was found taken, if one was.
    taken: Option<String>,
    /// Whether a statement failed, and was not rolled back to a savepoint since.
    aborted: bool,
}

impl<'a> Transaction<'a> {
    fn of(session: &'a mut Session) -> Self {
        Self { session, conflict: None, taken: None, aborted: false }
    }

    fn noticed<T>(&mut self, result: Result<T, DbError>) -> Result<T, DbError> {
        if let Err(error) = &result {
            self.aborted = true;
            match error {
                DbError::Conflict(why) => self.conflict = Some(why.clone()),
                DbError::Constraint(why) => self.taken = Some(why.clone()),
                _ => {}
            }
        }
        result
    }
}

impl Sql for Transaction<'_> {
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64, DbError> {
        let done = self.session.prepare(sql).and_then(|statement| {
            self.session.client.execute(&statement, &borrowed(params)).map_err(fault)
        });
        self.noticed(done)
    }

    fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, DbError> {
        let rows = self.session.prepare(sql).and_then(|statement| {
            self.session.client.query(&statement, &borrowed(params)).map_err(fault)
        });
        self.noticed(rows).and_then(|rows| read(&rows))
    }

    fn each(
        &mut self,
        sql: &str,
        take: &mut dyn FnMut(Row) -> Result<(), DbError>,
    ) -> Result<(), DbError> {
        let statement = self.session.prepare(sql)?;
        let none: [&(dyn ToSql + Sync); 0] = [];
        let mut rows = self.session.client.query_raw(&statement, none).map_err(fault)?;
        while let Some(row) = rows.next().map_err(fault)? {
            read(&[row])?.into_iter().try_for_each(&mut *take)?;
        }
        Ok(())
    }

    fn lane(&self) -> i64 {
        self.session.lane
    }

    fn batch(&mut self, sql: &str) -> Result<(), DbError> {
        let done = self.session.simple(&sql.replace(") WITHOUT ROWID", ")"));
        if done.is_ok() && sql.starts_with(ROLL_BACK_TO) {
            self.aborted = false;
        }
        self.noticed(done)
    }
}

fn borrowed(params: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    params.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

fn read(rows: &[postgres::Row]) -> Result<Vec<Row>, DbError> {
    let Some(first) = rows.first() else {
        return Ok(Vec::new());
    };
    let columns: Arc<[String]> = first.columns().iter().map(|c| c.name().to_owned()).collect();
    rows.iter()
        .map(|row| {
            let values = (0..columns.len()).map(|at| value(row, at)).collect::<Result<_, _>>()?;
            Ok(Row::new(columns.clone(), values))
        })
        .collect()
}

fn value(row: &postgres::Row, at: usize) -> Result<Value, DbError> {
    let column = &row.columns()[at];
    let read = match *column.type_() {
        Type::INT8 => row.try_get::<_, Option<i64>>(at).map(Value::from),
        Type::INT4 => row.try_get::<_, Option<i32>>(at).map(Value::from),
        Type::INT2 => row.try_get::<_, Option<i16>>(at).map(Value::from),
        Type::BOOL => row.try_get::<_, Option<bool>>(at).map(Value::from),
        Type::TEXT | Type::VARCHAR | Type::NAME => {
            row.try_get::<_, Option<String>>(at).map(Value::from)
        }
        Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(at).map(Value::from),
        ref other => {
            let name = column.name();
            return Err(DbError::Decode(format!("column {name} is {other}: cast it")));
        }
    };
    read.map_err(fault)
}

impl ToSql for Value {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn StdError + Sync + Send>> {
        match (self, ty) {
            (Self::Null, _) => Ok(IsNull::Yes),
            (Self::Int(whole), &Type::INT8) => whole.to_sql(ty, out),
            (Self::Int(whole), &Type::INT4) => i32::try_from(*whole)?.to_sql(ty, out),
            (Self::Text(text), &(Type::TEXT | Type::VARCHAR)) => text.to_sql(ty, out),
            (Self::Blob(bytes), &Type::BYTEA) => bytes.to_sql(ty, out),
            _ => Err(format!("a value does not fit the type {ty}").into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// Tells PostgreSQL's errors apart.
#[allow(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
fn fault(error: postgres::Error) -> DbError {
    let Some(state) = error.code() else {
        let text = error.to_string();
        let text = error.source().map_or(text.clone(), |source| format!("{text}: {source}"));
        let broken = error.source().is_some_and(<dyn StdError>::is::<std::io::Error>);
        return if error.is_closed() || broken {
            DbError::Unreachable(text)
        } else {
            DbError::Other(text)
        };
    };
    let text = error
        .as_db_error()
        .map_or_else(|| error.to_string(), |d| format!("{}: {}", state.code(), d.message()));
    match *state {
        SqlState::T_R_SERIALIZATION_FAILURE | SqlState::T_R_DEADLOCK_DETECTED => {
            DbError::Conflict(text)
        }
        SqlState::READ_ONLY_SQL_TRANSACTION | SqlState::INSUFFICIENT_PRIVILEGE => {
            DbError::ReadOnly(text)
        }
        SqlState::DISK_FULL | SqlState::OUT_OF_MEMORY => DbError::Full(text),
        SqlState::DATA_CORRUPTED | SqlState::INDEX_CORRUPTED => DbError::Corrupt(text),
        SqlState::TOO_MANY_CONNECTIONS | SqlState::LOCK_NOT_AVAILABLE => DbError::Busy(text),
        SqlState::ADMIN_SHUTDOWN | SqlState::CRASH_SHUTDOWN | SqlState::CANNOT_CONNECT_NOW => {
            DbError::Unreachable(text)
        }
        _ if state.code().starts_with("23") => DbError::Constraint(text),
        _ if ["08", "28", "3D"].iter().any(|class| state.code().starts_with(class)) => {
            DbError::Unreachable(text)
        }
        _ => DbError::Other(text),
    }
}
