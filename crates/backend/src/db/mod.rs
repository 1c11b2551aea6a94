//! The database: one small synchronous interface over SQLite and PostgreSQL.
//!
//! Every query is written once, in SQL that both engines take, with `$1`, `$2`… for values. To
//! keep it portable: whole numbers are `BIGINT`, sums are `CAST(SUM(x) AS BIGINT)`, a value whose
//! type does not follow from its place is `CAST($1 AS BIGINT)`, rows are locked by
//! `UPDATE … RETURNING`, `WITHOUT ROWID` (lies in the order of its key) may stand after a table and
//! is for SQLite alone, and order of text is not relied upon (collations differ).

mod dialect;
mod error;
mod group;
mod list;
mod migrate;
mod pool;
#[cfg(feature = "postgres")]
mod postgres;
mod sqlite;
mod value;

pub use error::DbError;
pub(crate) use list::any_of;
pub use migrate::{Migration, ModuleMigrations};
pub use value::{Row, Value};

use std::path::PathBuf;
use std::sync::Arc;

/// An open transaction.
pub trait Sql {
    /// Runs one statement; says how many rows it changed.
    ///
    /// # Errors
    /// What the database says.
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<u64, DbError>;

    /// Runs one statement that answers with rows, `… RETURNING` included.
    ///
    /// # Errors
    /// What the database says.
    fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, DbError>;

    /// Runs a query without values whose answer may be too long to hold; hands over row by row.
    ///
    /// # Errors
    /// What the database says, or what `take` says.
    fn each(
        &mut self,
        sql: &str,
        take: &mut dyn FnMut(Row) -> Result<(), DbError>,
    ) -> Result<(), DbError>;

    /// Runs one statement once for each set of values.
    ///
    /// # Errors
    /// What the database says.
    fn execute_each(
        &mut self,
        sql: &str,
        all: &mut dyn Iterator<Item = Vec<Value>>,
    ) -> Result<(), DbError> {
        for params in all {
            self.execute(sql, &params)?;
        }
        Ok(())
    }

    /// Inserts rows, many with one statement; `into` is all of it up to `VALUES`.
    ///
    /// # Errors
    /// What the database says.
    fn insert(
        &mut self,
        into: &str,
        rows: &mut dyn Iterator<Item = Vec<Value>>,
    ) -> Result<(), DbError> {
        self.insert_all(into, "", rows)
    }

    /// The same, passing over rows that are there already.
    ///
    /// # Errors
    /// What the database says.
    fn insert_new(
        &mut self,
        into: &str,
        rows: &mut dyn Iterator<Item = Vec<Value>>,
    ) -> Result<(), DbError> {
        self.insert_all(into, "ON CONFLICT DO NOTHING", rows)
    }

    /// Inserts rows, with what is to be done about those that are there already.
    ///
    /// # Errors
    /// What the database says.
    fn insert_all(
        &mut self,
        into: &str,
        conflict: &str,
        rows: &mut dyn Iterator<Item = Vec<Value>>,
    ) -> Result<(), DbError> {
        let mut rows = rows.collect::<Vec<_>>().into_iter();
        while let Some((values, params)) = list::next_rows(&mut rows) {
            self.execute(&format!("{into} VALUES {values} {conflict}"), &params)?;
        }
        Ok(())
    }

    /// Whether no other transaction writes until this one ends, so that rows need no locks.
    fn is_alone(&self) -> bool {
        false
    }

    /// Which of the transactions that may write at the same time this is, from 0.
    fn lane(&self) -> i64 {
        0
    }

    /// Runs several statements without values.
    ///
    /// # Errors
    /// What the database says.
    fn batch(&mut self, sql: &str) -> Result<(), DbError>;

    /// Runs a query for at most one row.
    ///
    /// # Errors
    /// `Decode` if there are more, or what the database says.
    fn query_opt(&mut self, sql: &str, params: &[Value]) -> Result<Option<Row>, DbError> {
        let mut rows = self.query(sql, params)?;
        match rows.len() {
            0 | 1 => Ok(rows.pop()),
            n => Err(DbError::Decode(format!("{n} rows where one was expected: {sql}"))),
        }
    }

    /// Runs a query for exactly one row.
    ///
    /// # Errors
    /// `Decode` if there are none or more, or what the database says.
    fn query_one(&mut self, sql: &str, params: &[Value]) -> Result<Row, DbError> {
        self.query_opt(sql, params)?
            .ok_or_else(|| DbError::Decode(format!("no row where one was expected: {sql}")))
    }
}

/// How a statement begins that takes back what came after a savepoint.
const ROLL_BACK_TO: &str = "ROLLBACK TO SAVEPOINT ";

/// Runs `work` so that its effects are taken back if it fails, while the transaction goes on.
///
/// # Errors
/// What `work` says, or what the database says.
pub fn attempt<T, E: From<DbError>>(
    sql: &mut dyn Sql,
    work: impl FnOnce(&mut dyn Sql) -> Result<T, E>,
) -> Result<T, E> {
    sql.batch("SAVEPOINT attempt")?;
    let result = work(sql);
    if result.is_err() {
        sql.batch(&format!("{ROLL_BACK_TO}attempt"))?;
    }
    sql.batch("RELEASE SAVEPOINT attempt")?;
    result
}

/// A database; cheap to clone. Its calls block: keep them off the threads of an async runtime.
#[derive(Clone)]
pub struct Db {
    engine: Arc<dyn Engine>,
}

/// What differs between engines: how a transaction begins, is tried again, and ends.
trait Engine: Send + Sync {
    /// Runs `work` in a transaction that only reads, on one state of the data.
    fn read(&self, work: &mut Work<'_>) -> Result<(), DbError>;
    /// Runs `work` in a serializable transaction, again if another one came in between.
    fn write(&self, work: &mut Work<'_>) -> Result<(), DbError>;
    /// What engine it is, for logs.
    fn name(&self) -> &'static str;
    /// Whether commits wait for the disk, where that can be chosen.
    fn set_durable(&self, durable: bool) -> Result<(), DbError> {
        let _ = durable;
        Ok(())
    }
    /// How often something was put on the disk, where that is counted.
    fn commits(&self) -> u64 {
        0
    }
    /// A query for the `name` of each table.
    fn list_tables(&self) -> &'static str;
}

/// Work in a transaction; says whether to commit.
type Work<'a> = dyn FnMut(&mut dyn Sql) -> Outcome + 'a;

/// Whether work wants its transaction committed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Commit,
    RollBack,
}

impl Db {
    /// Opens `sqlite:PATH`, `sqlite:PATH?vfs=NAME` (exclusively), `sqlite::memory:` or `postgres:…` (also `postgresql:…`).
    ///
    /// # Errors
    /// `Address` for anything else, or what the database says.
    pub fn open(url: &str) -> Result<Self, DbError> {
        Self::at(url, true)
    }

    /// Opens a database that is there already; an SQLite file is not made.
    ///
    /// # Errors
    /// As [`Db::open`]; `Unreachable` if it is not there.
    pub fn open_existing(url: &str) -> Result<Self, DbError> {
        Self::at(url, false)
    }

    fn at(url: &str, make: bool) -> Result<Self, DbError> {
        let engine: Arc<dyn Engine> = match url.split_once(':') {
            Some(("sqlite", ":memory:")) => Arc::new(sqlite::Sqlite::in_memory()?),
            Some(("sqlite", path)) if !path.is_empty() => match path.split_once("?vfs=") {
                Some((path, vfs)) => Arc::new(sqlite::Sqlite::over(path, vfs)?),
                None => Arc::new(sqlite::Sqlite::open(PathBuf::from(path), make)?),
            },
            #[cfg(feature = "postgres")]
            Some(("postgres" | "postgresql", _)) => Arc::new(postgres::Postgres::open(url)?),
            _ => {
                return Err(DbError::Address("sqlite:PATH or postgres://USER@HOST/NAME".into()));
            }
        };
        Ok(Self { engine })
    }

    /// What engine it is: `SQLite` or `PostgreSQL`.
    #[must_use]
    pub fn engine(&self) -> &'static str {
        self.engine.name()
    }

    /// How often something was put on the disk since it was opened; 0 where the engine does not
    /// count. Transactions that come at the same time share one.
    #[must_use]
    pub fn commits(&self) -> u64 {
        self.engine.commits()
    }

    fn list_tables(&self) -> &'static str {
        self.engine.list_tables()
    }

    /// Hands over every row of every table, as of one moment: `take(table, row)`.
    ///
    /// # Errors
    /// What the database says, or what `take` says.
    pub fn dump(
        &self,
        mut take: impl FnMut(&str, &Row) -> Result<(), DbError>,
    ) -> Result<(), DbError> {
        self.read(|sql| {
            let found = sql.query(self.list_tables(), &[])?;
            let mut tables: Vec<_> =
                found.iter().map(|row| row.text("name")).collect::<Result<_, _>>()?;
            tables.sort_unstable();
            tables.into_iter().try_for_each(|table| {
                let query = format!("SELECT * FROM \"{table}\"");
                sql.each(&query, &mut |row| take(table, &row))
            })
        })
    }

    /// Whether commits wait for the disk, as they do from the start. Others may not: only while a
    /// new database is filled that can be made again, for a crash may damage it.
    ///
    /// # Errors
    /// What the database says.
    pub fn set_durable(&self, durable: bool) -> Result<(), DbError> {
        self.engine.set_durable(durable)
    }

    /// Reads: everything that `work` sees is of one moment.
    ///
    /// # Errors
    /// What `work` says, or what the database says.
    pub fn read<T, E: From<DbError>>(
        &self,
        mut work: impl FnMut(&mut dyn Sql) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut result = None;
        self.engine.read(&mut |sql| {
            result = Some(work(sql));
            Outcome::RollBack
        })?;
        result.unwrap_or_else(|| Err(never_ran().into()))
    }

    /// Writes: all of `work` happens, as if nobody else were there, or nothing of it. `work` may
    /// run several times, so it must change nothing but the database.
    ///
    /// # Errors
    /// What `work` says (nothing is kept then), or what the database says.
    pub fn write<T, E: From<DbError>>(
        &self,
        mut work: impl FnMut(&mut dyn Sql) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut result = None;
        self.engine.write(&mut |sql| {
            let done = work(sql);
            let outcome = if done.is_ok() { Outcome::Commit } else { Outcome::RollBack };
            result = Some(done);
            outcome
        })?;
        result.unwrap_or_else(|| Err(never_ran().into()))
    }
}

fn never_ran() -> DbError {
    DbError::Other("the engine did not run the transaction".into())
}
