//! SQLite: one writer, a few readers, an acknowledgement only for what is on disk.

use super::dialect::numbered;
use super::group::{self, Group, Shared};
use super::pool::Pool;
use super::{DbError, Engine, Outcome, Row, Sql, Value, Work};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, ErrorCode, OpenFlags, ToSql, params_from_iter};
use std::cell::RefCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// How many transactions may read at once.
const READERS: usize = 4;
/// Who may share a commit.
const TOGETHER: Group = Group { most: 512, longest: Duration::from_millis(10) };
/// How long a transaction of another process is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// An SQLite database.
pub(super) struct Sqlite {
    writer: Shared<Session>,
    /// None where the database is in memory: it exists on one connection only.
    readers: Option<Pool<Session>>,
}

/// A connection, and what it knows of the statements that it has run.
struct Session {
    connection: Connection,
    known: RefCell<HashMap<String, Arc<Known>>>,
}

/// A statement as SQLite reads it, and the columns of its answer.
struct Known {
    text: String,
    columns: Arc<[String]>,
}

impl Session {
    fn new(connection: Connection) -> Self {
        Self { connection, known: RefCell::default() }
    }

    /// Prepares a statement, or takes it as it was prepared before.
    fn prepare(&self, sql: &str) -> Result<(CachedStatement<'_>, Arc<[String]>), DbError> {
        let known = self.known.borrow().get(sql).cloned();
        if let Some(known) = known {
            let statement = self.connection.prepare_cached(&known.text).map_err(fault)?;
            if statement.column_count() == known.columns.len() {
                return Ok((statement, known.columns.clone()));
            }
        }
        let text = numbered(sql).into_owned();
        let statement = self.connection.prepare_cached(&text).map_err(fault)?;
        let columns: Arc<[String]> = statement.column_names().map(str::to_owned).collect();
        let known = Arc::new(Known { text, columns: columns.clone() });
        self.known.borrow_mut().insert(sql.to_owned(), known);
        Ok((statement, columns))
    }

    fn run(&self, statement: &str) -> Result<(), DbError> {
        let prepared = self.connection.prepare_cached(statement);
        prepared.and_then(|mut s| s.execute([])).map(drop).map_err(fault)
    }
}

impl Sqlite {
    /// A database that lives as long as it is open.
    pub(super) fn in_memory() -> Result<Self, DbError> {
        let writer = Connection::open_in_memory().map_err(fault)?;
        set_up(&writer)?;
        Ok(Self { writer: Shared::new(Session::new(writer), Group::ONE), readers: None })
    }

    /// The database in a file of a VFS that was registered with SQLite by its name; one connection
    /// has it to itself, so that the VFS needs no shared memory.
    pub(super) fn over(path: &str, vfs: &str) -> Result<Self, DbError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let writer = Connection::open_with_flags_and_vfs(path, flags, vfs).map_err(fault)?;
        writer.pragma_update(None, "locking_mode", "EXCLUSIVE").map_err(fault)?;
        set_up(&writer)?;
        Ok(Self { writer: Shared::new(Session::new(writer), Group::ONE), readers: None })
    }

    /// The database in a file, which may be made if it is not there.
    pub(super) fn open(path: PathBuf, make: bool) -> Result<Self, DbError> {
        let may_make = if make { OpenFlags::SQLITE_OPEN_CREATE } else { OpenFlags::empty() };
        let writer = connect(&path, may_make)?;
        let readers = Pool::new(
            READERS,
            |_| true,
            move || {
                let reader = connect(&path, OpenFlags::empty())?;
                reader.pragma_update(None, "query_only", true).map_err(fault)?;
                Ok(Session::new(reader))
            },
        );
        let writer = Shared::new(Session::new(writer), TOGETHER);
        Ok(Self { writer, readers: Some(readers) })
    }
}

fn connect(path: &Path, more: OpenFlags) -> Result<Connection, DbError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | more;
    let connection = Connection::open_with_flags(path, flags).map_err(fault)?;
    if connection.is_readonly("main").map_err(fault)? {
        return Err(DbError::ReadOnly(path.display().to_string()));
    }
    set_up(&connection)?;
    Ok(connection)
}

impl Engine for Sqlite {
    fn read(&self, work: &mut Work<'_>) -> Result<(), DbError> {
        match &self.readers {
            Some(readers) => transact(&*readers.lend()?, "BEGIN", work),
            None => self.writer.alone(|writer| transact(writer, "BEGIN", work)),
        }
    }

    fn write(&self, work: &mut Work<'_>) -> Result<(), DbError> {
        self.writer.write(&mut |writer| work(&mut Transaction(writer)))
    }

    fn name(&self) -> &'static str {
        "SQLite"
    }

    fn commits(&self) -> u64 {
        self.writer.commits()
    }

    fn set_durable(&self, durable: bool) -> Result<(), DbError> {
        let level = if durable { "FULL" } else { "OFF" };
        self.writer.alone(|writer| {
            let writer = &writer.connection;
            writer.pragma_update(None, "synchronous", level).map_err(fault)?;
            if durable {
                // What was written meanwhile reaches the disk now.
                let checkpoint = "PRAGMA wal_checkpoint(TRUNCATE)";
                writer.query_row(checkpoint, [], |_| Ok(())).map_err(fault)?;
            }
            Ok(())
        })
    }

    fn list_tables(&self) -> &'static str {
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    }
}

impl group::Connection for Session {
    fn begin(&mut self) -> Result<(), DbError> {
        self.run("BEGIN IMMEDIATE")
    }

    fn begin_member(&mut self) -> Result<(), DbError> {
        self.run("SAVEPOINT member")
    }

    fn end_member(&mut self, outcome: Outcome) -> Result<(), DbError> {
        if outcome == Outcome::RollBack {
            self.run("ROLLBACK TO SAVEPOINT member")?;
        }
        self.run("RELEASE SAVEPOINT member")
    }

    fn commit(&mut self) -> Result<(), DbError> {
        self.run("COMMIT")
    }

    fn roll_back(&mut self) {
        if self.is_open() {
            let _ = self.connection.execute_batch("ROLLBACK");
        }
    }

    fn is_open(&self) -> bool {
        !self.connection.is_autocommit()
    }
}

/// A transaction that is rolled back if it is dropped before its end, as by a panic.
struct Open<'a>(&'a Connection);

impl Drop for Open<'_> {
    fn drop(&mut self) {
        if !self.0.is_autocommit() {
            let _ = self.0.execute_batch("ROLLBACK");
        }
    }
}

fn transact(session: &Session, begin: &str, work: &mut Work<'_>) -> Result<(), DbError> {
    session.connection.execute_batch(begin).map_err(fault)?;
    let open = Open(&session.connection);
    let outcome = work(&mut Transaction(session));
    if outcome == Outcome::Commit {
        session.connection.execute_batch("COMMIT").map_err(fault)?;
    }
    drop(open);
    Ok(())
}

struct Transaction<'a>(&'a Session);

impl Sql for Transaction<'_> {
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64, DbError> {
        let (mut statement, _) = self.0.prepare(sql)?;
        let changed = statement.execute(params_from_iter(params)).map_err(fault)?;
        Ok(changed as u64)
    }

    fn execute_each(
        &mut self,
        sql: &str,
        all: &mut dyn Iterator<Item = Vec<Value>>,
    ) -> Result<(), DbError> {
        let (mut statement, _) = self.0.prepare(sql)?;
        for params in all {
            statement.execute(params_from_iter(&params)).map_err(fault)?;
        }
        Ok(())
    }

    fn is_alone(&self) -> bool {
        true
    }

    fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, DbError> {
        let mut answer = Vec::new();
        rows(self.0, sql, params, &mut |row| {
            answer.push(row);
            Ok(())
        })?;
        Ok(answer)
    }

    fn each(
        &mut self,
        sql: &str,
        take: &mut dyn FnMut(Row) -> Result<(), DbError>,
    ) -> Result<(), DbError> {
        rows(self.0, sql, &[], take)
    }

    fn batch(&mut self, sql: &str) -> Result<(), DbError> {
        self.0.connection.execute_batch(sql).map_err(fault)
    }
}

fn rows(
    session: &Session,
    sql: &str,
    params: &[Value],
    take: &mut dyn FnMut(Row) -> Result<(), DbError>,
) -> Result<(), DbError> {
    let (mut statement, columns) = session.prepare(sql)?;
    let mut rows = statement.query(params_from_iter(params)).map_err(fault)?;
    while let Some(row) = rows.next().map_err(fault)? {
        let mut values = Vec::with_capacity(columns.len());
        for at in 0..columns.len() {
            values.push(row.get_ref(at).map_err(fault).and_then(value)?);
        }
        take(Row::new(columns.clone(), values))?;
    }
    Ok(())
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(whole) => ValueRef::Integer(*whole),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Blob(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

fn value(found: ValueRef<'_>) -> Result<Value, DbError> {
    match found {
        ValueRef::Null => Ok(Value::Null),
        ValueRef::Integer(whole) => Ok(Value::Int(whole)),
        ValueRef::Text(bytes) => std::str::from_utf8(bytes)
            .map(|text| Value::Text(text.to_owned()))
            .map_err(|_| DbError::Corrupt("text that is not UTF-8".into())),
        ValueRef::Blob(bytes) => Ok(Value::Blob(bytes.to_vec())),
        ValueRef::Real(_) => Err(DbError::Decode("a float, which no table holds".into())),
    }
}

fn set_up(connection: &Connection) -> Result<(), DbError> {
    connection.busy_timeout(PATIENCE).map_err(fault)?;
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL;
             PRAGMA synchronous = FULL;
             PRAGMA foreign_keys = ON;
             PRAGMA trusted_schema = OFF;
             PRAGMA mmap_size = 0;
             PRAGMA cache_size = -32768;
             PRAGMA wal_autocheckpoint = 4000;",
        )
        .map_err(fault)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(())
}

/// Tells SQLite's errors apart.
#[allow(clippy::needless_pass_by_value, reason = "it stands in `map_err`")]
fn fault(error: rusqlite::Error) -> DbError {
    let text = error.to_string();
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => DbError::Corrupt(text),
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => DbError::ReadOnly(text),
        Some(ErrorCode::DiskFull) => DbError::Full(text),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => DbError::Busy(text),
        Some(ErrorCode::CannotOpen | ErrorCode::SystemIoFailure) => DbError::Unreachable(text),
        Some(ErrorCode::ConstraintViolation) => DbError::Constraint(text),
        _ => DbError::Other(text),
    }
}
